package checklist

import (
	"errors"
	"fmt"
	"strings"
)

// The sentinels that callers ask for with errors.Is.
var (
	ErrNotFound  = errors.New("not found")
	ErrConflict  = errors.New("conflict")  // somebody else changed it meanwhile: read again and retry
	ErrInvalid   = errors.New("invalid")   // the input is wrong; trying again does not help
	ErrForbidden = errors.New("forbidden") // this person may not do that
)

// Problem is one thing wrong with an input: where, what, and how to mend it.
// The texts are for a clerk, in Chinese.
type Problem struct {
	File    string `json:"file,omitempty"`
	Row     int    `json:"row,omitempty"`    // 1-based line or row in the file; 0 is the whole file
	Column  string `json:"column,omitempty"` // column heading, letter or key
	What    string `json:"what"`             // what is wrong, quoting the text
	Mend    string `json:"mend,omitempty"`   // how to mend it
	Warning bool   `json:"warning,omitempty"`
}

func (p Problem) String() string {
	var where []string
	if p.File != "" {
		where = append(where, p.File)
	}
	if p.Row > 0 {
		where = append(where, fmt.Sprintf("第%d行", p.Row))
	}
	if p.Column != "" {
		where = append(where, p.Column)
	}
	s := p.What
	if len(where) > 0 {
		s = strings.Join(where, " ") + "：" + s
	}
	if p.Mend != "" {
		s += "；" + p.Mend
	}
	return s
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
