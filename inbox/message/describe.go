package message

import (
	"net/mail"
	"strings"
	"time"

	"duban/internal/msg"
	"duban/internal/zh"
)

// describe reads the fields of the outer header.
func (m *Message) describe() {
	h := m.Header
	m.DescribeAuthor()
	m.Sender = FirstAddress(h.Raw("Sender"))
	m.ReplyTo = m.addresses("Reply-To")
	m.To = m.addresses("To")
	m.Cc = m.addresses("Cc")
	m.Subject = visible(h.Get("Subject"))
	m.BaseSubject = baseSubject(m.Subject)
	m.MessageID = firstID(h.Raw("Message-ID"))
	m.InReplyTo = messageIDs(h.Raw("In-Reply-To"))
	m.References = messageIDs(h.Raw("References"))
	m.OQMsgID = firstID(h.Raw("X-OQ-MSGID"))
	m.AutoSubmitted = Keyword(h.Raw("Auto-Submitted"))
	if m.Received = len(h.All("Received")); m.Received > manyReceived {
		m.fault(msg.New("passed so many servers, perhaps a loop", m.Received))
	}
	m.describeDate()
	for _, name := range []string{"Content-Type", "Content-Transfer-Encoding", "Subject", "Message-ID"} {
		if len(h.All(name)) > 1 {
			m.fault(msg.New("a header field stands there twice", name))
		}
	}
}

// DescribeAuthor insists on one From field with one address, as RFC 7489,
// section 6.6.1, does: with two, one program shows the one and another checks
// the other.
func (m *Message) DescribeAuthor() {
	fields := m.Header.All("From")
	malformed := false
	for _, f := range fields {
		list, bad := ParseAddresses(f.Raw)
		m.FromAll = append(m.FromAll, list...)
		malformed = malformed || bad
	}
	switch {
	case len(fields) == 0:
		m.fault(msg.New("no sender"))
	case len(fields) > 1:
		m.fault(msg.New("several fields of senders", len(fields)))
	case len(m.FromAll) == 0:
		m.fault(msg.New("a sender without an address"))
	case len(m.FromAll) > 1 || malformed:
		m.fault(msg.New("several senders"))
	default:
		m.From = m.FromAll[0]
	}
}

func (m *Message) describeDate() {
	raw := m.Header.Raw("Date")
	if raw == "" {
		m.fault(msg.New("a mail without a date"))
		return
	}
	t, err := mail.ParseDate(raw)
	if err != nil {
		m.fault(msg.New("a mail with a date that cannot be read"))
		return
	}
	m.Date = t.UTC().Truncate(time.Second)
}

func (m *Message) addresses(name string) []Address {
	var out []Address
	for _, f := range m.Header.All(name) {
		list, _ := ParseAddresses(f.Raw)
		out = append(out, list...)
	}
	return out
}

func FirstAddress(raw string) Address {
	if list, _ := ParseAddresses(raw); len(list) > 0 {
		return list[0]
	}
	return Address{}
}

// messageID is what may be echoed into References: printable, no blanks.
var messageID = zh.NewPattern(`<[!-;=?A-~]+@[!-;=?A-~]+>`)

// messageIDs finds the ids of a field, with blanks, commas or nothing between.
func messageIDs(raw string) []string {
	if ids := messageID.FindAllString(raw, -1); ids != nil {
		return ids
	}
	if bare := "<" + strings.TrimSpace(raw) + ">"; messageID.FindString(bare) == bare {
		return []string{bare} // some write it without the angles
	}
	return nil
}

func firstID(raw string) string {
	if ids := messageIDs(raw); len(ids) > 0 {
		return ids[0]
	}
	return ""
}

// Keyword is the first word of a field, without parameters and comments.
func Keyword(raw string) string {
	if i := strings.IndexAny(raw, ";("); i >= 0 {
		raw = raw[:i]
	}
	return strings.ToLower(strings.TrimSpace(raw))
}

// MaxReceived is how many servers a mail may pass before it runs in a circle
// (RFC 5321, section 6.3, asks for 100 at least).
const MaxReceived = 100

// manyReceived is how many make one wonder.
const manyReceived = 50

// SubjectOf reads the subject of a raw message, and nothing else of it.
func SubjectOf(raw []byte) string {
	h, _, _ := ReadHeader(raw, DefaultLimits())
	return visible(h.Get("Subject"))
}
