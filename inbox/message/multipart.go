package message

import (
	"bytes"
)

// parts walks the parts of a multipart body (RFC 2046, section 5.1) one by one,
// without copying, so that a bomb of parts can be left unread. Unlike a
// streaming reader it goes on behind a part whose header is broken, and does
// not mind mixed line ends.
type parts struct {
	rest   []byte
	dashes []byte // "--" and the boundary
	open   bool   // the opening boundary was found
	closed bool   // the closing boundary was found
}

func newParts(body []byte, boundary string) *parts {
	p := &parts{rest: body, dashes: []byte("--" + boundary)}
	_, p.closed, p.open = p.cut()
	return p
}

// next returns the next part. After the last one, closed says whether the
// closing boundary was there.
func (p *parts) next() (part []byte, ok bool) {
	if !p.open || p.closed || p.rest == nil {
		return nil, false
	}
	part, closing, found := p.cut()
	if !found { // the end is missing: what is there is kept
		p.rest = nil
		return part, len(bytes.TrimSpace(part)) > 0
	}
	p.closed = closing
	return part, true
}

// cut returns what stands before the next boundary line, and moves behind it.
// The line end before a boundary belongs to the boundary.
func (p *parts) cut() (before []byte, closing, found bool) {
	from := 0
	for {
		i := bytes.Index(p.rest[from:], p.dashes)
		if i < 0 {
			return p.rest, false, false
		}
		i += from
		line, next := CutLine(p.rest[i:])
		tail := trimRightBlanks(line[len(p.dashes):])
		closing = bytes.Equal(tail, []byte("--"))
		if (i == 0 || p.rest[i-1] == '\n') && (len(tail) == 0 || closing) {
			before = trimLineEnd(p.rest[:i])
			p.rest = next
			return before, closing, true
		}
		from = i + len(p.dashes)
	}
}

func trimLineEnd(b []byte) []byte {
	b = bytes.TrimSuffix(b, []byte("\n"))
	return bytes.TrimSuffix(b, []byte("\r"))
}
