package scheduler_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duban/checklist"
	"duban/scheduler"
)

// drawLadder draws ladders that Validate accepts.
func drawLadder(t *rapid.T) scheduler.Ladder {
	supervisor := rapid.IntRange(0, 8).Draw(t, "supervisorAfter")
	l := scheduler.Ladder{
		Assign:          rapid.Bool().Draw(t, "assign"),
		Before:          rapid.SliceOfNDistinct(rapid.IntRange(0, 30), 0, 6, rapid.ID[int]).Draw(t, "before"),
		Overdue:         rapid.SliceOfNDistinct(rapid.IntRange(1, 12), 0, 5, rapid.ID[int]).Draw(t, "overdue"),
		ThenEvery:       rapid.IntRange(0, 7).Draw(t, "thenEvery"),
		LaterAfter:      rapid.IntRange(0, 25).Draw(t, "laterAfter"),
		LaterEvery:      rapid.IntRange(0, 25).Draw(t, "laterEvery"),
		Progress:        rapid.SampledFrom([]scheduler.Progress{scheduler.ProgressNever, scheduler.ProgressMonthly}).Draw(t, "progress"),
		SupervisorAfter: supervisor,
		DirectorAfter:   supervisor + rapid.IntRange(1, 8).Draw(t, "directorAfter"),
		Shift:           rapid.SampledFrom([]scheduler.Shift{"", scheduler.ShiftBefore, scheduler.ShiftAfter, scheduler.ShiftNone}).Draw(t, "shift"),
	}
	if err := l.Validate(); err != nil {
		t.Fatalf("drew a ladder that is refused: %v", err)
	}
	return l
}

// drawRound draws the days of a round, deadlines before it opened among them.
func drawRound(t *rapid.T) (opened, deadline, until checklist.Day) {
	opened = drawDay(t, "opened")
	deadline = opened + checklist.Day(rapid.IntRange(-60, 90).Draw(t, "deadline"))
	until = max(opened, deadline) + checklist.Day(rapid.IntRange(-10, 90).Draw(t, "until"))
	return opened, deadline, until
}

func TestSteps_goUpwardAndNeverOnADayOff(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		l := drawLadder(t)
		opened, deadline, until := drawRound(t)
		var last scheduler.StepKind
		day, seen := checklist.Day(0), map[string]bool{}
		for _, s := range l.Steps(c, opened, deadline, until) {
			kind, _, err := scheduler.ParseStep(s.Name)
			if err != nil || seen[s.Name] {
				t.Fatalf("step %q: seen %v, %v", s.Name, seen[s.Name], err)
			}
			if s.Day < opened || s.Day > until || !c.IsWorkday(s.Day) {
				t.Fatalf("%s on %s, opened %s, until %s, workday %v", s.Name, s.Day, opened, until, c.IsWorkday(s.Day))
			}
			if s.Day < day || s.Day == day && kind < last {
				t.Fatalf("%s on %s comes after a later step", s.Name, s.Day)
			}
			day, last, seen[s.Name] = s.Day, kind, true
		}
	})
}

func TestNext_isTheFirstOfTheStepsToCome(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		l := drawLadder(t)
		opened, deadline, until := drawRound(t)
		after := opened + checklist.Day(rapid.IntRange(-5, 150).Draw(t, "after"))
		until = max(until, after)
		var want scheduler.Step
		for _, s := range l.Steps(c, opened, deadline, until+60) { // longer than any pause of such a ladder
			if s.Day > after {
				want = s
				break
			}
		}
		got, ok := l.Next(c, opened, deadline, after)
		if got != want && (ok || want.Name != "") || ok != (want.Name != "") {
			t.Fatalf("Next after %s = %+v, %v; want %+v", after, got, ok, want)
		}
	})
}

// What is late is listed at the ladder's pace and no faster, and never where a step is
// still to come.
func TestAgain_keepsItsPaceFromTheLastLetterOn(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		l := drawLadder(t)
		opened, deadline, _ := drawRound(t)
		told := max(opened, deadline) + checklist.Day(rapid.IntRange(-20, 120).Draw(t, "told"))
		s, ok := l.Again(c, opened, deadline, told)
		if !ok {
			if l.ThenEvery > 0 && (l.LaterAfter == 0 || l.LaterEvery > 0) {
				t.Fatal("what is late is never listed again")
			}
			return
		}
		kind, n, err := scheduler.ParseStep(s.Name)
		if err != nil || kind != scheduler.StepOverdue || n != c.Between(l.Deadline(c, deadline), s.Day) || !c.IsWorkday(s.Day) {
			t.Fatalf("%s on %s, %v", s.Name, s.Day, err)
		}
		if gap := c.Between(told, s.Day); s.Day <= told || gap < min(l.ThenEvery, max(l.LaterEvery, 1)) {
			t.Fatalf("%s, %d workdays after %s", s.Day, gap, told)
		}
		for _, step := range l.Steps(c, opened, deadline, s.Day+400) {
			if strings.HasPrefix(step.Name, "overdue+") && step.Day >= s.Day {
				t.Fatalf("%s on %s, and %s still comes on %s", s.Name, s.Day, step.Name, step.Day)
			}
		}
	})
}

// The invariant that silence ends at someone with authority.
func TestSteps_silenceAlwaysReachesTheDirector(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		l := drawLadder(t)
		opened, deadline, _ := drawRound(t)
		levels := []string{}
		for _, s := range l.Steps(c, opened, deadline, c.Add(max(opened, deadline), 20)) {
			if strings.HasPrefix(s.Name, "escalate-") {
				levels = append(levels, s.Name)
			}
		}
		want := []string{"escalate-1", "escalate-2"}
		if l.SupervisorAfter == 0 {
			want = want[1:]
		}
		if diff := cmp.Diff(levels, want); diff != "" {
			t.Fatalf("(-got +want):\n%s", diff)
		}
	})
}

// Any ladder that Validate accepts plans a bounded, parseable life.
func FuzzLadder(f *testing.F) {
	f.Add(true, 10, 5, 1, 2, 5, "before", int32(740000), int32(740020))
	f.Add(false, 0, 0, 0, 0, 1, "after", int32(0), int32(740020))
	f.Add(true, 250, 1, 250, 249, 250, "none", int32(3651000), int32(1))
	f.Add(true, 1, 0, 1, 1, 2, "", int32(math.MinInt32), int32(math.MaxInt32))
	c := newCalendar(f)
	f.Fuzz(func(t *testing.T, assign bool, first, second, every, supervisor, director int, shift string, opened, deadline int32) {
		l := scheduler.Ladder{Assign: assign, Before: []int{first, second}, Overdue: []int{every}, ThenEvery: second, LaterAfter: first, LaterEvery: every, Progress: scheduler.ProgressMonthly, SupervisorAfter: supervisor, DirectorAfter: director, Shift: scheduler.Shift(shift)}
		if err := l.Validate(); err != nil {
			if !errors.Is(err, checklist.ErrInvalid) {
				t.Fatal(err)
			}
			return
		}
		o, d := checklist.Day(opened), checklist.Day(deadline)
		until := checklist.Day(min(int64(opened)+400, math.MaxInt32))
		steps := l.Steps(c, o, d, until)
		if len(steps) > 400+5 {
			t.Fatalf("%d steps in 400 days", len(steps))
		}
		for i, s := range steps {
			if _, _, err := scheduler.ParseStep(s.Name); err != nil || i > 0 && s.Day < steps[i-1].Day {
				t.Fatalf("step %d of %v: %v", i, stepLines(steps), err)
			}
		}
	})
}
