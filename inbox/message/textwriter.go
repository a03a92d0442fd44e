package message

import (
	"strings"
	"unicode"
)

// textWriter gathers the text of a page: blanks collapse, lines end where
// blocks do, and never more than one blank line stands between two.
type textWriter struct {
	b      strings.Builder
	breaks int  // line ends owed before the next word
	blank  bool // a blank owed before the next word, if it stands in the line
	tab    bool // a tab owed, likewise
	inLine bool // the line has a word
	inRow  bool // the table row has a word
	fresh  bool // a cell began and has no word yet
}

// words writes text in which blanks do not count (HTML standard, 4.4.1).
func (w *textWriter) words(s string) {
	for len(s) > 0 {
		i := strings.IndexFunc(s, isHTMLSpace)
		if i < 0 {
			i = len(s)
		}
		if i > 0 {
			w.word(s[:i])
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

func (w *textWriter) word(s string) {
	w.settle()
	w.b.WriteString(s)
	w.inLine, w.inRow, w.fresh = true, true, false
}

// settle writes what is owed before a word.
func (w *textWriter) settle() {
	if w.b.Len() > 0 {
		w.b.WriteString(strings.Repeat("\n", min(w.breaks, 2)))
	}
	if w.inLine && w.breaks == 0 {
		switch {
		case w.tab:
			w.b.WriteByte('\t')
		case w.blank:
			w.b.WriteByte(' ')
		}
	}
	w.breaks, w.blank, w.tab = 0, false, false
}

// verbatim writes text whose blanks and line ends count.
func (w *textWriter) verbatim(s string) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			w.breaks++
			w.inLine = false
		}
		if line = strings.TrimRightFunc(line, unicode.IsSpace); line != "" {
			w.word(line)
		}
	}
}

// newline ends the line, if there is anything in it. At the head of a cell it
// does not: Word puts a paragraph into every cell, and a row is one line.
func (w *textWriter) newline() {
	if w.fresh {
		return
	}
	if w.inLine {
		w.breaks = max(w.breaks, 1)
	}
	w.inLine, w.blank, w.tab = false, false, false
}

// br ends the line, be it empty.
func (w *textWriter) br() {
	if !w.inLine {
		w.breaks++
	}
	w.newline()
}

// row begins or ends a table row.
func (w *textWriter) row() {
	w.fresh = false
	w.newline()
	w.inRow = false
}

// cell begins a cell; it continues the line of the cells before it.
func (w *textWriter) cell() {
	if w.inRow {
		w.breaks, w.tab, w.inLine = 0, true, true
	}
	w.fresh = true
}

func (w *textWriter) String() string { return strings.TrimSpace(w.b.String()) }
