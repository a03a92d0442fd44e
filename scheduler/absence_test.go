package scheduler

import (
	"testing"

	"duban/checklist"
	"duban/db"
)

func TestAbsence_namesTheDaysThatANoteStates(t *testing.T) {
	t.Parallel()
	april := func(d int) checklist.Day { return checklist.Date(2026, 4, d) }
	for want, n := range map[string]db.Note{
		"甲":             {Person: "甲"},
		"甲外出至4月6日，":     {Person: "甲", AwayUntil: april(6)},
		"甲4月1日至4月6日外出，": {Person: "甲", AwayFrom: april(1), AwayUntil: april(6)},
	} {
		if got := absence(n); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
