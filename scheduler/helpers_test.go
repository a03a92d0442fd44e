package scheduler_test

import (
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"duban/checklist"
	"duban/internal/words"
	"duban/scheduler/calendar"
)

// civil reads a day as tests write it.
func civil(t testing.TB, s string) checklist.Day {
	t.Helper()
	d, err := checklist.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func newCalendar(t testing.TB) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func drawDay(t *rapid.T, label string) checklist.Day {
	return checklist.Day(rapid.IntRange(int(checklist.Date(2021, 1, 1)), int(checklist.Date(2030, 12, 31))).Draw(t, label))
}

func wantProblems(t *testing.T, name string, err error, want []string) {
	t.Helper()
	var ps checklist.Problems
	if !errors.As(err, &ps) || len(ps) != len(want) {
		t.Errorf("%s: got %d problems, want %d:\n%v", name, len(ps), len(want), err)
		return
	}
	for i, w := range want {
		if !strings.Contains(words.Say(words.Chinese, ps[i].Message()), w) || ps[i].Mend.IsZero() {
			t.Errorf("%s: problem %d is %q, want %q and how to mend it", name, i+1, ps[i], w)
		}
	}
}
