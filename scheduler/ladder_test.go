package scheduler_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/scheduler"
)

// stepLines prints steps as "04-27 remind-3".
func stepLines(steps []scheduler.Step) []string {
	var lines []string
	for _, s := range steps {
		lines = append(lines, s.Day.String()[5:]+" "+s.Name)
	}
	return lines
}

// ladderWith changes the default ladder.
func ladderWith(change func(*scheduler.Ladder)) scheduler.Ladder {
	l := scheduler.DefaultLadder()
	if change != nil {
		change(&l)
	}
	return l
}

func TestSteps(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name                    string
		ladder                  func(*scheduler.Ladder)
		opened, deadline, until string
		want                    []string
	}{
		{"a whole life, over a make-up Saturday", nil, "2026-04-08", "2026-04-30", "2026-05-11", []string{
			"04-08 assign", "04-16 remind-10", "04-23 remind-5", "04-27 remind-3", "04-29 remind-1", "04-30 due",
			"05-06 overdue+1", "05-07 overdue+2", "05-07 escalate-1", "05-08 overdue+3", "05-09 overdue+4", "05-11 overdue+5", "05-11 escalate-2",
		}},
		{"opened on a holiday, assigned on the workday after it", nil, "2026-05-01", "2026-05-15", "2026-05-09", []string{
			"05-06 assign", "05-09 remind-5",
		}},
		{"the first letter is never a reminder", nil, "2026-04-23", "2026-04-30", "2026-04-27", []string{
			"04-23 assign", "04-27 remind-3",
		}},
		{"without a first letter a step of the opening day stays", func(l *scheduler.Ladder) { l.Assign = false }, "2026-04-23", "2026-04-30", "2026-04-27", []string{
			"04-23 remind-5", "04-27 remind-3",
		}},
		{"opened on its deadline", nil, "2026-04-30", "2026-04-30", "2026-05-07", []string{
			"04-30 assign", "05-06 overdue+1", "05-07 overdue+2", "05-07 escalate-1",
		}},
		{"a deadline on a Sunday is due on the Friday", nil, "2026-05-28", "2026-05-31", "2026-06-01", []string{
			"05-28 assign", "05-29 due", "06-01 overdue+1",
		}},
		{"or on the Monday", func(l *scheduler.Ladder) { l.Shift = scheduler.ShiftAfter }, "2026-05-28", "2026-05-31", "2026-06-02", []string{
			"05-28 assign", "05-29 remind-1", "06-01 due", "06-02 overdue+1",
		}},
		{"a deadline that stays put is written about on the Friday", func(l *scheduler.Ladder) { l.Shift = scheduler.ShiftNone }, "2026-05-27", "2026-05-31", "2026-06-01", []string{
			"05-27 assign", "05-28 remind-1", "05-29 due", "06-01 overdue+1",
		}},
		{"returned long after its deadline, silence still climbs", nil, "2026-05-18", "2026-04-30", "2026-05-25", []string{
			"05-18 assign", "05-19 overdue+11", "05-20 overdue+12", "05-20 escalate-1", "05-21 overdue+13", "05-22 overdue+14", "05-25 overdue+15", "05-25 escalate-2",
		}},
		{"reminding every third workday", func(l *scheduler.Ladder) { l.OverdueEvery = 3 }, "2026-04-29", "2026-04-30", "2026-05-14", []string{
			"04-29 assign", "04-30 due", "05-06 overdue+1", "05-07 escalate-1", "05-09 overdue+4", "05-11 escalate-2", "05-13 overdue+7",
		}},
		{"no reminders once overdue", func(l *scheduler.Ladder) { l.OverdueEvery = 0 }, "2026-04-29", "2026-04-30", "2026-06-30", []string{
			"04-29 assign", "04-30 due", "05-07 escalate-1", "05-11 escalate-2",
		}},
		{"an office without supervisors", func(l *scheduler.Ladder) { l.OverdueEvery, l.SupervisorAfter = 0, 0 }, "2026-04-29", "2026-04-30", "2026-06-30", []string{
			"04-29 assign", "04-30 due", "05-11 escalate-2",
		}},
		{"no reminder on the day itself", func(l *scheduler.Ladder) { l.Before = []int{1} }, "2026-04-28", "2026-04-30", "2026-04-30", []string{
			"04-28 assign", "04-29 remind-1",
		}},
		{"until the day before it opens", nil, "2026-05-01", "2026-05-15", "2026-05-05", nil},
		{"no deadline, nothing to be late for", nil, "2026-04-08", "", "2026-12-31", []string{"04-08 assign"}},
		{"a round not opened", nil, "", "2026-04-30", "2026-12-31", nil},
	}
	c := newCalendar(t)
	for _, tt := range tests {
		steps := ladderWith(tt.ladder).Steps(c, civil(t, tt.opened), civil(t, tt.deadline), civil(t, tt.until))
		if diff := cmp.Diff(stepLines(steps), tt.want); diff != "" {
			t.Errorf("%s (-got +want):\n%s", tt.name, diff)
		}
	}
}

func TestDeadline_movesAsTheOfficeChose(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	for shift, want := range map[scheduler.Shift]string{
		"": "2026-04-30", scheduler.ShiftBefore: "2026-04-30", scheduler.ShiftAfter: "2026-05-06", scheduler.ShiftNone: "2026-05-03",
	} {
		if got := (scheduler.Ladder{Shift: shift}).Deadline(c, civil(t, "2026-05-03")).String(); got != want {
			t.Errorf("shift %q: %s, want %s", shift, got, want)
		}
	}
}

// A deadline typed as year 1 must cost no more than another.
func TestNext_costsTheSameHoweverLongOverdue(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	s, ok := scheduler.DefaultLadder().Next(c, civil(t, "2026-03-02"), civil(t, "0001-01-31"), civil(t, "2026-03-13"))
	if !ok || s.Day.String() != "2026-03-16" || !strings.HasPrefix(s.Name, "overdue+") {
		t.Errorf("Next = %+v, %v; want an overdue step on 2026-03-16", s, ok)
	}
}

func TestNext_endsWithTheCalendar(t *testing.T) {
	t.Parallel()
	c, l := newCalendar(t), scheduler.DefaultLadder()
	end := civil(t, "9999-12-31")
	if s, ok := l.Next(c, end-30, end-20, end); ok {
		t.Errorf("Next after the last day = %+v", s)
	}
	if steps := l.Steps(c, end-30, end-20, math.MaxInt32); len(steps) == 0 || steps[len(steps)-1].Day != end {
		t.Errorf("Steps to the end of the calendar = %v", stepLines(steps))
	}
}

func TestNext_endsWithTheDirectorWhereNothingIsRepeated(t *testing.T) {
	t.Parallel()
	c, l := newCalendar(t), ladderWith(func(l *scheduler.Ladder) { l.OverdueEvery = 0 })
	opened, deadline := civil(t, "2026-04-08"), civil(t, "2026-04-30")
	if s, ok := l.Next(c, opened, deadline, civil(t, "2026-05-10")); !ok || s.Name != "escalate-2" {
		t.Errorf("Next = %+v, %v; want escalate-2", s, ok)
	}
	if s, ok := l.Next(c, opened, deadline, civil(t, "2026-05-11")); ok {
		t.Errorf("Next after the director = %+v", s)
	}
	if s, ok := l.Next(c, 0, deadline, opened); ok {
		t.Errorf("Next of a round not opened = %+v", s)
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		ladder func(*scheduler.Ladder)
		want   []string
	}{
		{"a reminder twice", func(l *scheduler.Ladder) { l.Before = []int{3, 5, 3} }, []string{"before：3写了两次"}},
		{"a negative reminder", func(l *scheduler.Ladder) { l.Before = []int{-1} }, []string{"before：-1不对"}},
		{"a reminder years ahead", func(l *scheduler.Ladder) { l.Before = []int{2000} }, []string{"before：2000不对"}},
		{"a negative pause", func(l *scheduler.Ladder) { l.OverdueEvery = -1 }, []string{"overdue_every：-1不对"}},
		{"a negative supervisor", func(l *scheduler.Ladder) { l.SupervisorAfter = -2 }, []string{"supervisor_after：-2不对"}},
		{"the director never", func(l *scheduler.Ladder) { l.DirectorAfter = 0 }, []string{"director_after：0不对"}},
		{"the director before the supervisor", func(l *scheduler.Ladder) { l.DirectorAfter = 1 }, []string{"逾期1个工作日报主任，不晚于报上级的2个工作日"}},
		{"both on one day", func(l *scheduler.Ladder) { l.DirectorAfter = 2 }, []string{"逾期2个工作日报主任，不晚于报上级的2个工作日"}},
		{"an unknown shift", func(l *scheduler.Ladder) { l.Shift = "later" }, []string{"shift：“later”不是顺延方式"}},
		{"all at once", func(l *scheduler.Ladder) { *l = scheduler.Ladder{Before: []int{-1, -1}, OverdueEvery: 900, Shift: "x"} }, []string{
			"before：-1不对", "before：-1不对", "before：-1写了两次", "overdue_every：900不对", "director_after：0不对", "shift：",
		}},
	}
	for _, tt := range tests {
		wantProblems(t, tt.name, ladderWith(tt.ladder).Validate(), tt.want)
	}
	for name, change := range map[string]func(*scheduler.Ladder){
		"the default":              nil,
		"nothing in advance":       func(l *scheduler.Ladder) { l.Before = nil },
		"no supervisor":            func(l *scheduler.Ladder) { l.SupervisorAfter = 0 },
		"no shift named":           func(l *scheduler.Ladder) { l.Shift = "" },
		"silence until escalation": func(l *scheduler.Ladder) { l.OverdueEvery = 0 },
	} {
		if err := ladderWith(change).Validate(); err != nil {
			t.Errorf("%s is refused: %v", name, err)
		}
	}
}
