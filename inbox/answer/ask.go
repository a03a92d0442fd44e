package answer

import (
	"slices"
	"strings"

	"duban/checklist"
	"duban/internal/zh"
	"duban/internal/zh/lexicon"
)

// Asked is what a mail asks that is a question and nothing else.
type Asked struct {
	What lexicon.Asking
	Of   []checklist.Answer // AsksStory: of which items
}

// ReadQuestion reads a text that is nothing but a question: a closed form, with a
// salutation before it and courtesies, names and telephone numbers behind it at most.
func ReadQuestion(text string, l Letter, opt Options) (a Asked) {
	if len(text) > mostQuestion || !lexicon.MayAsk.MatchString(text) || slices.ContainsFunc(strings.Split(text, "\n"), isMarked) {
		return a
	}
	body := bodyOf(text, opt)
	if len(body) == 1 {
		if a.What = lexicon.Asks(bare(body[0].key)); a.What == lexicon.AsksList || a.What == lexicon.AsksStatus {
			return a
		}
	}
	if len(body) == 1 {
		text = verbFirst.ReplaceAllString(body[0].key, "$1") // 查询14情况
		text = statusOf.ReplaceAllString(text, "$1 status")
	}
	a = Asked{Of: Read(text, l, opt)}
	for _, each := range a.Of {
		if each.Verb != checklist.VerbAsk {
			return Asked{}
		}
	}
	if len(a.Of) > 0 {
		a.What = lexicon.AsksStory
	}
	return a
}

var verbFirst = zh.NewPattern(`^(?:请问|请|麻烦)?(?:查询一下|查一下|查询|查看|查|了解一下|了解|问一下|问) ?((?:第 ?)?[0-9])`)

// statusOf: what is the status of item 14?
var statusOf = zh.NewPattern(`^(?:please )?(?:(?:show|send|give) (?:me |us )?|(?:what is|what"s) )?(?:the )?(?:status|history) (?:of|for|on) ([^a-z]*(?:items? |nos?\. ?)?[0-9][^a-z]*?(?: and [0-9]+)?)\??$`)

// mostQuestion is how long a text may be that only asks, in bytes.
const mostQuestion = 2 << 10

// SaysNothing reports a text of salutation, courtesies and the writer's own names: then
// his subject speaks.
func SaysNothing(text string, opt Options) bool {
	for _, l := range linesOf(text) {
		if !isCourtesy(l.key, opt) {
			return false
		}
	}
	return len(text) <= mostQuestion
}

// Aside is a question that stands alone on a line below other words, where nobody looks
// for one: it may as well be a name, or the end of a line that was broken. "" where there
// is none.
func Aside(text string, opt Options) string {
	text, _ = Cut(text)
	lines := linesOf(text)
	if len(lines) < 2 {
		return ""
	}
	last := lines[len(lines)-1]
	if what := lexicon.Asks(bare(last.key)); (what == lexicon.AsksList || what == lexicon.AsksStatus) && !isCourtesy(last.key, opt) {
		return last.raw
	}
	return ""
}

// bare is a phrase without the marks around it: “清单”。
func bare(key string) string { return strings.Trim(key, `"()。.!?;,: `) }

// asks reports a statement that asks what happened to its items: its only phrase is one
// that asks, and nothing brings the answer along.
func (s *statement) asks(l Letter, opt Options) bool {
	if opt.Files || len(s.phrases) != 1 || s.rest || s.all || s.above || !s.named() && len(l.printed()) != 1 {
		return false
	}
	p := s.phrases[0]
	return (p.end == stop || p.end == query) && lexicon.AsksOf(bare(p.key))
}
