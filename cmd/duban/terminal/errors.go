package terminal

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"

	"duban/checklist"
	"duban/db"
	"duban/internal/files"
	"duban/internal/office"
	"duban/internal/office/inquire"
	"duban/internal/words"
)

// mendable are the errors that an operator can mend, and what to do about each.
var mendable = []struct {
	kind  error
	words words.Text
}{
	{db.ErrLeased, words.Leased}, {db.ErrLocked, words.Locked}, {db.ErrDamaged, words.Damaged},
	{db.ErrFull, words.Full}, {syscall.ENOSPC, words.Full},
}

// ErrorWords says an error in a language, and what to do about it, where it is one that
// an operator can mend.
func ErrorWords(l words.Language, err error) string {
	if errors.Is(err, db.ErrAway) && strings.Contains(err.Error(), "refused TLS") {
		return words.PlainDatabase.In(l, err.Error())
	}
	if errors.Is(err, db.ErrAway) {
		return words.Away.In(l, err.Error())
	}
	for _, m := range mendable {
		if errors.Is(err, m.kind) {
			return m.words.In(l)
		}
	}
	var message words.Error
	if errors.As(err, &message) && !wraps(err, message) {
		return messageWords(l, message)
	}
	var answer inquire.AnswerError
	if errors.As(err, &answer) {
		return words.InRow.In(l, answer.Row, ErrorWords(l, answer.Err))
	}
	var exists files.Taken
	if errors.As(err, &exists) {
		return words.FileExists.In(l, exists.Path)
	}
	var refusal office.Refusal
	if errors.As(err, &refusal) {
		return refusalWords[refusal.Code](l, refusal)
	}
	if together, ok := err.(interface{ Unwrap() []error }); ok {
		return linesOf(l, together.Unwrap())
	}
	var problems checklist.Problems
	if errors.As(err, &problems) {
		return problemLines(l, problems)
	}
	return plainWords(l, err)
}

// wraps reports whether an error says more than the message in it.
func wraps(err error, message words.Error) bool { return err.Error() != message.Error() }

// messageWords say a message, its causes in the same language.
func messageWords(l words.Language, message words.Error) string {
	facts := make([]any, len(message.Facts))
	for i, f := range message.Facts {
		facts[i] = f
		if cause, ok := f.(error); ok {
			facts[i] = ErrorWords(l, cause)
		}
	}
	return message.Text.In(l, facts...)
}

func linesOf(l words.Language, all []error) string {
	lines := make([]string, len(all))
	for i, err := range all {
		lines[i] = ErrorWords(l, err)
	}
	return strings.Join(lines, "\n")
}

// plainWords say an error that has no type of its own. What the operating system or a
// library says of it stands behind, in brackets.
func plainWords(l words.Language, err error) string {
	text := err.Error()
	var path *fs.PathError
	var listening *net.OpError
	if errors.As(err, &listening) && listening.Op == "listen" && listening.Addr != nil {
		return listenFault(l, listening)
	}
	if at, _, ok := strings.Cut(strings.TrimPrefix(text, "opening "), ": "); ok && at != text && strings.HasPrefix(text, "opening ") && errors.As(err, &path) {
		return words.NotOpened.In(l, at, pathFault(l, path))
	}
	var call *os.SyscallError
	var number syscall.Errno
	switch {
	case errors.As(err, &path):
		text = strings.Replace(text, path.Error(), pathFault(l, path), 1)
	case errors.As(err, &call) && call.Err == syscall.EADDRINUSE:
		return words.PortTaken.In(l, text)
	case errors.As(err, &number) && (number == syscall.ECONNREFUSED || number == syscall.EHOSTUNREACH || number == syscall.ENETUNREACH):
		return words.NotReached.In(l, text)
	}
	for _, kind := range []error{checklist.ErrNotFound, checklist.ErrConflict, checklist.ErrInvalid, checklist.ErrForbidden} {
		text = strings.TrimPrefix(text, kind.Error()+": ") // for programs, not for people
	}
	if l != words.English && !words.HasHan(text) {
		return words.Failed.In(l, text)
	}
	return words.Said(l, text)
}

// listenFault says why a port cannot be listened on.
func listenFault(l words.Language, err *net.OpError) string {
	switch at := err.Addr.String(); {
	case errors.Is(err, syscall.EADDRINUSE):
		return words.PortTaken.In(l, at)
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM):
		return words.PortForbidden.In(l, at)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return words.PortElsewhere.In(l, at)
	}
	return words.Failed.In(l, err.Error())
}

// pathFault says what is wrong with a file or folder.
func pathFault(l words.Language, err *fs.PathError) string {
	switch {
	case err.Op == "mkdir" && !errors.Is(err, syscall.ENOTDIR) && !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrPermission):
		return words.FolderFault.In(l, err.Path, err.Err.Error())
	case errors.Is(err, fs.ErrNotExist):
		return words.FileMissing.In(l, err.Path)
	case errors.Is(err, fs.ErrPermission):
		return words.FileForbidden.In(l, err.Path)
	case errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		return words.FileConfused.In(l, err.Path)
	}
	return words.FileFault.In(l, err.Path, err.Err.Error())
}
