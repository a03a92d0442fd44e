package message

import (
	"strings"
	"unicode"
)

// lineWriter gathers the lines of a page: blanks collapse, lines end where blocks do,
// and never more than one empty line stands between two.
type lineWriter struct {
	lines   []PageLine
	b       strings.Builder
	colours map[Colour]int // letters of the line, by colour
	ended   bool           // the line ends, unless a cell goes on in it
	empty   bool           // an empty line is owed
	blank   bool           // a blank is owed before the next word, if it stands in the line
	tab     bool           // a tab, likewise
	fresh   bool           // a cell began and has no word yet
}

// words writes text in which blanks do not count (HTML standard, 4.4.1).
func (w *lineWriter) words(s string, colour Colour) {
	for len(s) > 0 {
		i := strings.IndexFunc(s, isHTMLSpace)
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			w.word(s[:i], colour)
		}
		if i == len(s) {
			return
		}
		w.blank = true
		s = strings.TrimLeftFunc(s[i:], isHTMLSpace)
	}
}

// isHTMLSpace also takes the no-break space, which editors write for every
// second blank.
func isHTMLSpace(r rune) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\u00a0'
}

// verbatim writes text whose blanks and line ends count.
func (w *lineWriter) verbatim(s string, colour Colour) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			w.br()
		}
		if line = strings.TrimRightFunc(line, unicode.IsSpace); line != "" {
			w.word(line, colour)
		}
	}
}

func (w *lineWriter) word(s string, colour Colour) {
	if w.ended {
		w.mark()
	}
	switch {
	case w.b.Len() == 0:
		if w.empty && len(w.lines) > 0 {
			w.lines = append(w.lines, PageLine{})
		}
	case w.tab:
		w.b.WriteByte('\t')
	case w.blank:
		w.b.WriteByte(' ')
	}
	w.b.WriteString(s)
	w.empty, w.blank, w.tab, w.fresh = false, false, false, false
	if w.colours == nil {
		w.colours = map[Colour]int{}
	}
	w.colours[colour] += len(s)
}

// newline ends the line, if there is anything in it. At the head of a cell it
// does not: Word puts a paragraph into every cell, and a row is one line.
func (w *lineWriter) newline() {
	if w.fresh {
		return
	}
	w.ended, w.blank, w.tab = w.b.Len() > 0, false, false
}

// br ends the line, be it empty.
func (w *lineWriter) br() {
	if w.b.Len() == 0 || w.ended {
		w.empty = true
	}
	w.newline()
}

// row begins or ends a table row.
func (w *lineWriter) row() {
	w.fresh = false
	w.newline()
	if w.ended {
		w.mark()
	}
}

// cell begins a cell; it continues the line of the cells before it.
func (w *lineWriter) cell() {
	w.ended, w.tab, w.fresh = false, w.b.Len() > 0, true
}

// mark ends the line for good and returns the number of the next.
func (w *lineWriter) mark() int {
	if w.b.Len() > 0 {
		w.lines = append(w.lines, PageLine{strings.TrimRightFunc(w.b.String(), unicode.IsSpace), w.mostColour()})
		w.b.Reset()
		clear(w.colours)
	}
	w.ended, w.blank, w.tab, w.fresh = false, false, false, false
	return len(w.lines)
}

// mostColour is the colour of more than half of the line.
func (w *lineWriter) mostColour() Colour {
	all := 0
	for _, n := range w.colours {
		all += n
	}
	for colour, n := range w.colours {
		if 2*n > all {
			return colour
		}
	}
	return Colour{}
}

func (w *lineWriter) finish() []PageLine {
	w.mark()
	return w.lines
}
