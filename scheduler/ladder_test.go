package scheduler_test

import (
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
			"05-06 overdue+1", "05-07 overdue+2", "05-07 escalate-1", "05-08 overdue+3", "05-11 overdue+5", "05-11 escalate-2",
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
			"05-18 assign", "05-20 escalate-1", "05-25 escalate-2",
		}},
		{"reminding on other workdays", func(l *scheduler.Ladder) { l.Overdue = []int{4, 1} }, "2026-04-29", "2026-04-30", "2026-05-14", []string{
			"04-29 assign", "04-30 due", "05-06 overdue+1", "05-07 escalate-1", "05-09 overdue+4", "05-11 escalate-2",
		}},
		{"what is far away is asked after each month", nil, "2026-04-01", "2026-09-30", "2026-09-17", []string{
			"04-01 assign", "05-06 progress+1", "06-01 progress+2", "07-01 progress+3", "08-03 progress+4", "09-16 remind-10",
		}},
		{"not when its first reminder is thirty workdays away by then", nil, "2026-06-01", "2026-08-26", "2026-08-12", []string{
			"06-01 assign", "08-12 remind-10",
		}},
		{"but when it is thirty-one", nil, "2026-06-01", "2026-08-27", "2026-08-13", []string{
			"06-01 assign", "07-01 progress+1", "08-13 remind-10",
		}},
		{"or never", func(l *scheduler.Ladder) { l.Progress = scheduler.ProgressNever }, "2026-04-01", "2026-09-30", "2026-09-17", []string{
			"04-01 assign", "09-16 remind-10",
		}},
		{"no reminders once overdue", func(l *scheduler.Ladder) { l.Overdue = nil }, "2026-04-29", "2026-04-30", "2026-06-30", []string{
			"04-29 assign", "04-30 due", "05-07 escalate-1", "05-11 escalate-2",
		}},
		{"an office without supervisors", func(l *scheduler.Ladder) { l.Overdue, l.SupervisorAfter = nil, 0 }, "2026-04-29", "2026-04-30", "2026-06-30", []string{
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

// A letter lists what is late again five workdays later, and twenty when it is old.
func TestAgain(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	for _, tt := range []struct {
		name                          string
		ladder                        func(*scheduler.Ladder)
		opened, deadline, told, again string
	}{
		{"on the fifth workday after the last step", nil, "2026-04-01", "2026-04-30", "2026-05-11", "05-18 overdue+10"},
		{"whatever letter listed it along", nil, "2026-04-01", "2026-04-30", "2026-05-13", "05-20 overdue+12"},
		{"not before the last step", nil, "2026-04-01", "2026-04-30", "2026-04-29", "05-12 overdue+6"},
		{"before the twentieth workday still at the first pace", nil, "2026-04-01", "2026-04-30", "2026-05-29", "06-05 overdue+24"},
		{"from the twentieth workday on every twentieth", nil, "2026-04-01", "2026-04-30", "2026-06-01", "06-30 overdue+40"},
		{"nobody was told, and there is no first letter", func(l *scheduler.Ladder) { l.Assign = false }, "2026-06-02", "2026-04-30", "", "06-02 overdue+21"},
		{"never slower", func(l *scheduler.Ladder) { l.LaterAfter = 0 }, "2026-04-01", "2026-04-30", "2026-06-01", "06-08 overdue+25"},
		{"never again", func(l *scheduler.Ladder) { l.ThenEvery = 0 }, "2026-04-01", "2026-04-30", "2026-05-11", ""},
		{"never again when old", func(l *scheduler.Ladder) { l.LaterEvery = 0 }, "2026-04-01", "2026-04-30", "2026-06-01", ""},
		{"without a deadline", nil, "2026-04-01", "", "2026-04-01", ""},
		{"a deadline typed as year 1", nil, "2026-03-02", "0001-01-31", "2026-03-13", "04-13 overdue+520561"},
		{"at the end of the calendar", nil, "9999-11-30", "9999-12-10", "9999-12-31", ""},
	} {
		got := ""
		if s, ok := ladderWith(tt.ladder).Again(c, civil(t, tt.opened), civil(t, tt.deadline), civil(t, tt.told)); ok {
			got = stepLines([]scheduler.Step{s})[0]
		}
		if got != tt.again {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.again)
		}
	}
}

func TestNext_endsWithTheDirectorWhereNothingIsRepeated(t *testing.T) {
	t.Parallel()
	c, l := newCalendar(t), ladderWith(func(l *scheduler.Ladder) { l.Overdue = nil })
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
		{"late on the deadline", func(l *scheduler.Ladder) { l.Overdue = []int{0, 1} }, []string{"overdue：0不对"}},
		{"late twice", func(l *scheduler.Ladder) { l.Overdue = []int{2, 2} }, []string{"overdue：2写了两次"}},
		{"a negative pause", func(l *scheduler.Ladder) { l.ThenEvery, l.LaterAfter, l.LaterEvery = -1, -1, -1 }, []string{"then_every：-1不对", "later_after：-1不对", "later_every：-1不对"}},
		{"progress each day", func(l *scheduler.Ladder) { l.Progress = "day" }, []string{"progress_every：“day”不是间隔"}},
		{"a negative supervisor", func(l *scheduler.Ladder) { l.SupervisorAfter = -2 }, []string{"supervisor_after：-2不对"}},
		{"the director never", func(l *scheduler.Ladder) { l.DirectorAfter = 0 }, []string{"director_after：0不对"}},
		{"the director before the supervisor", func(l *scheduler.Ladder) { l.DirectorAfter = 1 }, []string{"逾期1个工作日报主任，不晚于报上级的2个工作日"}},
		{"both on one day", func(l *scheduler.Ladder) { l.DirectorAfter = 2 }, []string{"逾期2个工作日报主任，不晚于报上级的2个工作日"}},
		{"an unknown shift", func(l *scheduler.Ladder) { l.Shift = "later" }, []string{"shift：“later”不是顺延方式"}},
		{"all at once", func(l *scheduler.Ladder) { *l = scheduler.Ladder{Before: []int{-1, -1}, ThenEvery: 900, Shift: "x"} }, []string{
			"before：-1不对", "before：-1不对", "before：-1写了两次", "then_every：900不对", "director_after：0不对", "shift：",
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
		"a year in advance":        func(l *scheduler.Ladder) { l.Before = []int{250} },
		"silence until escalation": func(l *scheduler.Ladder) { l.Overdue = nil },
	} {
		if err := ladderWith(change).Validate(); err != nil {
			t.Errorf("%s is refused: %v", name, err)
		}
	}
}
