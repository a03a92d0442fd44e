package relay

import (
	"context"
	"errors"
	"fmt"
	"net/textproto"
	"strings"

	"duban/internal/msg"
	"duban/internal/rejection"
	"duban/internal/zh"
)

// Mail is one letter on its way.
type Mail struct {
	From, To string
	Raw      []byte
	Begin    func() error // called before the first byte of the letter goes out, if it is not nil; an error stops it
}

// begin tells whoever wants to know that the letter goes out now.
func (m *Mail) begin() error {
	if m.Begin == nil {
		return nil
	}
	return m.Begin()
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

// SendError is a server's no, or the lack of an answer, and what it means.
type SendError struct {
	Code     int    // RFC 5321 reply code; 0: there was no answer
	Enhanced string // RFC 3463 status, may be empty
	Text     string
	Answer   string // what two letters to two people have in common that were refused for the same reason

	rejection.Verdict
	Doubt   bool // there was no answer to the whole letter: it may have arrived
	Untried bool // we were stopped before a word about the letter was said
	Err     error
}

// Error is what the server answered, or what broke the connection: whoever shows it says
// that a letter was not sent.
func (e *SendError) Error() string {
	switch {
	case e.Code == 0:
		return e.Text
	case e.Enhanced == "":
		return fmt.Sprintf("%d %s", e.Code, e.Text)
	}
	return fmt.Sprintf("%d %s %s", e.Code, e.Enhanced, e.Text)
}

// Message is why the server takes no letter, with what it or the system said.
func (e *SendError) Message() msg.Message {
	return msg.New("a fault and what was said", rejection.Told(e.Cause, e.Text), e.Error())
}

func (e *SendError) Unwrap() error { return e.Err }

// Temporary reports whether it is worth trying again; what is not known to be final is.
func (e *SendError) Temporary() bool { return !e.Final }

var enhancedCode = zh.NewPattern(`^([245]\.\d{1,3}\.\d{1,3})\s*`)

// classify reads a failure: a server's answer by what it says (package rejection), the
// lack of one as the relay's.
func classify(err error, at rejection.Stage) *SendError {
	var answer *textproto.Error
	if !errors.As(err, &answer) {
		e := &SendError{Text: err.Error(), Verdict: rejection.NoAnswer(at, err.Error()), Doubt: at == rejection.AtEnd, Err: err}
		e.Answer = rejection.Answer{Text: e.Text}.Folded()
		return e
	}
	e := &SendError{Code: answer.Code, Text: strings.TrimSpace(answer.Msg), Err: err}
	if m := enhancedCode.FindStringSubmatch(e.Text); m != nil {
		e.Enhanced = m[1]
		e.Text = strings.TrimSpace(e.Text[len(m[0]):])
	}
	said := rejection.Answer{Stage: at, Code: e.Code, Enhanced: e.Enhanced, Text: e.Text}
	e.Verdict, e.Answer = rejection.Read(said), said.Folded()
	return e
}
