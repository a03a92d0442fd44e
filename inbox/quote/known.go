package quote

import (
	"strings"
	"unicode/utf8"

	"duban/internal/msg"
	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// quoteOurs makes a quote of what came back of a letter of ours without a mark, and of
// whatever head stands above it.
func quoteOurs(ls []quoteLine, f *quotesFound) {
	for i := 0; i < len(ls); i++ {
		switch {
		case ls[i].part == ownPart && ls[i].ours:
			end := endOfOurs(ls, i)
			setPart(ls[headAbove(ls, salutationAbove(ls, i, end)):end], quotedPart)
			f.add(msg.New("our own letter"))
			f.unmarked = true
			i = end - 1
		case ls[i].part == quotedPart && i > 0 && ls[i-1].part == ownPart && oursFollow(ls, i):
			setPart(ls[headAbove(ls, i):i], quotedPart)
		}
	}
}

// salutationAbove returns where a letter of ours begins that is first known at line i:
// all of them begin by addressing a post, and end in their foot.
func salutationAbove(ls []quoteLine, i, end int) int {
	if ls[end-1].shape != footed || ls[i].shape == opening || ls[i].shape == addressed {
		return i
	}
	for j, lines := i-1, 0; j >= 0 && ls[j].part == ownPart && lines < mostBetween; j-- {
		switch {
		case ls[j].shape == addressed:
			return j
		case ls[j].key != "":
			lines++
		}
	}
	return i
}

// oursFollow reports whether a quote that begins at line i is of a letter of ours.
func oursFollow(ls []quoteLine, i int) bool {
	for j := i; j < min(len(ls), i+mostHeader) && ls[j].part == quotedPart; j++ {
		if ls[j].ours {
			return true
		}
	}
	return false
}

// mostBetween is how many lines that are none of ours may stand between two that are:
// a list of items that a program has broken, or what the author wrote into it.
const mostBetween = 40

// endOfOurs returns where the letter ends that begins at line i: below its foot, or
// below its last line that is known.
func endOfOurs(ls []quoteLine, i int) int {
	end, strange := i+1, 0
	for j := i; j < len(ls) && ls[j].part == ownPart && strange <= mostBetween; j++ {
		switch {
		case ls[j].shape == footed:
			return j + 1
		case ls[j].ours || ls[j].known && utf8.RuneCountInString(ls[j].key) >= anchorRunes:
			end, strange = j+1, 0
		case ls[j].key != "":
			strange++
		}
	}
	return end
}

// footBelow returns where a letter of ours ends that is quoted without marks from line i
// on; len(ls) where its foot did not come along.
func footBelow(ls []quoteLine, i int) int {
	for j := len(ls) - 1; j >= i; j-- {
		if ls[j].shape == footed && ls[j].depth == 0 && ls[j].boxed.IsZero() {
			return j + 1
		}
	}
	return len(ls)
}

// headAbove returns where the head of a quote begins that stands above line i, whatever
// program wrote it: labels, a sentence, a rule, in any language. A head shows itself by
// what no person writes above a letter: an address, the time of day, a rule, our tag.
func headAbove(ls []quoteLine, i int) int {
	start := i
	for j, lines := i-1, 0; j >= 0 && lines < mostHeader; j-- {
		if ls[j].key == "" || ls[j].part == quotedPart && drawn.MatchString(ls[j].key) {
			continue
		}
		if ls[j].part != ownPart {
			return start
		}
		lines++
		switch {
		case signOfHead(ls[j].key), start < i && start == j+1 && isHeaderLine(ls[j].key):
			start = j
		case !labelled.MatchString(ls[j].key) && !isHeaderLine(ls[j].key) && !startsWithDate.MatchString(ls[j].key):
			return start
		}
	}
	return start
}

// labelled is a line of a head in whatever language: a short label and what it says.
var labelled = zh.NewPattern(`^[*|]? ?\p{L}[\p{L} \-]{0,16}\*{0,2} ?(?::|\||\t)`)

func signOfHead(key string) bool {
	key = strings.TrimRight(key, "| ")
	switch {
	case drawn.MatchString(key), fromUs.MatchString(key), loneWord.MatchString(key), shortRule.MatchString(key), ruleLine.MatchString(key), dashed.MatchString(key), letterWord.MatchString(key), ourTag.MatchString(key):
		return true
	case anyAddress.MatchString(key):
		return isHeaderLine(key) || labelled.MatchString(key) || anyDate.MatchString(key) || anyVerb.MatchString(key) || strings.HasSuffix(key, ">") || strings.HasSuffix(key, ":")
	case timeOfDay.MatchString(key) && anyDate.MatchString(key) || timeOfDay.MatchString(key) && zhDay.MatchString(key):
		return isHeaderLine(key) || labelled.MatchString(key) || anyWrote.MatchString(key) || strings.Contains(key, "督办")
	}
	return anyWrote.MatchString(key) && attribBegins.MatchString(key)
}

var (
	drawn          = zh.NewPattern(`^[-|<>=_+~*# ]*$`)
	fromUs         = zh.NewPattern(`^[*|]? ?\p{L}[\p{L} ]{0,16}\*{0,2} ?[:|\t] ?["“]?(?:\p{Han}{0,20}(?:中心|[局委部办]))?\(?督[办辦]\)?["”]?(?: ?[<\[(/].*)?$`)
	dashed         = zh.NewPattern(`^[-_=*~#]{2,}.{1,40}[-_=*~#]{2,}:?$`)
	letterWord     = zh.NewPattern(`^\p{P}? ?(?:原始|原|来信|回复|转发|被?引用)(?:的)?(?:原始)?(?:邮件|信件|消息|信息|来信|内容|原文|正文|文)(?:内容)? ?\p{P}?:?$`)
	ourTag         = zh.NewPattern(`[〔\[【(] ?督办 ?[0-9A-Za-z]{6} ?[〕\]】)]`)
	zhDay          = zh.NewPattern(`\d{1,2} ?月 ?\d{1,2} ?日`)
	startsWithDate = zh.NewPattern(`^[-(\[ ]*\d{4} ?[-年/.]|^\d{1,2}[-月/.]`)
)

const mostInserted = 40 // lines

// insertedIn returns the lines of a quote that stand between two of our letter and are
// none of it: what its reader wrote into it, with a mark or without. Where the letter
// is not at hand, only what speaks of an item is taken for his. A line with an address
// ends the letter: below it begins an older one, or somebody's signature.
func insertedIn(ls []quoteLine, atHand bool) (found []string) {
	var since []string // the last line of the letter
	begun, listed := false, false
	for _, l := range ls {
		if l.part != quotedPart || l.key == "" {
			continue
		}
		switch ours := l.ours || l.known || l.shape != noShape && l.shape != addressed; {
		case begun && anyAddress.MatchString(mailLink.ReplaceAllString(l.key, "")):
			return found
		case ours:
			if atHand || listed && isItem(l) {
				found = append(found, since...)
			}
			since, begun, listed = nil, true, isItem(l)
		case begun && len(since)+len(found) < mostInserted && utf8.RuneCountInString(bareLine(l.key)) > 1 && (atHand || answers(l.key)):
			since = append(since, l.words())
		default:
			listed = listed && atHand
		}
	}
	return found
}

func isItem(l quoteLine) bool { return l.shape == listed }

// answers reports whether a line says something about an item that our letters do not.
func answers(key string) bool {
	return (lexicon.Speaks.MatchString(key) || itemNumber.MatchString(key)) && !reported.MatchString(key)
}

var reported = zh.NewPattern(`^[一二三四五六七八九十]+、|报办结|月\d+日回复|申请由|^“|^(?:正文|附件) ?:`)

var itemNumber = zh.NewPattern(`^\d{1,3} ?\p{Han}`)

// words is a line without the marks before it.
func (l quoteLine) words() string {
	raw := strings.TrimSpace(l.raw)
	for n := 0; n < l.depth; n++ {
		rest := strings.TrimPrefix(strings.TrimPrefix(raw, ">"), "＞")
		if rest == raw {
			rest = strings.TrimPrefix(raw, "&gt;")
		}
		if rest == raw {
			rest = withoutMark(raw)
		}
		raw = strings.TrimSpace(rest)
	}
	return raw
}
