package quote

import (
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

// linePart says to whom a line belongs.
type linePart uint8

const (
	ownPart linePart = iota
	quotedPart
	signaturePart
)

// quoteLine is one line of a mail, as written and as compared.
type quoteLine struct {
	raw    string      // as written, without its line end
	key    string      // folded by foldLine, > marks removed
	depth  int         // how many > stand before it
	boxed  msg.Message // by the HTML container it stands in; zero for none
	tinted bool        // most of it is red or blue
	toEnd  bool        // that is no container, but a mark from which all is quote
	part   linePart

	pictures []string // that stand in it or behind it

	ours  bool  // it came back from a letter of ours, beside another line of it
	known bool  // a letter of ours has it
	shape shape // its place in a letter of ours, by its look

	// What shows a quote only together with a sentence that introduces one.
	bare  bool // it stands in a <blockquote> without any sign of its program
	typed int  // how many > stand before it in HTML, where an author may type one
}

// mostKey bounds what of a line is looked at; no form of a quote is longer.
const mostKey = 1200

func newQuoteLine(raw string) quoteLine {
	key := raw
	if len(key) > mostKey {
		key = key[:mostKey]
	}
	if strings.Contains(key, "&") { // left by programs that make plain text of a page
		key = entities.Replace(key)
	}
	key = foldLine(key)
	rest := strings.TrimLeft(key, "> ")
	return quoteLine{raw: raw, key: rest, depth: strings.Count(key[:len(key)-len(rest)], ">")}
}

var entities = strings.NewReplacer("&nbsp;", " ", "&gt;", ">", "&lt;", "<")

func (l quoteLine) blank() bool { return l.key == "" && l.depth == 0 }
func (l quoteLine) whole() bool { return len(l.raw) <= mostKey }

// splitLines divides a text at its line ends, and lines where a quote begins in
// the middle of them, or the author's words behind a gateway's banner.
func splitLines(text string) []quoteLine {
	raws := strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n")
	ls := make([]quoteLine, 0, len(raws))
	for i, raw := range raws {
		if at := bannerEnd(raw); at > 0 {
			ls = append(ls, newQuoteLine(raw[:at]))
			raw = raw[at:]
		}
		if at := quoteInside(raw, raws[i+1:]); at > 0 {
			ls = append(ls, newQuoteLine(raw[:at]))
			raw = raw[at:]
		}
		l := newQuoteLine(raw)
		if n := len(ls); n > 0 && closesLink(ls[n-1], l) {
			l.depth = 0
		}
		ls = append(ls, l)
	}
	return ls
}

// closesLink reports whether the > before a line is the end of a link that a
// program wrapped, and no mark.
func closesLink(above, l quoteLine) bool {
	return l.depth == 1 && above.depth == 0 && strings.Contains(above.key, "<http") && openLink.MatchString(above.key)
}

// foldLine makes lines comparable: half width, one dash, one kind of space, no
// invisible characters, single spaces, trimmed.
func foldLine(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		r = zh.FoldRune(r)
		if r == 0 {
			continue
		}
		if r == ' ' {
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

func setPart(ls []quoteLine, part linePart) {
	for i := range ls {
		ls[i].part = part
	}
}

// blankOwn reports whether no own line has words, signatures apart.
func blankOwn(ls []quoteLine) bool {
	for _, l := range ls {
		if l.part == ownPart && l.key != "" && !isAdvert(l.key) && !ruleLine.MatchString(l.key) {
			return false
		}
	}
	return true
}

// nextWritten returns the first line from i on that is not blank, within a few
// lines; len(ls) if there is none.
func nextWritten(ls []quoteLine, i int) int {
	for end := min(i+8, len(ls)); i < end; i++ {
		if !ls[i].blank() {
			return i
		}
	}
	return len(ls)
}
