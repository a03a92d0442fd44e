package words

import (
	"errors"
	"io/fs"
	"net"
	"os"
	"strings"
	"syscall"

	"duban/internal/msg"
)

// SayError says an error: the message in it, or what is wrong with a file or a port. What
// an operating system or a library says stands in brackets, or as it is.
func SayError(l Language, err error) string {
	if all := Joined(err); len(all) > 0 {
		lines := make([]string, len(all))
		for i, err := range all {
			lines[i] = SayError(l, err)
		}
		return strings.Join(lines, "\n")
	}
	var says msg.Sayer
	if errors.As(err, &says) {
		return forPeople(strings.Replace(err.Error(), says.(error).Error(), Say(l, says.Message()), 1))
	}
	text := err.Error()
	if kind, known := errorKinds[text]; known {
		return kind.In(l)
	}
	var path *fs.PathError
	var listening *net.OpError
	if errors.As(err, &listening) && listening.Op == "listen" && listening.Addr != nil {
		return listenFault(l, listening)
	}
	var call *os.SyscallError
	var number syscall.Errno
	switch {
	case errors.As(err, &path):
		text = strings.Replace(text, path.Error(), pathFault(l, path), 1)
	case errors.As(err, &call) && call.Err == syscall.EADDRINUSE:
		return portTaken.In(l, text)
	case errors.As(err, &number) && (number == syscall.ECONNREFUSED || number == syscall.EHOSTUNREACH || number == syscall.ENETUNREACH):
		return notReached.In(l, text)
	}
	return forPeople(text)
}

// Joined are the errors that one stands for, each on a line (errors.Join): not those of
// which one sentence is made.
func Joined(err error) (all []error) {
	several, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	all = several.Unwrap()
	if together := errors.Join(all...); together == nil || err.Error() != together.Error() {
		return nil
	}
	return all
}

// errorKinds are the kinds of errors of duban/checklist, where one is all that is known.
var errorKinds = map[string]Text{"not found": {"没有找到", "not found"}, "conflict": {"有冲突", "conflict"}, "invalid": {"无效", "invalid"}, "forbidden": {"不允许", "forbidden"}}

// forPeople leaves out the kind of an error, which stands first and is for programs.
func forPeople(text string) string {
	for _, kind := range []string{"not found: ", "conflict: ", "invalid: ", "forbidden: "} {
		text = strings.TrimPrefix(text, kind)
	}
	return text
}

// listenFault says why a port cannot be listened on.
func listenFault(l Language, err *net.OpError) string {
	switch at := err.Addr.String(); {
	case errors.Is(err, syscall.EADDRINUSE):
		return portTaken.In(l, at)
	case errors.Is(err, syscall.EACCES), errors.Is(err, syscall.EPERM):
		return portForbidden.In(l, at)
	case errors.Is(err, syscall.EADDRNOTAVAIL):
		return portElsewhere.In(l, at)
	}
	return Failed.In(l, err.Error())
}

// pathFault says what is wrong with a file or folder.
func pathFault(l Language, err *fs.PathError) string {
	switch {
	case err.Op == "mkdir" && !errors.Is(err, syscall.ENOTDIR) && !errors.Is(err, fs.ErrExist) && !errors.Is(err, fs.ErrPermission):
		return folderFault.In(l, err.Path, err.Err.Error())
	case errors.Is(err, fs.ErrNotExist):
		return fileMissing.In(l, err.Path)
	case errors.Is(err, fs.ErrPermission):
		return fileForbidden.In(l, err.Path)
	case errors.Is(err, syscall.EISDIR), errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		return fileConfused.In(l, err.Path)
	}
	return fileFault.In(l, err.Path, err.Err.Error())
}
