package relay

import (
	"context"
	"errors"
	"fmt"
	"net/textproto"
	"strings"

	"duban/internal/zh"
)

// Mail is one letter on its way.
type Mail struct {
	From, To string
	Raw      []byte
}

// Sender delivers letters: through a server, one of several, or into a folder.
type Sender interface {
	Converse() Conversation
	Close() error
}

// Conversation is one caller's use of a sender, letter after letter.
type Conversation interface {
	// Send transfers a letter and returns the reply. Where next is the
	// letter that this caller will send after it, its commands may go ahead, but not
	// its bytes. The end of ctx ends the wait for a slot; a letter once begun is
	// finished, for cut off in the middle it might go twice.
	Send(ctx context.Context, m, next *Mail) (Reply, error)
	// Release gives connections back. A letter announced and not sent is withdrawn.
	Release()
}

// Reply is a server's yes.
type Reply struct {
	Relay string // which server
	Code  string // 250 2.0.0
	Text  string
}

// SendError is a server's no, or the lack of an answer.
type SendError struct {
	Code      int    // RFC 5321 reply code; 0: there was no answer
	Enhanced  string // RFC 3463 status, may be empty
	Text      string
	Permanent bool // trying again does not help
	Recipient bool // the address is at fault, not the letter or the way
	Relay     bool // the relay itself is at fault: no other letter would get through either
	Doubt     bool // there was no answer to the whole letter: it may have arrived
	Untried   bool // we were stopped before a word about the letter was said
	Err       error
}

func (e *SendError) Error() string {
	if e.Code == 0 {
		return "sending: " + e.Text
	}
	return fmt.Sprintf("sending: %d %s %s", e.Code, e.Enhanced, e.Text)
}

func (e *SendError) Unwrap() error { return e.Err }

// Temporary reports whether it is worth trying again; what is not known to be
// permanent is.
func (e *SendError) Temporary() bool { return !e.Permanent }

var enhancedCode = zh.NewPattern(`^([245]\.\d{1,3}\.\d{1,3})\s*`)

// stage is how far a letter had come when it failed.
type stage int

const (
	atOpening   stage = iota // the connection, its security, the password
	atSender                 // MAIL
	atRecipient              // RCPT
	atData                   // DATA
	atEnd                    // after the letter's last byte
)

// classify reads a failure: a server's answer by its code (RFC 5321, section
// 4.2.1; RFC 3463), everything else as temporary.
func classify(err error, at stage) *SendError {
	var answer *textproto.Error
	if !errors.As(err, &answer) {
		return &SendError{Text: err.Error(), Relay: true, Doubt: at == atEnd, Err: err}
	}
	e := &SendError{Code: answer.Code, Text: strings.TrimSpace(answer.Msg), Permanent: answer.Code >= 500, Err: err}
	if m := enhancedCode.FindStringSubmatch(e.Text); m != nil {
		e.Enhanced = m[1]
		e.Text = strings.TrimSpace(e.Text[len(m[0]):])
	}
	// 5.7 is policy: the relay refuses us, not the person; 5.2.2 is a full mailbox.
	blamesAddress := e.Enhanced == "" || strings.HasPrefix(e.Enhanced, "5.1.")
	e.Recipient = e.Permanent && at == atRecipient && blamesAddress
	e.Relay = answer.Code == 421
	if at == atOpening || at == atSender && e.Permanent { // a wrong password, an account that was closed: ours to mend, not the letter's fault
		e.Relay, e.Permanent = true, false
	}
	return e
}
