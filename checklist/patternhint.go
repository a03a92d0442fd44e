package checklist

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hint is what a text must have for an expression to fit it: most lines of a mail
// are refused by their first character, for a fiftieth of what the expression costs.
type hint struct {
	begins []rune   // pairs of a first and a last character; nil: it may begin with any
	needs  []string // the text holds one of these; nil: it need hold none
}

// mostNeeds is how many words are looked for before the expression itself is quicker.
const mostNeeds = 3

func hintOf(text string) (h hint) {
	re, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return h // to compile it says why
	}
	re = re.Simplify()
	if begins, empty, known := beginnings(re); known && !empty && isAnchored(re) {
		h.begins = begins
	}
	if needs := needed(re); len(needs) <= mostNeeds {
		h.needs = needs
	}
	return h
}

// mayFit is false where the expression cannot fit.
func (h *hint) mayFit(s string) bool {
	if h.begins != nil && !h.mayBegin(s) {
		return false
	}
	if h.needs == nil {
		return true
	}
	for _, word := range h.needs {
		if strings.Contains(s, word) {
			return true
		}
	}
	return false
}

func (h *hint) mayBegin(s string) bool {
	if s == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	for i := 0; i < len(h.begins); i += 2 {
		if h.begins[i] <= r && r <= h.begins[i+1] {
			return true
		}
	}
	return false
}

// isAnchored reports whether an expression fits at the beginning of a text only.
func isAnchored(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginText:
		return true
	case syntax.OpConcat, syntax.OpCapture:
		return isAnchored(re.Sub[0])
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return !isAnchored(sub) })
	}
	return false
}

// beginnings are the characters with which what an expression fits may begin; empty:
// it fits where there is none.
func beginnings(re *syntax.Regexp) (begins []rune, empty, known bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return nil, true, true
	case syntax.OpLiteral:
		return spellings(re.Rune[0], re.Flags&syntax.FoldCase != 0), false, true
	case syntax.OpCharClass:
		return re.Rune, false, true
	case syntax.OpCapture, syntax.OpPlus:
		return beginnings(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		begins, _, known = beginnings(re.Sub[0])
		return begins, true, known
	case syntax.OpConcat:
		return beginningsInARow(re.Sub)
	case syntax.OpAlternate:
		return beginningsOfAny(re.Sub)
	}
	return nil, false, false
}

func beginningsInARow(subs []*syntax.Regexp) (all []rune, empty, known bool) {
	for _, sub := range subs {
		begins, empty, known := beginnings(sub)
		if !known {
			return nil, false, false
		}
		if all = append(all, begins...); !empty {
			return all, false, true
		}
	}
	return all, true, true
}

func beginningsOfAny(subs []*syntax.Regexp) (all []rune, empty, known bool) {
	for _, sub := range subs {
		begins, may, known := beginnings(sub)
		if !known {
			return nil, false, false
		}
		all, empty = append(all, begins...), empty || may
	}
	return all, empty, true
}

// spellings are a character, and where case does not count its other cases.
func spellings(r rune, anyCase bool) []rune {
	all := []rune{r, r}
	if anyCase {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			all = append(all, f, f)
		}
	}
	return all
}

// needed are words of which one stands in every text that an expression fits; nil
// where there are none.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 && !slices.Contains(re.Rune, utf8.RuneError) { // which any broken byte fits
			return []string{string(re.Rune)}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpConcat:
		return rarest(re.Sub)
	case syntax.OpAlternate:
		return neededByAny(re.Sub)
	}
	return nil
}

// rarest takes, of what each of the parts needs, the fewest and longest words.
func rarest(subs []*syntax.Regexp) (best []string) {
	for _, sub := range subs {
		words := needed(sub)
		if words != nil && (best == nil || len(words) < len(best) || len(words) == len(best) && shortest(words) > shortest(best)) {
			best = words
		}
	}
	return best
}

func shortest(words []string) int {
	return len(slices.MinFunc(words, func(a, b string) int { return len(a) - len(b) }))
}

func neededByAny(subs []*syntax.Regexp) (all []string) {
	for _, sub := range subs {
		words := needed(sub)
		if words == nil {
			return nil
		}
		all = append(all, words...)
	}
	return all
}
