package answer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"duban/internal/zh"
)

// said is a piece of text as written and as compared. Both have the same number
// of characters, so that a place in the one is a place in the other.
type said struct{ raw, key string }

func newSaid(raw string) said {
	raw = strings.ToValidUTF8(raw, "\uFFFD")
	raw = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || r == 0 {
			return -1
		}
		return r
	}, raw)
	return said{raw, strings.Map(foldSaid, raw)}
}

// foldSaid folds one character to one character: half width, lower case, plain
// spaces, and the traditional forms of the words that decide.
func foldSaid(r rune) rune {
	r = zh.Simplify(r)
	if folded := zh.FoldRune(r); folded != 0 {
		return unicode.ToLower(folded)
	}
	return r
}

// from and to cut at a byte of the key.
func (s said) from(at int) said {
	return said{skipRunes(s.raw, utf8.RuneCountInString(s.key[:at])), s.key[at:]}
}

func (s said) to(at int) said {
	rest := skipRunes(s.raw, utf8.RuneCountInString(s.key[:at]))
	return said{s.raw[:len(s.raw)-len(rest)], s.key[:at]}
}

func skipRunes(s string, n int) string {
	for ; n > 0 && s != ""; n-- {
		_, w := utf8.DecodeRuneInString(s)
		s = s[w:]
	}
	return s
}

func (s said) blank() bool { return strings.Trim(s.key, " .,;:!、-*") == "" }

// trimmed is the words without the delimiters that parted them from the next.
func (s said) trimmed() string {
	return strings.TrimRight(strings.TrimSpace(s.raw), "，,；;、 　")
}

// answerLine is a line that may say something.
type answerLine struct {
	said
	no     int // 1-based, in the text
	listed bool
	head   answerHead   // where it begins like a list entry
	rest   []answerLine // the lines below it
}

var (
	bullet = zh.NewPattern(`^ *(?:[-*•·●■□◆▪>|]+ +|[•·●■□◆▪|] *)*(?:\[[^\]\d][^\]]{0,40}\] *|【[^】\d][^】]{0,40}】 *)?`)

	// prefix is what may stand before the answer on its line.
	prefix = zh.NewPattern(`^(?:(?:尊敬的)?[^ ,.:;!0-9]{0,10}(?:您好|你好|领导好|老师好|主任好|大家好|早上好|上午好|下午好)[!,.:;~ ]*|(?:现)?(?:回复|答复|回答|答|报告|反馈|汇报)(?:如下)?[: ]+)`)

	// heading stands before numbers only: 完成情况：3已完成. Alone on its line it
	// may be all that is said of one item.
	heading = zh.NewPattern(`^((?:事项|任务|工作)?(?:办理|完成|办结|落实|进展|整改)(?:进展)?情况(?:如下)?[: ]+)(?:第 ?)?\d`)

	// courtesy says nothing about any item; closing may, where it stands alone.
	courtesy = zh.NewPattern(`^(?:此致|敬礼|致礼|祝好|此复|(?:顺|敬|谨)?(?:祝|颂).{1,8}|(?:非常|多|十分)?(?:谢谢|感谢|致谢)(?:您|领导|支持|理解|大家)*|辛苦了|打扰了)[!.。~, ]*$`)
	closing  = zh.NewPattern(`^(?:特此(?:报告|回复|函复|汇报|说明)|专此(?:函复|报告|回复)|[妥当]否.{0,10}|以上(?:报告|回复|汇报|情况).{0,12}|(?:附件)?请(?:予)?(?:查收|审核|审阅|审批|批示|查阅|指示|知悉)|联系人.{0,60}|(?:联系)?电话.{0,40}|手机.{0,40}|[\d\-+() ]{7,24}|(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}[\-/.]\d{1,2}[\-/.]\d{1,2})[!.。~, ]*$`)

	// signed is a unit or a name under a closing; signedUnit may stand above a date.
	signed     = zh.NewPattern(`^[\p{Han} ()]{2,20}$`)
	signedUnit = zh.NewPattern(`^(?:\p{Han} ?){2,4}$|^[\p{Han} ()]{2,18}(?:部|科|室|中心|处|局|组|站|所|队)$`)

	newMatter = zh.NewPattern(`^ *(?:另外?|还有)(?:那|这|有)?(?:一|几)?(?:个|件|项|些)?(?:事|问题|工作)`)
)

// answerLines returns the lines of a text that may be answers: without
// salutation and closing, numbered as they stand.
func answerLines(text string) []answerLine {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	var ls []answerLine
	no := 0
	for raw := range strings.SplitSeq(text, "\n") {
		no++
		s := newSaid(raw)
		s = s.from(len(bullet.FindString(clip(s.key))))
		if s.blank() && !strings.ContainsAny(s.key, "?") || len(ls) == 0 && isSalutation(s.key) {
			continue
		}
		if len(ls) == 0 {
			s = s.from(len(prefix.FindString(clip(s.key))))
			if found := heading.FindStringSubmatch(clip(s.key)); found != nil {
				s = s.from(len(found[1]))
			}
		}
		ls = append(ls, answerLine{said: s, no: no})
	}
	ls = withoutClosing(ls)
	for i := range ls {
		ls[i].rest = ls[i+1:]
		ls[i].head, ls[i].listed = listEntry(ls[i].key)
	}
	return ls
}

func isSalutation(key string) bool {
	key = strings.TrimSpace(clip(key))
	return zh.Salutation.MatchString(key) && !zh.Speaks.MatchString(key)
}

// withoutClosing drops 此致敬礼, thanks, and the names, days and telephone
// numbers under a text. Where nothing else was written, 附件请查收 is the answer.
func withoutClosing(ls []answerLine) []answerLine {
	if kept := ls[:closingStart(ls)]; len(kept) > 0 {
		return kept
	}
	return slices.DeleteFunc(ls, func(l answerLine) bool { return courtesy.MatchString(strings.TrimSpace(clip(l.key))) })
}

// closingStart returns the line where a text's closing begins. A unit or a name
// counts only beside a line that is surely of the closing.
func closingStart(ls []answerLine) int {
	end := len(ls)
	for i := len(ls) - 1; i >= 0 && i >= len(ls)-mostClosing; i-- {
		key := strings.TrimSpace(clip(ls[i].key))
		switch {
		case courtesy.MatchString(key) || closing.MatchString(key):
			end = i
		case !signed.MatchString(key) || startsVerb.MatchString(key) || zh.Speaks.MatchString(key):
			return end
		case end == i+1 && end < len(ls) && signedUnit.MatchString(key):
			end = i
		}
	}
	return end
}

// mostClosing is how many lines a closing may have.
const mostClosing = 8

// mostClause bounds how much of a piece without punctuation is compared.
const mostClause = 600

// mostEnding is how much before a number tells whether it is an item's.
const mostEnding = 24

// ending leaves the last characters of a key.
func ending(key string) string {
	at := max(0, len(key)-mostEnding)
	for at < len(key) && !utf8.RuneStart(key[at]) {
		at++
	}
	return key[at:]
}

// mostNear is how far from its beginning the words of a head stand.
const mostNear = 120

// hasNear asks cheaply whether a pattern that needs one of some words may match.
func hasNear(key string, words ...string) bool {
	key = key[:min(len(key), mostNear)]
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(key, w) })
}

// clip shortens a key to what patterns are matched on.
func clip(key string) string {
	if len(key) <= mostClause {
		return key
	}
	end := mostClause
	for !utf8.RuneStart(key[end]) {
		end--
	}
	return key[:end]
}
