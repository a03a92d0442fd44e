package terminal

import (
	"errors"
	"strings"
	"syscall"

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
	if together := words.Joined(err); len(together) > 0 {
		return linesOf(l, together)
	}
	return plainWords(l, err)
}

// plainWords say an error that is nothing that an operator can mend by itself.
func plainWords(l words.Language, err error) string {
	text := words.SayError(l, err)
	if l != words.English && !words.HasHan(text) {
		return words.Failed.In(l, text)
	}
	return text
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
