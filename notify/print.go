package notify

import (
	"io"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A letter is rendered block by block, and not by a template engine: eight
// kinds of blocks need none, and the engine took more time than all the rest of
// a letter's way.

// printed is a part of a letter as it grows.
type printed struct{ bytes []byte }

// buffers are used again: a letter is a good deal of memory for a moment.
var buffers = sync.Pool{New: func() any { return &printed{bytes: make([]byte, 0, 8<<10)} }}

func newPrinted() *printed {
	w := buffers.Get().(*printed)
	w.bytes = w.bytes[:0]
	return w
}

// release gives the memory back; nothing may look at the bytes any more.
func (w *printed) release() { buffers.Put(w) }

// put writes what is ours.
func (w *printed) put(all ...string) {
	for _, s := range all {
		w.bytes = append(w.bytes, s...)
	}
}

// text writes what somebody else wrote, for the text part.
func (w *printed) text(s string) {
	for _, r := range s {
		if !hidden(r) {
			w.bytes = utf8.AppendRune(w.bytes, r)
		}
	}
}

// page writes what somebody else wrote, for the HTML part, where nothing in it is
// a tag.
func (w *printed) page(s string) {
	for _, r := range s {
		if r < utf8.RuneSelf && asEntity[r] != "" {
			w.bytes = append(w.bytes, asEntity[r]...)
		} else if !hidden(r) {
			w.bytes = utf8.AppendRune(w.bytes, r)
		}
	}
}

// mostBreaks in a row leave one line empty.
const mostBreaks = 2

// lines ends each line in CRLF, as a text part's does also under base64 (RFC 2046,
// section 4.1.1), and leaves no more than one line empty between two.
func (w *printed) lines(text []byte) {
	breaks := 0
	for _, c := range text {
		if c != '\n' {
			w.bytes, breaks = append(w.bytes, c), 0
		} else if breaks++; breaks <= mostBreaks {
			w.bytes = append(w.bytes, '\r', '\n')
		}
	}
}

// writeTo is how the mail takes it.
func (w *printed) writeTo(out io.Writer) (int64, error) {
	n, err := out.Write(w.bytes)
	return int64(n), err
}

var asEntity = [utf8.RuneSelf]string{'\n': "\r\n", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// hidden says of a stranger's character whether it could be used to show something
// other than what it says: control characters, and those that turn the direction
// of writing.
func hidden(r rune) bool {
	return r != '\n' && unicode.IsControl(r) || r >= 0x061c && unicode.Is(unicode.Bidi_Control, r)
}

// visible drops what is hidden.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if hidden(r) {
			return -1
		}
		return r
	}, s)
}
