package message

import (
	"bytes"
	"fmt"
	"strings"

	"duban/internal/msg"
)

// Parse describes a raw mail. It never fails: whatever can be read is read, and
// what was wrong stands in Faults; what a limit cut off stands in Over. It
// keeps slices of raw: the caller must not change it afterwards.
func Parse(raw []byte, lim Limits) *Message {
	lim = lim.WithDefaults()
	raw = lineEnds(raw)
	m := &Message{Size: len(raw)}
	header, body, faults := ReadHeader(raw, lim)
	m.Header = header
	m.headerFaults(faults, lim)
	m.describe()
	if why := header.missing(); !why.IsZero() {
		m.over(why)
	}
	w := walker{m: m, lim: lim}
	if len(raw) > lim.Bytes {
		m.over(msg.New("a mail larger than the limit", Megabytes(len(raw)), Megabytes(lim.Bytes)))
		m.ContentType, m.Params = parseParams(header.Raw("Content-Type"))
		return m
	}
	m.setText(w.entity(header, body, place{}))
	if strings.TrimSpace(m.Text) == "" && m.outlook != (passage{}) {
		m.setText(content{m.outlook})
	}
	m.attachPictures()
	m.finishAttachments()
	return m
}

// lineEnds gives a file of old Macintosh programs, whose lines end in a carriage
// return alone, lines.
func lineEnds(raw []byte) []byte {
	if bytes.IndexByte(raw, '\n') >= 0 || bytes.IndexByte(raw, '\r') < 0 {
		return raw
	}
	return bytes.ReplaceAll(raw, []byte("\r"), []byte("\n"))
}

func (m *Message) headerFaults(f HeaderFaults, lim Limits) {
	if f.junk {
		m.fault(msg.New("header lines that are none are left out"))
	}
	if f.TooBig {
		m.over(msg.New("a header of more than so many KB", lim.HeaderBytes>>10))
	}
	if f.TooMany {
		m.over(msg.New("a header of more than so many fields", lim.HeaderFields))
	}
}

func Megabytes(n int) string { return fmt.Sprintf("%.1f MB", float64(n)/(1<<20)) }

// place is where in the tree of parts the walker stands.
type place struct {
	depth  int // multiparts around
	nested int // enclosed messages around
}

// moreParts: a mail of more parts than are read.
const moreParts = "more parts than are read"

// walker goes through the parts of one message, in order.
type walker struct {
	m   *Message
	lim Limits
}

// entity reads one part and returns the text it has for the reader.
func (w *walker) entity(h Header, body []byte, at place) content {
	m := w.m
	if m.Parts >= w.lim.Parts {
		m.over(msg.New(moreParts, w.lim.Parts))
		return nil
	}
	m.Parts++
	p := newMIMEPart(h, body, at)
	if m.Parts == 1 {
		m.ContentType, m.Params = p.mediaType, p.params
	}
	switch {
	case strings.HasPrefix(p.mediaType, "multipart/"):
		return w.multipart(p)
	case p.mediaType == "message/rfc822" || p.mediaType == "message/global":
		w.enclosed(p)
		return nil
	}
	return w.leaf(p)
}

// multipart reads the parts of a multipart. Without a boundary, or with one
// that never appears, the body is text.
func (w *walker) multipart(p mimePart) content {
	m := w.m
	if p.at.depth >= w.lim.Depth {
		m.over(msg.New("parts nested too deep", w.lim.Depth))
		return nil
	}
	m.noteMultipart(p)
	children := newParts(p.body, p.params["boundary"])
	if p.params["boundary"] == "" || !children.open {
		m.fault(msg.New("several parts without a boundary, read as plain text"))
		p.mediaType = "text/plain"
		return w.leaf(p)
	}
	var contents []content
	at := place{depth: p.at.depth + 1, nested: p.at.nested}
	before := len(m.Attachments)
	for raw, ok := children.next(); ok && m.Parts < w.lim.Parts; raw, ok = children.next() {
		h, body, faults := ReadHeader(raw, w.lim)
		m.headerFaults(faults, w.lim)
		if p.mediaType == "multipart/digest" && !h.Has("Content-Type") {
			h = append(h, Field{Name: "Content-Type", Raw: "message/rfc822"}) // RFC 2046, section 5.1.5
		}
		contents = append(contents, w.entity(h, body, at))
	}
	if m.Parts >= w.lim.Parts {
		m.over(msg.New(moreParts, w.lim.Parts))
	} else if !children.closed && p.at.nested == 0 {
		m.unclosed(before)
	}
	return combine(p.mediaType, contents)
}

// unclosed notes that a multipart does not end as it should: the last thing in
// it may be cut off.
func (m *Message) unclosed(before int) {
	m.Incomplete = true
	m.fault(msg.New("the last boundary is missing"))
	if last := len(m.Attachments) - 1; last >= before {
		m.Attachments[last].warnIncomplete()
	}
}

// enclosed lists an enclosed message as one attachment, and goes into it only
// for what bounces are read by: its text is never the reply.
func (w *walker) enclosed(p mimePart) {
	m := w.m
	m.Nested++
	raw := p.decode(m)
	m.Reports = append(m.Reports, Report{p.mediaType, raw, p.at.nested})
	h, body, _ := ReadHeader(raw, w.lim)
	if p.at.nested == 0 {
		m.attachEnclosed(p, raw, h)
	}
	if p.at.nested >= w.lim.Nested {
		m.fault(msg.New("mails within mails nested too deep", w.lim.Nested))
		return
	}
	w.entity(h, body, place{depth: p.at.depth, nested: p.at.nested + 1})
}

// leaf reads a part that has no parts.
func (w *walker) leaf(p mimePart) content {
	m := w.m
	decoded := p.decode(m)
	switch {
	case isReport(p.mediaType):
		m.Reports = append(m.Reports, Report{p.mediaType, decoded, p.at.nested})
	case p.at.nested > 0: // not this writer's words
	case isSignedLetter(p, decoded) && p.at.depth < w.lim.Depth:
		m.Signed = true
		h, body, faults := ReadHeader(signedContent(decoded), w.lim)
		m.headerFaults(faults, w.lim)
		return w.entity(h, body, place{depth: p.at.depth + 1})
	case m.noteSpecial(p, decoded):
	case p.isText():
		return p.text(m, decoded)
	default:
		m.attach(p, decoded)
	}
	return nil
}
