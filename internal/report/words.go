package report

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"duban/checklist"
	"duban/db"
	"duban/internal/zh"
)

// Accepted are the words that were accepted of a lead: those of the claim that
// stood when it was struck off, with what was added to it later, without greeting,
// signature and what was said of other items. They are "" where there are none.
func (c Cell) Accepted(o db.Owed, evidence []db.Evidence, history []checklist.Event) string {
	if o.Role != checklist.Lead || o.State != checklist.Accepted {
		return ""
	}
	var all []string
	claimed := false
	for _, e := range standing(o, evidence, history) {
		switch e.Verb {
		case checklist.VerbDone:
			claimed = true
		case checklist.VerbProgress:
			if !claimed {
				continue // reported before the claim, which says it again or leaves it out
			}
		default:
			continue
		}
		if text := itemWords(o.No, o.Party, e.Text); text != "" && !slices.Contains(all, text) {
			all = append(all, text+recorded(c.Language, e.Way))
		}
	}
	return strings.Join(all, "\n")
}

// standing is the evidence of the round that was accepted, from after the last
// claim that was taken back.
func standing(o db.Owed, evidence []db.Evidence, history []checklist.Event) (kept []db.Evidence) {
	var withdrawn int64
	claimed := false
	for _, e := range history {
		switch e.Kind {
		case checklist.EventSubmitted:
			claimed = true
		case checklist.EventWithdrawn: // a claim, or a request for time
			if claimed {
				withdrawn = max(withdrawn, e.At)
			}
			claimed = false
		}
	}
	for _, e := range evidence {
		if e.Round == o.Round && e.AtMs > withdrawn && (o.ClosedMs == 0 || e.AtMs <= o.ClosedMs) {
			kept = append(kept, e)
		}
	}
	return kept
}

// acceptedOn is the day on which a lead was struck off.
func acceptedOn(o db.Owed, zone *time.Location) checklist.Day {
	if o.ClosedMs == 0 {
		return 0
	}
	return checklist.DayOf(time.UnixMilli(o.ClosedMs), zone)
}

// itemHead is where a reply begins to speak of an item: a number at the
// beginning of a line or of a sentence, with the word for how it stands.
var itemHead = zh.NewPattern(`(?:^|\n|[。；;])[ \t　]*(?:第|序号|事项)?[ \t　]*(\d{1,4}(?:[ \t]*[、,，和及][ \t]*\d{1,4})*)[ \t　]*[项号]?[ \t　]*[、.．:：,，)）]?[ \t　]*` +
	`(?:已经|已|均已|也已|都已|现已)?(?:全部|按时|按期|如期|基本)?(?:完成|办结|办理完毕|落实|整改到位|进展|收到|签收|申请|请求|转交|撤回|正在|尚未|未完成|配合)`)

var number = zh.NewPattern(`\d+`)

// ofItem is what a reply says of one item: what stands between its number and the
// next one. A reply that names no items is about the one it was filed under.
func ofItem(no int, text string) string {
	heads := itemHead.FindAllStringSubmatchIndex(text, -1)
	var parts []string
	for i, h := range heads {
		to := len(text)
		if i+1 < len(heads) {
			to = heads[i+1][0]
			if r := text[to]; r != '\n' { // the stop that ends the sentence before
				_, size := utf8.DecodeRuneInString(text[to:])
				to += size
			}
		}
		if slices.ContainsFunc(number.FindAllString(text[h[2]:h[3]], -1), func(n string) bool { return sameNumber(n, no) }) {
			parts = append(parts, strings.TrimLeft(text[h[3]:to], " \t　项号、.．:：,，)）"))
		}
	}
	if len(parts) == 0 {
		return text
	}
	return strings.Join(parts, "\n")
}

func sameNumber(text string, no int) bool {
	n, ok := zh.Number(text)
	return ok && n == no
}

// itemWords are a reply's words on an item as they stand in a table.
func itemWords(no int, party, text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	body := unsigned(party, ungreeted(strings.TrimSpace(ofItem(no, text))))
	if rest := claimHead.ReplaceAllString(body, ""); strings.TrimSpace(rest) != "" {
		body = rest
	}
	return blankLines.ReplaceAllString(strings.TrimSpace(body), "\n")
}

var (
	// claimHead is the verb that the reply needed and the table does not: what
	// stands there is accepted.
	claimHead  = zh.NewPattern(`^(?:(?:本项|该项|此项)?(?:工作)?(?:已经|已|均已)?(?:全部|按时|按期|如期)?(?:完成|办结|办理完毕|落实到位)(?:情况)?)[ \t　]*[：:。！!，,；;]\s*`)
	blankLines = zh.NewPattern(`[ \t　]*\n\s*`)
	greeting   = zh.NewPattern(`^(?:(?:尊敬的)?[^，。：:\n]{0,12}(?:您好|你好|大家好)[^。\n]{0,8}[，。！!：:、]?|(?:尊敬的)?(?:各位)?(?:领导|主任|督办员|综合部|同志)[^，。：:\n]{0,6}[：:，])\s*`)
	closing    = zh.NewPattern(`^(?:此致|敬礼|谢谢|感谢|多谢|祝好|顺祝|祝工作|祝商祺|请(?:予)?(?:销号|审核|审阅|查收|查阅|核实|知悉|领导)|特此(?:报告|回复|汇报)|妥否|以上|见附件|详见附件|附件)[^。\n]{0,16}[。！!，]?$`)
	dashes     = zh.NewPattern(`^[-—_=*]{2,}`)
	contact    = zh.NewPattern(`(?i)(?:电话|手机|座机|传真|邮箱|邮编|地址|微信|tel|mobile|e-?mail)\s*[：:]|[\w.+-]+@[\w-]+\.|^[\d\s()（）+-]{7,}$|发自我的|发自.{0,6}邮箱|sent from`)
	dated      = zh.NewPattern(`^(?:二〇|20)\S{2}年\S{1,3}月\S{1,3}日$|^20\d\d[-./]\d{1,2}[-./]\d{1,2}$`)
	unit       = zh.NewPattern(`^\S{1,16}(?:部|科|室|处|局|中心|股|队|所|站|委|委员会|办|办公室|支部|主任|负责人|部长|科长|处长)(?:[ \t　]*[（(]?\p{Han}{2,4}[）)]?)?$`)
	name       = zh.NewPattern(`^\p{Han}(?:[ \t　]?\p{Han}){1,2}$`)
	state      = zh.NewPattern(`^(?:已|均|正|未|完成|办结|落实|无|有|暂|同上|达标|合格|良好)`)
	endOfWords = zh.NewPattern(`[。！!？?；;]$`)
)

// ungreeted leaves a greeting out.
func ungreeted(text string) string {
	if rest := greeting.ReplaceAllString(text, ""); strings.TrimSpace(rest) != "" {
		return rest
	}
	return text
}

// unsigned leaves the lines out that close a letter: thanks, unit and name, day,
// telephone. What would leave nothing stays.
func unsigned(party, text string) string {
	lines := strings.Split(text, "\n")
	end := len(lines)
	for end > 0 && closes(party, lines, end-1) {
		end--
	}
	for i := range lines[:end] {
		if dashes.MatchString(strings.TrimSpace(lines[i])) && i > 0 {
			end = i
			break
		}
	}
	if kept := strings.TrimSpace(strings.Join(lines[:end], "\n")); kept != "" {
		return kept
	}
	return text
}

// closes reports whether a line is no part of what was done.
func closes(party string, lines []string, i int) bool {
	s := strings.TrimSpace(lines[i])
	switch {
	case s == "", dashes.MatchString(s), contact.MatchString(s), dated.MatchString(s), closing.MatchString(s):
		return true
	case i == 0 || endOfWords.MatchString(s):
		return false
	case strings.HasPrefix(s, party) && utf8.RuneCountInString(s) <= utf8.RuneCountInString(party)+6:
		return true
	}
	if state.MatchString(s) {
		return false
	}
	return unit.MatchString(s) || name.MatchString(s) && (ends(lines[i-1]) || unit.MatchString(strings.TrimSpace(lines[i-1])))
}

// ends reports whether a line ends what was said, so that the next one begins
// something else.
func ends(line string) bool {
	line = strings.TrimSpace(line)
	return line == "" || endOfWords.MatchString(line)
}
