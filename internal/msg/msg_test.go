package msg

import (
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"
)

func TestMessage_isAnErrorThatWrapsItsCauses(t *testing.T) {
	t.Parallel()
	inner := New("no such file", io.ErrUnexpectedEOF)
	err := error(New("reading the list", "a.csv", inner))
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("%v does not wrap its cause", err)
	}
	if got, want := err.Error(), "reading the list: a.csv: no such file: unexpected EOF"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	var found Message
	if !errors.As(err, &found) || found.Code != "reading the list" {
		t.Errorf("found %v", found)
	}
}

func TestOf_takesWhatAnErrorSays(t *testing.T) {
	t.Parallel()
	m := New("no such key", "prot")
	for name, c := range map[string]struct{ got, want Message }{
		"nothing":               {Of(nil), Message{}},
		"a message":             {Of(m), m},
		"an error of a library": {Of(io.EOF), Message{"", []any{io.EOF}}},
		"no words":              {Words(""), Message{}},
		"one alone":             {Together(Lines, m), m},
	} {
		if !reflect.DeepEqual(c.got, c.want) {
			t.Errorf("%s: got %v, want %v", name, c.got, c.want)
		}
	}
	if got := Words("ab").ChangeOwn(strings.ToUpper); !reflect.DeepEqual(got, Words("AB")) || !reflect.DeepEqual(m.ChangeOwn(strings.ToUpper), m) {
		t.Errorf("got %v of somebody's words", got)
	}
	if !Of(nil).IsZero() || m.IsZero() {
		t.Error("only nothing is zero")
	}
}
