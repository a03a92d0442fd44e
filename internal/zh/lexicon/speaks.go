package lexicon

import (
	"strings"

	"duban/internal/zh"
)

// Speaks matches a folded line that may say something about an item: it holds a chief
// word of the verbs, or begins with a number; of English verbs, they or a number begin it.
var Speaks = zh.NewPattern(strings.Join(chiefWords(), "|") + `|^\(?\d{1,3} ?[.、:)]|^第 ?\d|` +
	`^(?:items? |nos?\. ?|#)?\d{1,3}(?:(?: ?[,&-] ?| and )\d{1,3})* ` + englishVerb + `\b|^(?:all )?` + englishVerb + `(?: all| the rest| items? \d.*| (?:nos?\. ?|#)?\d.*)?[.!,;]*$`)

// englishVerb begins what is said of an item, or is the line: those who write of a mail
// received in error say nothing of it.
const englishVerb = `(?:(?:is |are |has been |have been )?(?:not |almost |all )?(?:done|completed?|finished)|received|extend|withdraw|transfer|approved?|return(?:ed)?|in progress|not ours|help)`

// chiefWords are the first words of the senses by which items are answered and judged;
// others of theirs, 行 or 可, stand in lines that say nothing of an item.
func chiefWords() (words []string) {
	for _, chief := range []struct {
		sense Sense
		most  int
	}{{Done, 3}, {Extend, 1}, {Ack, 1}, {Return, 1}, {Consent, 1}, {Transfer, 1}, {Withdraw, 1}, {DoneNoun, 1}} {
		words = append(words, strings.Fields(vocabulary[chief.sense])[:chief.most]...)
	}
	return words
}
