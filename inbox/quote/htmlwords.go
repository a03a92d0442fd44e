package quote

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// htmlTag is what is needed of a start tag: name and a few attributes, lower case.
type htmlTag struct {
	name, id, class, style      string
	kind, named, title          string
	width, color, start         string
	marker, cite                string
	uneditable, hiddenAttribute bool
}

func readTag(z *html.Tokenizer) htmlTag {
	name, more := z.TagName()
	t := htmlTag{name: string(name)}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		if len(v) > 2000 {
			v = v[:2000]
		}
		t.set(string(k), strings.ToLower(string(v)))
	}
	return t
}

func (t *htmlTag) set(key, value string) {
	switch key {
	case "id":
		t.id = withoutX(value)
	case "class":
		t.class = value
	case "style":
		t.style = strings.Join(strings.Fields(value), "")
	case "type":
		t.kind = value
	case "name":
		t.named = value
	case "title":
		t.title = value
	case "width":
		t.width = value
	case "color":
		t.color = value
	case "start":
		t.start = value
	case "data-uneditable":
		t.uneditable = t.name == "table"
	case "data-marker":
		t.marker = value
	case "cite":
		t.cite = value
	case "hidden":
		t.hiddenAttribute = true
	}
}

// withoutX undoes what Outlook's web client does to foreign ids: x_divRplyFwdMsg.
func withoutX(id string) string {
	for strings.HasPrefix(id, "x_") {
		id = id[2:]
	}
	return id
}

// write adds text to the line, white space collapsed as a reader sees it.
func (w *htmlWalk) write(s string) {
	if w.unseen() {
		w.hidden = w.hidden || isWords(s) && !w.inside(boxQuote) && !w.inside(boxDark)
		return
	}
	w.tint.wrote(s)
	for _, r := range s {
		switch {
		case r == '\u00a0': // &nbsp; keeps its width and is compared as a space
			w.text.WriteByte(' ')
			continue
		case r == '\n' && w.pre > 0:
			w.breakLine(true)
			continue
		case !unicode.IsSpace(r) || r == '\u3000':
			w.text.WriteRune(r)
			continue
		}
		if n := w.text.Len(); n > 0 && w.text.String()[n-1] != ' ' {
			w.text.WriteByte(' ')
		}
	}
}

func isWords(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// cell separates the cells of a table row.
func (w *htmlWalk) cell() {
	if w.text.Len() > 0 {
		w.text.WriteByte('\t')
	}
}

// breakLine ends the line; an empty one is kept only where the author made it (<br>).
func (w *htmlWalk) breakLine(keepEmpty bool) {
	raw := strings.TrimRightFunc(w.text.String(), unicode.IsSpace)
	w.text.Reset()
	tinted := w.tint.line()
	if raw == "" && (!keepEmpty || w.unseen()) {
		return
	}
	l := newQuoteLine(raw)
	l.depth, l.typed = 0, l.depth // a > typed into HTML is the author's
	l.boxed, l.part = w.place()
	l.tinted = tinted
	l.toEnd = l.boxed != "" && l.boxed == w.rest.reason
	l.bare = l.boxed == "" && w.inside(boxBare)
	w.lines = append(w.lines, l)
}

// place says what the boxes make of the text at hand.
func (w *htmlWalk) place() (boxed string, part linePart) {
	for _, b := range w.boxes {
		switch b.rule.kind {
		case boxQuote, boxSoft:
			return b.rule.reason, quotedPart
		case boxSignature:
			part = signaturePart
		}
	}
	switch w.rest.kind {
	case boxRest:
		return w.rest.reason, quotedPart
	case boxTail:
		return "", signaturePart
	}
	return "", part
}
