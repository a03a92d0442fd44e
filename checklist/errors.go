package checklist

import (
	"errors"
	"fmt"
	"strings"

	"duban/internal/msg"
)

// The sentinels that callers ask for with errors.Is.
var (
	ErrNotFound  = errors.New("not found")
	ErrConflict  = errors.New("conflict")  // somebody else changed it meanwhile: read again and retry
	ErrInvalid   = errors.New("invalid")   // the input is wrong; trying again does not help
	ErrForbidden = errors.New("forbidden") // this person may not do that
)

// Problem is one thing wrong with an input: where, what, and how to mend it.
type Problem struct {
	File    string
	Row     int         // 1-based line or row in the file; 0 is the whole file
	At      int         // 1-based character of the line; 0 is all of it
	Column  string      // column heading or key
	Field   msg.Message // in place of Column: one of ours, or of a letter
	Nth     int         // of several tables that have the key; 0 where there is one
	What    msg.Message // what is wrong, quoting the text
	Mend    msg.Message // how to mend it
	Warning bool
}

// Message says the problem as a whole.
func (p Problem) Message() msg.Message {
	m := p.What
	if where := p.where(); len(where) > 0 {
		m = msg.New("at a place", msg.Together(msg.Places, where...), m)
	}
	if !p.Mend.IsZero() {
		m = msg.New("with a mend", m, p.Mend)
	}
	return m
}

func (p Problem) where() (where []any) {
	if p.File != "" {
		where = append(where, p.File)
	}
	if p.Row > 0 {
		where = append(where, msg.New("line", p.Row))
	}
	if p.At > 0 {
		where = append(where, msg.New("character", p.At))
	}
	switch dot := strings.LastIndexByte(p.Column, '.'); {
	case p.Nth > 0 && dot > 0:
		where = append(where, msg.New("key of a table", p.Column[:dot], p.Nth, p.Column[dot+1:]))
	case p.Nth > 0:
		where = append(where, msg.New("entry of a list", p.Column, p.Nth))
	case !p.Field.IsZero():
		where = append(where, p.Field)
	case p.Column != "":
		where = append(where, p.Column)
	}
	return where
}

// String is for programs and tests: place, codes and facts.
func (p Problem) String() string {
	var said []string
	for _, at := range p.where() {
		said = append(said, fmt.Sprint(at))
	}
	what := p.What.String()
	if !p.Mend.IsZero() {
		what += "; " + p.Mend.String()
	}
	return strings.Join(append(said, what), " ")
}

// Problems is an error that lists everything wrong at once.
type Problems []Problem

func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// Message says all of them, one below the other.
func (ps Problems) Message() msg.Message {
	all := make([]any, len(ps))
	for i, p := range ps {
		all[i] = p.Message()
	}
	return msg.Together(msg.Lines, all...)
}

// Is makes errors.Is(ps, ErrInvalid) true.
func (ps Problems) Is(target error) bool { return target == ErrInvalid }

// Errors returns the problems that forbid going on, without the warnings.
func (ps Problems) Errors() Problems {
	var out Problems
	for _, p := range ps {
		if !p.Warning {
			out = append(out, p)
		}
	}
	return out
}
