package message

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
)

const (
	mostRTF    = 1 << 20 // bytes inflated; a text body is far smaller
	rtfWindow  = 4096
	rtfPreface = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier" +
		"{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)

var errRTF = errors.New("reading compressed RTF: damaged")

// inflateRTF undoes the compression of MS-OXRTFCP: a control byte says of the
// eight tokens behind it which are letters and which point into the last 4096.
func inflateRTF(b []byte) ([]byte, error) {
	const head = 16
	if len(b) < head {
		return nil, errRTF
	}
	switch string(b[8:12]) {
	case "MELA":
		return b[head:min(len(b), mostRTF)], nil
	case "LZFu":
	default:
		return nil, errRTF
	}
	size := min(int(binary.LittleEndian.Uint32(b[4:])), mostRTF)
	var window [rtfWindow]byte
	at := copy(window[:], rtfPreface)
	var out []byte
	put := func(c byte) {
		out = append(out, c)
		window[at%rtfWindow] = c
		at++
	}
	for b = b[head:]; len(b) > 0 && len(out) < size; {
		control := b[0]
		b = b[1:]
		for bit := 0; bit < 8 && len(b) > 0 && len(out) < size; bit++ {
			if control>>bit&1 == 0 {
				put(b[0])
				b = b[1:]
				continue
			}
			if len(b) < 2 {
				return out, errRTF
			}
			from, n := int(b[0])<<4|int(b[1])>>4, int(b[1]&15)+2
			b = b[2:]
			if from == at%rtfWindow {
				return out, nil // the end: it points at what is not written yet
			}
			for ; n > 0; n-- {
				put(window[from%rtfWindow])
				from++
			}
		}
	}
	return out, nil
}

// rtfText returns the words of an RTF document. It knows no layout but line ends
// and tabs; groups that hold no words of the document are left out.
func rtfText(rtf []byte) string {
	var w rtfWriter
	for len(rtf) > 0 {
		switch c := rtf[0]; c {
		case '{', '}':
			w.group(c)
			rtf = rtf[1:]
		case '\r', '\n':
			rtf = rtf[1:]
		case '\\':
			rtf = w.control(rtf[1:])
		default:
			end := bytes.IndexAny(rtf, "{}\\\r\n")
			if end < 0 {
				end = len(rtf)
			}
			w.bytes(rtf[:end])
			rtf = rtf[end:]
		}
	}
	w.flush()
	return strings.TrimSpace(cleanText(w.out.String()))
}

// control reads what follows a backslash: a word with its number and one blank,
// an escaped byte, or a symbol. It returns the rest.
func (w *rtfWriter) control(rtf []byte) []byte {
	n := letters(rtf)
	switch {
	case len(rtf) == 0:
		return nil
	case n > 0:
		word, rest := string(rtf[:n]), rtf[n:]
		digits := number(rest)
		value, _ := strconv.Atoi(string(rest[:digits]))
		w.word(word, value, digits > 0)
		return bytes.TrimPrefix(rest[digits:], []byte(" "))
	case rtf[0] == '\'' && len(rtf) >= 3:
		c, _ := strconv.ParseUint(string(rtf[1:3]), 16, 8)
		w.bytes([]byte{byte(c)})
		return rtf[3:]
	}
	w.symbol(rtf[0])
	return rtf[1:]
}

func letters(b []byte) (n int) {
	const longest = 32
	for n < min(len(b), longest) && (b[n]|0x20 >= 'a' && b[n]|0x20 <= 'z') {
		n++
	}
	return n
}

func number(b []byte) (n int) {
	const longest = 11
	for n < min(len(b), longest) && (b[n] >= '0' && b[n] <= '9' || n == 0 && b[n] == '-') {
		n++
	}
	return n
}

// rtfWriter gathers the words. Escaped bytes belong together: a Chinese
// character is two of them.
type rtfWriter struct {
	out     strings.Builder
	pending []byte
	hidden  []bool // by open group: nothing in it is text
	markup  bool   // \htmlrtf: what only stands in for the page's own markup
	skip    int    // bytes that stand in for a \u character before them
}

func (w *rtfWriter) silent() bool {
	return w.markup || len(w.hidden) > 0 && w.hidden[len(w.hidden)-1]
}

func (w *rtfWriter) group(brace byte) {
	const deepest = 10_000
	switch {
	case brace == '{' && len(w.hidden) < deepest:
		w.hidden = append(w.hidden, len(w.hidden) > 0 && w.hidden[len(w.hidden)-1])
	case brace == '}' && len(w.hidden) > 0:
		w.hidden = w.hidden[:len(w.hidden)-1]
	}
}

func (w *rtfWriter) word(word string, n int, hasNumber bool) {
	switch word {
	case "par", "line", "row", "sect", "page":
		w.text("\n")
	case "tab", "cell":
		w.text("\t")
	case "u":
		w.text(string(rune(uint16(n))))
		w.skip = 1
	case "htmlrtf":
		w.markup = !hasNumber || n != 0
	case "fonttbl", "colortbl", "stylesheet", "info", "pict", "header", "footer", "listtable", "generator":
		w.hide()
	}
}

func (w *rtfWriter) symbol(c byte) {
	switch c {
	case '*':
		w.hide() // a group that readers may pass by
	case '~':
		w.text(" ")
	case '\\', '{', '}':
		w.text(string(c))
	}
}

func (w *rtfWriter) hide() {
	if len(w.hidden) > 0 {
		w.hidden[len(w.hidden)-1] = true
	}
}

func (w *rtfWriter) text(s string) {
	if !w.silent() {
		w.flush()
		w.out.WriteString(s)
	}
}

func (w *rtfWriter) bytes(b []byte) {
	cut := min(w.skip, len(b))
	w.skip -= cut
	if !w.silent() {
		w.pending = append(w.pending, b[cut:]...)
	}
}

func (w *rtfWriter) flush() {
	s, _, _ := decodeCharset("", w.pending)
	w.out.WriteString(s)
	w.pending = nil
}
