package notify

import (
	"fmt"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"
)

// session is one connection to a relay, opened, secured and logged in by go-mail.
// Where the relay announces PIPELINING, a letter's commands go in one flight (RFC
// 2920): a letter then waits twice for the relay instead of four times.
type session struct {
	*smtp.Client
	pipelining bool
	eightBit   bool
	used       time.Time
}

func newSession(c *smtp.Client) *session {
	x := &session{Client: c}
	x.pipelining, _ = c.Extension("PIPELINING")
	x.eightBit, _ = c.Extension("8BITMIME")
	return x
}

// stageError is a failure, and whether it came in answer to the recipient, or
// after the letter's last byte.
type stageError struct {
	recipient, end bool
	err            error
}

func (e *stageError) Error() string { return e.err.Error() }
func (e *stageError) Unwrap() error { return e.err }

// send takes one letter through: the commands, then its bytes.
func (x *session) send(from, to string, raw []byte, timeout time.Duration) (Reply, error) {
	if err := x.UpdateDeadline(timeout); err != nil {
		return Reply{}, err
	}
	if err := x.announce(from, to); err != nil {
		return Reply{}, err
	}
	body := x.Text.DotWriter()
	if _, err := body.Write(raw); err != nil {
		return Reply{}, err
	}
	if err := body.Close(); err != nil {
		return Reply{}, &stageError{end: true, err: err}
	}
	code, text, err := x.Text.ReadResponse(250)
	if err != nil {
		return Reply{}, &stageError{end: true, err: err}
	}
	return Reply{Code: fmt.Sprint(code), Text: text}, nil
}

// announce says from whom and to whom, and that the letter follows.
func (x *session) announce(from, to string) error {
	if strings.ContainsAny(from+to, "\r\n<>") {
		return fmt.Errorf("%q to %q is no pair of addresses", from, to)
	}
	mail := "MAIL FROM:<" + from + ">"
	if x.eightBit {
		mail += " BODY=8BITMIME"
	}
	commands := []command{{mail, 250, false}, {"RCPT TO:<" + to + ">", 25, true}, {"DATA", 354, false}}
	if x.pipelining {
		return x.inOneFlight(commands)
	}
	for _, c := range commands {
		if err := x.say(c); err != nil {
			return err
		}
		if err := x.hear(c); err != nil {
			return err
		}
	}
	return nil
}

type command struct {
	line      string
	code      int // the answer that means yes, or its first digits
	recipient bool
}

func (x *session) inOneFlight(commands []command) error {
	for _, c := range commands {
		if _, err := x.Text.W.WriteString(c.line + "\r\n"); err != nil {
			return err
		}
	}
	if err := x.Text.W.Flush(); err != nil {
		return err
	}
	var first, last error
	for _, c := range commands {
		if last = x.hear(c); last != nil && first == nil {
			first = last
		}
	}
	if first != nil && last == nil { // the relay waits for a letter that nobody gets (RFC 2920, section 3.1)
		if err := x.say(command{line: "."}); err != nil {
			return err
		}
		_, _, _ = x.Text.ReadResponse(0) // whatever it says, the letter was refused
	}
	return first
}

func (x *session) say(c command) error {
	if _, err := x.Text.W.WriteString(c.line + "\r\n"); err != nil {
		return err
	}
	return x.Text.W.Flush()
}

func (x *session) hear(c command) error {
	if _, _, err := x.Text.ReadResponse(c.code); err != nil {
		return &stageError{recipient: c.recipient, err: err}
	}
	return nil
}
