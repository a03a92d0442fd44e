package zh

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// reader reads a folded text from a place on. Its methods move on over what they have
// read, and stay where they read nothing.
type reader struct {
	s     string
	i     int
	prose bool // the text is not a date alone: what may be a date must look like one
}

func (r *reader) rest() string { return r.s[r.i:] }

func (r *reader) peek() rune { c, _ := utf8.DecodeRuneInString(r.rest()); return c }

func (r *reader) width() int { _, n := utf8.DecodeRuneInString(r.rest()); return max(n, 1) }

// behind is the character before the place, none at the start.
func (r *reader) behind() rune { c, _ := utf8.DecodeLastRuneInString(r.s[:r.i]); return c }

// next reports whether one of some characters stands here, after whether it stands before.
func (r *reader) next(set string) bool  { return strings.ContainsRune(set, r.peek()) }
func (r *reader) after(set string) bool { return strings.ContainsRune(set, r.behind()) }

// take reads the first of some words that stands here; longer ones are to come first.
func (r *reader) take(words ...string) bool { _, ok := r.one(words...); return ok }

// one is take with the index of the word.
func (r *reader) one(words ...string) (n int, ok bool) {
	for n, w := range words {
		if strings.HasPrefix(r.rest(), w) {
			r.i += len(w)
			return n, true
		}
	}
	return 0, false
}

// number reads a number, of at most some digits where they are Arabic.
func (r *reader) number(most int) (n int, ok bool) {
	n, width, han := LeadingNumber(r.rest())
	if width == 0 || !han && width > most {
		return 0, false
	}
	r.i += width
	return n, true
}

// form is one way to name a day, or a part of one.
type form int

const (
	aPlan form = iota
	aFestival
	aNumeric
	anEnglish
	aDated
	aSpan
	aRelative
	allForms

	aYear
	aMonth
	aQuarter
	aHalf
	aBareDay
	aThird
	onwards
)

// try moves on over what is read in a form, and else stays.
func (r *reader) try(f form) (d Date, ok bool) {
	c := *r
	if ok = c.read(f, &d); ok {
		*r = c
	}
	return d, ok
}

// read is a switch, since a table of functions would put each reader on the heap.
func (r *reader) read(f form, d *Date) bool {
	switch f {
	case aPlan:
		return r.plan(d)
	case aFestival:
		return r.festival(d)
	case aNumeric:
		return r.numeric(d)
	case anEnglish:
		return r.english(d)
	case aDated:
		return r.dated(d)
	case aSpan:
		return r.span(d)
	case aRelative:
		return r.relative(d)
	case aYear:
		return r.year(d)
	case aMonth:
		return r.month(d)
	case aQuarter:
		return r.quarter(d)
	case aHalf:
		return r.half(d)
	case aBareDay:
		return r.bareDay(d)
	case aThird:
		return r.third(d)
	}
	return r.onward(d)
}

// inWord is what stands before digits and letters that are no beginning: B12, 1.5月.
var inWord = NewPattern(`[a-z0-9]$|[0-9]\.$`)

// date reads one day with the words behind it.
func (r *reader) date() (Date, bool) {
	if r.prose && isLatin(r.peek()) && inWord.MatchString(r.s[max(0, r.i-2):r.i]) {
		return Date{}, false
	}
	for f := range allForms {
		if d, ok := r.try(f); ok {
			r.mark(&d)
			return d, true
		}
	}
	return Date{}, false
}

// counted reports whether a number, 个 or 每 stands before: 3个月底, 每周五.
func (r *reader) counted() bool {
	_, han := hanNumerals[r.behind()]
	return r.prose && (han || unicode.IsDigit(r.behind()) || r.after("每个"))
}
