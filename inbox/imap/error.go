package imap

import (
	"errors"
	"strings"

	"github.com/emersion/go-imap/v2"

	"duban/inbox/message"
)

// MailboxError says at what a conversation with a server failed.
type Error struct {
	Doing string // logging in
	Zh    string // 登录被拒绝
	Err   error
}

func (e *Error) Error() string { return e.Doing + ": " + e.Err.Error() }
func (e *Error) Unwrap() error { return e.Err }

// errNoAnswer ends a command that its server never answers.
var errNoAnswer = errors.New("the server does not answer")

// FaultOf says in the clerk's words what is wrong with a mailbox.
func FaultOf(err error) string {
	var at *Error
	zh := "收信出错"
	if errors.As(err, &at) {
		zh, err = at.Zh, at.Err
	}
	if errors.Is(err, errNoAnswer) {
		return zh + "：服务器不应答"
	}
	return zh + "：" + message.OneLine(strings.ToValidUTF8(err.Error(), "?"))
}

// isRefusal reports whether a server answered no, which leaves the connection as
// it was.
func isRefusal(err error) bool {
	var no *imap.Error
	return errors.As(err, &no) && no.Type != imap.StatusResponseTypeBye
}
