package relay

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"duban/internal/rejection"
)

// session is one connection to a relay, opened, secured and logged in by go-mail.
// Where the relay announces PIPELINING, a letter's commands go in one flight (RFC
// 2920), and where another letter is known to follow, in one flight with the
// bytes of the one before: then a letter waits once for the relay instead of four
// times.
type session struct {
	*smtp.Client
	pipelining bool
	eightBit   bool
	fresh      bool // nothing was sent over it yet
	letters    int  // taken over it
	used       time.Time
	announced  *Mail // its commands are sent, the replies not yet read
	buf        []byte
}

func newSession(c *smtp.Client) *session {
	x := &session{Client: c, fresh: true}
	x.pipelining, _ = c.Extension("PIPELINING")
	x.eightBit, _ = c.Extension("8BITMIME")
	return x
}

// stageError is a failure, and how far the letter had come.
type stageError struct {
	stage rejection.Stage
	err   error
}

func (e *stageError) Error() string { return e.err.Error() }
func (e *stageError) Unwrap() error { return e.err }

// command is a command line, and the reply code that means yes, or its first digits.
type command struct {
	line  string
	code  int
	stage rejection.Stage
}

func (x *session) commands(m *Mail) [3]command {
	mail := "MAIL FROM:<" + m.From + ">"
	if x.eightBit {
		mail += " BODY=8BITMIME"
	}
	return [3]command{{mail, 250, rejection.AtSender}, {"RCPT TO:<" + m.To + ">", 25, rejection.AtRecipient}, {"DATA", 354, rejection.AtData}}
}

// plain reports whether a letter's addresses say nothing but addresses.
func plain(m *Mail) bool { return !strings.ContainsAny(m.From+m.To, notPlain) }

const notPlain = "\r\n<>"

// begin sends MAIL, RCPT and DATA unless they were announced, and returns when the
// relay waits for the letter.
func (x *session) begin(m *Mail, timeout time.Duration) error {
	if err := x.UpdateDeadline(timeout); err != nil {
		return &stageError{rejection.AtSender, err}
	}
	sent := x.announced == m
	x.announced = nil
	if !x.pipelining {
		return x.oneByOne(m)
	}
	if !sent {
		x.buf = x.appendCommands(x.buf[:0], m)
		if _, err := x.flush(); err != nil {
			return &stageError{rejection.AtSender, err}
		}
	}
	return x.readReplies(m)
}

func (x *session) appendCommands(out []byte, m *Mail) []byte {
	for _, c := range x.commands(m) {
		out = append(append(out, c.line...), '\r', '\n')
	}
	return out
}

func (x *session) oneByOne(m *Mail) error {
	for _, c := range x.commands(m) {
		if err := x.writeLine(c.line); err != nil {
			return &stageError{c.stage, err}
		}
		if err := x.readReply(c); err != nil {
			return err
		}
	}
	return nil
}

// readReplies reads the replies to commands that went in one flight; the first no
// is the one that counts.
func (x *session) readReplies(m *Mail) error {
	var first, last error
	for _, c := range x.commands(m) {
		if last = x.readReply(c); last != nil && first == nil {
			first = last
		}
	}
	if first != nil && last == nil { // the relay waits for a letter that nobody gets (RFC 2920, section 3.1)
		if err := x.writeLine("."); err != nil {
			return err
		}
		_, _, _ = x.Text.ReadResponse(0) // whatever the reply, the letter was refused
	}
	return first
}

// transfer sends the letter's bytes and reads the relay's reply. The
// commands of the next letter go in the same flight: RFC 2920, section 3.1, has
// the text of a letter begin a group.
func (x *session) transfer(m, next *Mail) (Reply, error) {
	x.fresh = false
	if err := m.begin(); err != nil {
		return Reply{}, &stageError{rejection.AtData, &notBegun{err}}
	}
	x.buf = dotStuffed(x.buf[:0], m.Raw)
	whole := len(x.buf)
	if next != nil && x.pipelining && plain(next) {
		x.buf = x.appendCommands(x.buf, next)
		x.announced = next
	}
	if written, err := x.flush(); err != nil {
		if written < whole { // it cannot have arrived without its last line
			return Reply{}, &stageError{rejection.AtData, err}
		}
		return Reply{}, &stageError{rejection.AtEnd, err}
	}
	code, text, err := x.Text.ReadResponse(250)
	if err != nil {
		return Reply{}, &stageError{rejection.AtEnd, err}
	}
	x.letters++
	return Reply{Code: fmt.Sprint(code), Text: text}, nil
}

// notBegun is why a letter was stopped before its first byte.
type notBegun struct{ error }

// dotStuffed appends a letter as it is transmitted: lines end in CRLF, a dot that
// begins one is doubled, and a dot alone ends it (RFC 5321, section 4.5.2).
func dotStuffed(out, raw []byte) []byte {
	for len(raw) > 0 {
		line, rest, _ := bytes.Cut(raw, []byte("\n"))
		if len(line) > 0 && line[0] == '.' {
			out = append(out, '.')
		}
		out = append(append(out, bytes.TrimSuffix(line, []byte("\r"))...), '\r', '\n')
		raw = rest
	}
	return append(out, ".\r\n"...)
}

// flush sends the buffer in one piece, and returns how much of it went out.
func (x *session) flush() (written int, err error) {
	n, err := x.Text.W.Write(x.buf)
	if err == nil {
		err = x.Text.W.Flush()
	}
	return n - x.Text.W.Buffered(), err
}

func (x *session) writeLine(line string) error {
	x.buf = append(append(x.buf[:0], line...), '\r', '\n')
	_, err := x.flush()
	return err
}

func (x *session) readReply(c command) error {
	if _, _, err := x.Text.ReadResponse(c.code); err != nil {
		return &stageError{c.stage, err}
	}
	return nil
}
