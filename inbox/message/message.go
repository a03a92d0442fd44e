package message

import (
	"time"

	"duban/internal/msg"
)

// Message is what a raw mail is, before anything follows from it. All text is valid
// UTF-8; everything but Header and the parts of a bounce comes from the outer
// message only, never from a message enclosed in it.
type Message struct {
	Size   int    // bytes of the raw mail
	Header Header // top to bottom

	// From is the author: filled only if there is exactly one From field with
	// exactly one address. Otherwise it is zero, Faults says why, and FromAll
	// holds whatever stood there.
	From    Address
	FromAll []Address
	Sender  Address
	ReplyTo []Address
	To      []Address
	Cc      []Address

	Subject     string // decoded, one line, without control and bidi characters
	BaseSubject string // Subject without 回复：, 答复：, Re:, 转发：, Fwd: …

	Date       time.Time // as the sender claims, UTC; zero: none, or unreadable
	MessageID  string    // "<left@right>"; empty: none, or not of that form
	InReplyTo  []string
	References []string
	OQMsgID    string // the id that QQ's SMTP server replaced (X-OQ-MSGID)

	AutoSubmitted string // the keyword of RFC 3834, lower case; empty: none
	Received      int    // how many Received fields: servers passed

	Text     string // the best plain text: text/plain, else HTML made plain
	Plain    string // the text/plain parts alone
	HTML     string // the text/html parts alone, decoded, not sanitised
	HTMLText string // HTML made plain, without hidden text
	Hidden   string // text that the HTML hides from its reader
	Disagree bool   // Plain and HTMLText do not say the same; both are kept

	Attachments []Attachment
	Links       []BigAttachment // 超大附件: links that expire, not evidence
	Nested      int             // enclosed messages
	Parts       int             // MIME parts seen, the message itself included

	Calendar   string // METHOD of an inline text/calendar part: REPLY, REQUEST …
	TNEF       bool   // came with a winmail.dat, which was unpacked
	Sealed     bool   // came with a winmail.dat that could not be read
	Partial    bool   // message/partial or message/external-body: not all is here
	Signed     bool   // PGP or S/MIME signature, not verified
	Wrapped    bool   // signed, and the text lies inside of the signature
	Encrypted  bool   // PGP or S/MIME encrypted: nothing could be read
	Incomplete bool   // something was damaged: 附件可能不完整

	Over   msg.Message   // the limit that was exceeded; zero: none
	Faults []msg.Message // what was wrong or had to be repaired

	ContentType string            // of the message itself, lower case
	Params      map[string]string // of contentType
	outlook     passage           // the text of a winmail.dat
	Reports     []Report          // machine-readable parts and returned messages
}

// Report is a part that only bounces and receipts are read by.
type Report struct {
	MediaType string
	Content   []byte
	nested    int // how many enclosed messages around it
}

// Limits bound the work that one message can cause. A zero field takes its
// value from DefaultLimits.
type Limits struct {
	Bytes        int // of the raw message; a larger one is read as header only
	HeaderBytes  int // of one header block
	HeaderFields int // in one header block
	Parts        int // MIME parts in all
	Depth        int // of multiparts in multiparts
	Nested       int // of messages enclosed in messages
}

// DefaultLimits are those of the usual mail provider: 50 MiB, 256 KiB of
// header in 1 000 fields, 1 000 parts, 20 deep, 3 messages in messages.
func DefaultLimits() Limits {
	return Limits{
		Bytes: 50 << 20, HeaderBytes: 256 << 10, HeaderFields: 1000,
		Parts: 1000, Depth: 20, Nested: 3,
	}
}

func (l Limits) WithDefaults() Limits {
	def := DefaultLimits()
	for _, f := range []struct {
		field *int
		def   int
	}{
		{&l.Bytes, def.Bytes}, {&l.HeaderBytes, def.HeaderBytes}, {&l.HeaderFields, def.HeaderFields},
		{&l.Parts, def.Parts}, {&l.Depth, def.Depth}, {&l.Nested, def.Nested},
	} {
		if *f.field <= 0 {
			*f.field = f.def
		}
	}
	return l
}

// fault records once what was wrong.
func (m *Message) fault(what msg.Message) {
	for _, f := range m.Faults {
		if f.String() == what.String() {
			return
		}
	}
	m.Faults = append(m.Faults, what)
}

// over records the first limit that was exceeded.
func (m *Message) over(what msg.Message) {
	if m.Over.IsZero() {
		m.Over = what
	}
	m.fault(what)
}

// Has reports whether the message itself, not one enclosed in it, has a part of one of
// these types.
func (m *Message) Has(mediaTypes ...string) bool {
	for _, r := range m.Reports {
		for _, t := range mediaTypes {
			if r.nested == 0 && r.MediaType == t {
				return true
			}
		}
	}
	return false
}
