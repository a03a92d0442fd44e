package checklist_test

import (
	"testing"

	"duban/checklist"
	"duban/internal/words"
)

// mayDay is an office around the May holidays of 2026: off from 1 to 5 May and on
// Sundays, at work on Saturday the 9th. What falls on a day off counts on the workday before.
var mayDay = checklist.OfficeDays{IsWorkday: atWork, Counts: func(d checklist.Day) checklist.Day {
	for !atWork(d) {
		d--
	}
	return d
}, Between: func(from, to checklist.Day) (n int) {
	for d := from + 1; d <= to; d++ {
		if atWork(d) {
			n++
		}
	}
	return n
}}

func atWork(d checklist.Day) bool {
	return d.Weekday() != 0 && (d < checklist.Date(2026, 5, 1) || d > checklist.Date(2026, 5, 5))
}

func TestOfficeDays_aDeadlineThatMovesOnIsKeptOnTheDayThatCounts(t *testing.T) {
	t.Parallel()
	saturday := checklist.Date(2026, 4, 25)
	after := checklist.OfficeDays{Counts: func(d checklist.Day) checklist.Day { return d + 2 }}
	for _, tt := range []struct {
		days checklist.OfficeDays
		on   checklist.Day
		want bool
	}{{after, saturday, true}, {after, saturday + 2, true}, {after, saturday + 3, false}, {checklist.OfficeDays{}, saturday, true}, {checklist.OfficeDays{}, saturday + 1, false}} {
		if got := tt.days.InTime(tt.on, saturday); got != tt.want {
			t.Errorf("on %s: %v", tt.on, got)
		}
	}
	if !after.InTime(saturday, 0) {
		t.Error("what has no deadline is late")
	}
}

func TestAssignment_onTimeIsByTheDayAMailCameIn(t *testing.T) {
	t.Parallel()
	a := checklist.Assignment{Role: checklist.Lead, State: checklist.Open, Version: 1}
	got, err := a.Apply(checklist.Event{Kind: checklist.EventSubmitted, At: 900, Received: 100})
	if err != nil || got.ClaimedMs != 100 || got.AnswerMs != 100 {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err = a.Apply(checklist.Event{Kind: checklist.EventSubmitted, At: 900}); err != nil || got.ClaimedMs != 900 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAssignment_theFirstRequestOfARoundPausesUntilItIsDecided(t *testing.T) {
	t.Parallel()
	a := checklist.Assignment{Role: checklist.Lead, State: checklist.Open, Version: 1, Deadline: 100}
	for _, step := range []struct {
		kind checklist.EventKind
		want bool
	}{
		{checklist.EventAskedExtend, true}, {checklist.EventAskedExtend, true}, {checklist.EventSubmitted, false}, {checklist.EventWithdrawn, true},
		{checklist.EventRefused, false}, {checklist.EventAskedExtend, false}, {checklist.EventExtended, false}, {checklist.EventAskedExtend, false},
		{checklist.EventSubmitted, false}, {checklist.EventReturned, false}, {checklist.EventAskedExtend, true},
	} {
		next, err := a.Apply(checklist.Event{Kind: step.kind, At: 1, On: 90, Day: 120})
		if err != nil {
			t.Fatal(err)
		}
		if a = next; a.Pauses() != step.want {
			t.Errorf("after %s: pauses %v", step.kind, a.Pauses())
		}
	}
}

func TestFollow_jointPartiesHaveTheDeadlineOfTheLead(t *testing.T) {
	t.Parallel()
	part := []checklist.Assignment{
		{ID: 1, Role: checklist.Lead, State: checklist.Open, Deadline: 120}, {ID: 2, Role: checklist.Lead, State: checklist.Accepted, Deadline: 150},
		{ID: 3, Role: checklist.Joint, State: checklist.Open, Deadline: 130}, {ID: 4, Role: checklist.Joint, State: checklist.Accepted, Deadline: 100},
		{ID: 5, Role: checklist.Joint, State: checklist.Submitted, Deadline: 120},
	}
	joint, day := checklist.Follow(part)
	if len(joint) != 1 || joint[0].ID != 3 || day != 120 {
		t.Errorf("%+v by %d", joint, day)
	}
}

func TestRemark_aDayOffCountsAsAnotherOrAsItself(t *testing.T) {
	t.Parallel()
	saturday := checklist.Date(2026, 4, 25)
	for move, want := range map[int]string{2: "4月25日是休息日，顺延至4月27日", -1: "4月25日是休息日，此前最后一个工作日是4月24日", 0: "4月25日是休息日"} {
		days := checklist.OfficeDays{Today: saturday - 9, IsWorkday: func(d checklist.Day) bool { return d != saturday },
			Counts: func(d checklist.Day) checklist.Day {
				if d == saturday {
					d += checklist.Day(move)
				}
				return d
			},
			Between: func(from, to checklist.Day) int { return int(to - from) }}
		if got := words.Say(words.Chinese, days.Remark(saturday-5, saturday)); got != want {
			t.Errorf("%d days: %s, want %s", move, got, want)
		}
	}
}
