package notify

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"duban/checklist"
	"duban/db"
	"duban/internal/zh"
)

// content is what stands inside the envelope.
type content struct {
	subject    string
	text, page *printed
}

// envelope makes the mail.
func envelope(n db.Notice, to checklist.Person, o Office, at time.Time, c content) ([]byte, error) {
	m := mail.NewMsg(
		mail.WithEncoding(mail.EncodingB64), // for Chinese, little more than half of quoted-printable
		mail.WithBoundary("duban-"+hashOf(n.MessageID)),
		mail.WithNoDefaultUserAgent())
	if err := address(m, n, to, o); err != nil {
		return nil, err
	}
	m.Subject(c.subject)
	m.SetDateWithValue(at.In(o.Zone))
	m.SetMessageIDWithValue(strings.Trim(n.MessageID, "<>"))
	m.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834, section 5: vacation programs keep silent
	m.SetGenHeader("X-Auto-Response-Suppress", "All")  // the same for Exchange
	m.SetGenHeader("X-Duban-Loop", o.Domain)           // our own letter must never be taken for an answer
	setThread(m, n, o)
	m.SetBodyWriter(mail.TypeTextPlain, c.text.writeTo)
	if !n.Small {
		m.AddAlternativeWriter(mail.TypeTextHTML, c.page.writeTo)
	}
	b := bytes.NewBuffer(make([]byte, 0, 2048+(len(c.text.bytes)+len(c.page.bytes))*3/2)) // base64 and headers
	if _, err := m.WriteTo(b); err != nil {
		return nil, fmt.Errorf("writing the mail: %w", err)
	}
	return b.Bytes(), nil
}

// address fills in who writes to whom. The library's words on a bad address quote
// it, so they are not passed on.
func address(m *mail.Msg, n db.Notice, to checklist.Person, o Office) error {
	if err := m.FromFormat(o.FromName, o.From); err != nil {
		return fmt.Errorf("%w: setting the sender: the office's address is malformed", checklist.ErrInvalid)
	}
	if err := m.AddToFormat(to.Title, to.Mail); err != nil {
		return fmt.Errorf("%w: setting the recipient: the address of %s is malformed", checklist.ErrInvalid, to.ID)
	}
	if err := m.ReplyTo(replyTo(n, o)); err != nil {
		return fmt.Errorf("%w: setting the reply address: it is malformed", checklist.ErrInvalid)
	}
	return nil
}

// replyTo carries the token in the address where the office's server allows it.
func replyTo(n db.Notice, o Office) string {
	address := o.ReplyTo
	if address == "" {
		address = o.From
	}
	if local, domain, ok := strings.Cut(address, "@"); ok && o.ReplySuffix && !n.Kind.Traits().Aside {
		return local + "+" + string(n.Token) + "@" + domain
	}
	return address
}

// setThread makes mail programs show all letters about one checklist to one
// person together, and an answer beside the mail that it answers.
func setThread(m *mail.Msg, n db.Notice, o Office) {
	references := fmt.Sprintf("<duban-thread.%s@%s>", hashOf(fmt.Sprintf("%d/%d/%s", o.ID, n.Letter.Checklist, n.Person)), o.Domain)
	if id := n.Letter.InReplyTo; plainID.MatchString(id) {
		m.SetGenHeader("In-Reply-To", id)
		references += "\r\n " + id
	}
	m.SetGenHeaderPreformatted("References", references) // the only one: go-mail writes several in no order
}

// An identifier from a stranger's mail goes into our header only in this form, and
// only where its line stays within the 998 characters of RFC 5322, section 2.1.1.
var plainID = zh.NewPattern(`^<[!-~]{1,400}@[!-~]{1,400}>$`)

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}
