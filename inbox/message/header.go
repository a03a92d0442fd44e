package message

import (
	"bytes"
	"strings"
)

// Field is one header field. Raw is unfolded and valid UTF-8, but not decoded:
// addresses and Authentication-Results are read from it, since an encoded word
// must never become structure. Text is for people.
type Field struct {
	Name string // as written
	Raw  string
	Text string // RFC 2047 decoded, without control characters
}

// Header is the fields of a header block, top to bottom.
type Header []Field

// Get returns the decoded text of the topmost field of that name, or "".
func (h Header) Get(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Text
		}
	}
	return ""
}

// Raw returns the undecoded value of the topmost field of that name, or "".
func (h Header) Raw(name string) string {
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			return f.Raw
		}
	}
	return ""
}

// All returns the fields of that name, top to bottom.
func (h Header) All(name string) []Field {
	var out []Field
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			out = append(out, f)
		}
	}
	return out
}

// Has says whether there is a field of that name, be it empty.
func (h Header) Has(name string) bool { return len(h.All(name)) > 0 }

// HeaderFaults says what a header block had wrong.
type HeaderFaults struct {
	junk    bool // lines that were no header lines
	TooBig  bool
	TooMany bool
}

// ReadHeader splits an entity into its fields and its body. It is the layer of
// tolerance that no MIME library has: a byte order mark, blank lines and an
// mbox "From " line in front are skipped, lines that are neither folded nor
// "name:" are dropped, blanks before the colon too. An entity without a single
// field is all body.
func ReadHeader(raw []byte, lim Limits) (Header, []byte, HeaderFaults) {
	var faults HeaderFaults
	start := SkipPreface(raw)
	var h Header
	var field []byte // the logical line being gathered
	flush := func() {
		if f, ok := newField(field); ok && len(h) < lim.HeaderFields {
			h = append(h, f)
		} else if ok {
			faults.TooMany = true
		}
		field = nil
	}
	rest := start
	for len(rest) > 0 {
		line, next := CutLine(rest)
		if EndsHeader(line, next) {
			flush()
			return h, next, faults
		}
		if len(start)-len(next) > lim.HeaderBytes {
			faults.TooBig = true
			flush()
			return h, bodyAfter(next), faults
		}
		switch {
		case IsFolded(line):
			field = append(field, line...)
		case FieldName(line) != "":
			flush()
			field = append(field, line...)
		default:
			faults.junk = true
		}
		rest = next
	}
	flush()
	if len(h) == 0 {
		return nil, start, faults
	}
	return h, nil, faults
}

// SkipPreface drops what programs put in front of the first header line.
func SkipPreface(raw []byte) []byte {
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	raw = bytes.TrimLeft(raw, "\r\n")
	line, rest := CutLine(raw)
	if isMboxLine(line) {
		return rest
	}
	return raw
}

// isMboxLine: From a@b.cn Fri Apr 16 09:00:00 2027. With nothing before the colon it
// is a field with blanks behind its name, of whatever kind.
func isMboxLine(line []byte) bool {
	sender, is := bytes.CutPrefix(bytes.TrimPrefix(line, []byte(">")), []byte("From "))
	sender, _, _ = bytes.Cut(sender, []byte(":"))
	return is && len(bytes.TrimSpace(sender)) > 0
}

// CutLine returns the first line without its end, and what follows.
func CutLine(b []byte) (line, rest []byte) {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return bytes.TrimSuffix(b, []byte("\r")), nil
	}
	return bytes.TrimSuffix(b[:i], []byte("\r")), b[i+1:]
}

// EndsHeader: an empty line does. A line of blanks does too, unless the header
// visibly goes on after it, as gateways that refold fields make it.
func EndsHeader(line, next []byte) bool {
	if len(line) == 0 {
		return true
	}
	if len(bytes.Trim(line, " \t")) > 0 {
		return false
	}
	following, _ := CutLine(next)
	return FieldName(following) == "" && !IsFolded(following)
}

func IsFolded(line []byte) bool { return len(line) > 0 && (line[0] == ' ' || line[0] == '\t') }

// bodyAfter returns what follows the first empty line.
func bodyAfter(rest []byte) []byte {
	for len(rest) > 0 {
		line, next := CutLine(rest)
		if len(line) == 0 {
			return next
		}
		rest = next
	}
	return nil
}

// FieldName returns the name of a header line, or "" if it is none. RFC 5322,
// section 2.2: printable ASCII but the colon.
func FieldName(line []byte) string {
	i := bytes.IndexByte(line, ':')
	if i <= 0 {
		return ""
	}
	name := bytes.TrimRight(line[:i], " \t")
	for _, c := range name {
		if c <= ' ' || c > '~' {
			return ""
		}
	}
	return string(name)
}

func newField(line []byte) (Field, bool) {
	name := FieldName(line)
	if name == "" {
		return Field{}, false
	}
	value := bytes.TrimSpace(line[bytes.IndexByte(line, ':')+1:])
	raw := toUTF8(cleanWords(value))
	return Field{Name: name, Raw: raw, Text: OneLine(decodeWords(raw))}, true
}
