package words

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"duban/internal/msg"
)

// Text is a message in both languages. Its facts stand in it as verbs of fmt, with
// explicit indexes where the languages have them in another order.
// English has plurals: "%[1]d {1:item|items}" chooses by the first fact.
type Text struct{ Zh, En string }

// In says the message. Facts that have a Chinese name are named in the language, and
// errors that are messages are said in it.
func (t Text) In(l Language, facts ...any) string {
	said := make([]any, len(facts))
	for i, f := range facts {
		said[i] = fact(l, f)
	}
	format := t.Zh
	if l == English {
		format = plurals(t.En, facts)
	}
	if len(said) == 0 && !strings.Contains(format, "%%") {
		return format
	}
	return fmt.Sprintf(format, said...)
}

func fact(l Language, f any) any {
	switch f := f.(type) {
	case interface{ In(Language) string }:
		return f.In(l)
	case msg.Sayer:
		return Say(l, f.Message())
	case error:
		return SayError(l, f)
	case time.Weekday:
		return Weekday(l, f)
	case []string:
		return strings.Join(f, l.Of("、", ", "))
	case msg.Choice:
		return strings.Join(f[:len(f)-1], l.Of("、", ", ")) + l.Of(" 或 ", " or ") + f[len(f)-1]
	case interface {
		Chinese() string
		English() string
	}:
		return l.Of(f.Chinese(), f.English())
	case interface{ Chinese() string }:
		return Said(l, f.Chinese())
	}
	return f
}

// plurals resolves {1:item|items} by the facts. Braces without a number are the message's.
func plurals(format string, facts []any) string {
	for from := 0; ; {
		start := strings.IndexByte(format[from:], '{')
		if start < 0 {
			return format
		}
		if start += from; format[start+1] < '1' || format[start+1] > '9' {
			from = start + 1
			continue
		}
		end := start + strings.IndexByte(format[start:], '}')
		one, many, _ := strings.Cut(format[start+len("{1:"):end], "|")
		if at := int(format[start+1] - '1'); at >= len(facts) || !isOne(facts[at]) {
			one = many
		}
		format = format[:start] + one + format[end+1:]
	}
}

func isOne(fact any) bool {
	v := reflect.ValueOf(fact)
	return v.CanInt() && v.Int() == 1
}

// Error is a message as an error: said only where it is shown.
type Error struct {
	Text  Text
	Facts []any
}

// With makes an error of a message.
func (t Text) With(facts ...any) error { return Error{t, facts} }

// In says the error; the causes among its facts as say does.
func (e Error) In(l Language) string { return e.Text.In(l, e.Facts...) }

func (e Error) Error() string { return e.In(Chinese) }

// Unwrap returns the causes among the facts.
func (e Error) Unwrap() (causes []error) {
	for _, f := range e.Facts {
		if err, ok := f.(error); ok {
			causes = append(causes, err)
		}
	}
	return causes
}
