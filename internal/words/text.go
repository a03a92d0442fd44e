package words

import (
	"fmt"
	"reflect"
	"strconv"
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
		return choice(l, f)
	case interface {
		Chinese() string
		English() string
	}:
		return l.Of(f.Chinese(), f.English())
	}
	return f
}

func choice(l Language, c msg.Choice) string {
	if len(c) < 2 {
		return strings.Join(c, "")
	}
	last := len(c) - 1
	return strings.Join(c[:last], l.Of("、", ", ")) + l.Of(" 或 ", " or ") + c[last]
}

// takes reports whether a text says just these facts: what was stored may have others.
func (t Text) takes(facts []any) bool {
	most, next := 0, 0
	for _, verb := range strings.Split(strings.ReplaceAll(t.Zh, "%%", ""), "%")[1:] {
		next++
		if at, after, _ := strings.Cut(verb, "]"); verb[0] == '[' {
			next, _ = strconv.Atoi(at[1:])
			verb = after
		}
		verb = strings.TrimLeft(verb, "+-0123456789.")
		if next > len(facts) || !says(verb[0], facts[next-1]) {
			return false
		}
		most = max(most, next)
	}
	return most == len(facts)
}

// says reports whether a verb of fmt says a fact: d a number, s and q what has words, v all.
func says(verb byte, fact any) bool {
	v := reflect.ValueOf(fact)
	if !v.CanInt() && !v.CanUint() {
		return verb != 'd'
	}
	switch fact.(type) {
	case fmt.Stringer, msg.Sayer, error, interface{ In(Language) string }, interface{ Chinese() string }:
		return true
	}
	return verb == 'd' || verb == 'v'
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
