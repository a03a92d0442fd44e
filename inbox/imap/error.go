package imap

import (
	"errors"
	"strings"

	"github.com/emersion/go-imap/v2"

	"duban/inbox/message"
	"duban/internal/msg"
)

const faultCode = "fault of a mailbox"

// Error says at what a conversation with a server failed.
type Error struct {
	At  msg.Message
	Err error
}

func (e *Error) Error() string { return e.At.String() + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// Message is the fault: at what, and what the server said or did.
func (e *Error) Message() msg.Message { return msg.New(faultCode, e.At, said(e.Err)) }

// errNoAnswer ends a command that its server never answers.
var errNoAnswer = errors.New("the server does not answer")

// said is what a server said, or did not say, in one line.
func said(err error) msg.Message {
	if m, ours := err.(msg.Message); ours {
		return m
	}
	if errors.Is(err, errNoAnswer) {
		return msg.New("mailbox server does not answer")
	}
	return msg.Words(message.OneLine(strings.ToValidUTF8(err.Error(), "?")))
}

// FaultOf is what is wrong with a mailbox, to be stored.
func FaultOf(err error) msg.Message {
	var at *Error
	if !errors.As(err, &at) {
		at = &Error{msg.New("mail not received"), err}
	}
	return at.Message()
}

// Told divides a fault as it was stored: what is for anybody, and what a server said of
// it, which may hold addresses.
func Told(fault msg.Message) (what, said msg.Message) {
	if fault.Code == faultCode && len(fault.Facts) == 2 {
		what, known := fault.Facts[0].(msg.Message)
		if known {
			return what, msg.Together(msg.Whole, fault.Facts[1])
		}
	}
	return msg.New("mail not received"), fault
}

// isRefusal reports whether a server answered no, which leaves the connection as
// it was.
func isRefusal(err error) bool {
	var no *imap.Error
	return errors.As(err, &no) && no.Type != imap.StatusResponseTypeBye
}
