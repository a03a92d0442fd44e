package msg

import (
	"fmt"
	"strings"
)

// Message says one thing: what, by its code, and about what, by its facts in order.
// Facts are words of the input, numbers, days, kinds, causes and other messages. The
// zero Message says nothing.
type Message struct {
	Code  string
	Facts []any
}

// New is the message of a code, which is written as a literal where it arises.
func New(code string, facts ...any) Message { return Message{code, facts} }

// Words are somebody's own: of the office, of a library, of a server. They have no code
// and are said as they are.
func Words(s string) Message {
	if s == "" {
		return Message{}
	}
	return Message{"", []any{s}}
}

// Of is what an error says.
func Of(err error) Message {
	switch err := err.(type) {
	case nil:
		return Message{}
	case Sayer:
		return err.Message()
	}
	return Message{"", []any{err}}
}

// Sayer is an error, or another value, that a message can be made of.
type Sayer interface{ Message() Message }

// Choice is a fact: one of these.
type Choice []string

// How messages stand together.
const (
	Lines   = "lines"   // one below the other
	Clauses = "clauses" // 甲；乙
	Commas  = "commas"  // 甲，乙
	Names   = "names"   // 甲、乙
	Places  = "places"  // file, line, column
	Whole   = "whole"   // one straight behind the other

	oneOf = "one of" // a Choice, when it is stored
)

// Date is the code of a day: year (0: it is not said), month, day of the month (0: the
// month is meant), weekday (NoWeekday: it is not said) and, behind them, the time of the
// day as words ("": none). Languages write these in another order each.
const Date = "date"

// NoWeekday is the weekday of a date that is said without one.
const NoWeekday = -1

// Together are several messages, or other facts, in one; a single one is itself.
func Together(how string, all ...any) Message {
	if len(all) == 1 {
		if m, ok := all[0].(Message); ok {
			return m
		}
	}
	return Message{how, all}
}

// Join is Together of those messages that say something; of none it is none.
func Join(how string, all ...Message) Message {
	var facts []any
	for _, m := range all {
		if !m.IsZero() {
			facts = append(facts, m)
		}
	}
	if len(facts) == 0 {
		return Message{}
	}
	return Together(how, facts...)
}

// Holds reports whether a message has a code, or one among its facts.
func (m Message) Holds(code string) bool {
	if m.Code == code {
		return true
	}
	for _, f := range m.Facts {
		if in, ok := f.(Message); ok && in.Holds(code) {
			return true
		}
	}
	return false
}

// ChangeOwn changes somebody's own words, as to shorten them; what is ours stays.
func (m Message) ChangeOwn(change func(string) string) Message {
	if words, own := m.Own(); own {
		return Words(change(words))
	}
	return m
}

// IsZero reports whether nothing is said.
func (m Message) IsZero() bool { return m.Code == "" && len(m.Facts) == 0 }

// Or is m, or where m says nothing another.
func (m Message) Or(other Message) Message {
	if m.IsZero() {
		return other
	}
	return m
}

// Message is m itself.
func (m Message) Message() Message { return m }

// String is for programs and tests: the code and behind it the facts.
func (m Message) String() string {
	parts := make([]string, 0, len(m.Facts)+1)
	if m.Code != "" {
		parts = append(parts, m.Code)
	}
	for _, f := range m.Facts {
		parts = append(parts, fmt.Sprint(f))
	}
	return strings.Join(parts, ": ")
}

// Error is as String.
func (m Message) Error() string { return m.String() }

// Unwrap returns the causes among the facts.
func (m Message) Unwrap() (causes []error) {
	for _, f := range m.Facts {
		if err, ok := f.(error); ok {
			causes = append(causes, err)
		}
	}
	return causes
}
