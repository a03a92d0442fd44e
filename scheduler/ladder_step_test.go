package scheduler_test

import (
	"errors"
	"testing"

	"duban/checklist"
	"duban/internal/words"
	"duban/scheduler"
)

func TestReason_isFitForALetter(t *testing.T) {
	t.Parallel()
	tests := []struct{ step, day, deadline, want string }{
		{"assign", "2026-04-08", "2026-04-30", "首次交办"},
		{"remind-5", "2026-04-23", "2026-04-30", "距4月30日（周四）还有5个工作日"},
		{"progress+2", "2026-06-01", "2026-09-30", "时限尚远，每月请报进展"},
		{"due", "2026-04-30", "2026-04-30", "今日到期"},
		{"due", "2026-05-29", "2026-05-31", "5月31日（周日）到期，今天是此前最后一个工作日"},
		{"overdue+3", "2026-05-08", "2026-04-30", "逾期3个工作日"},
		{"escalate-1", "2026-05-07", "2026-04-30", "逾期2个工作日，报上级"},
		{"escalate-2", "2026-05-25", "2026-04-30", "逾期15个工作日，报主任"},
		{"remind-3", "2027-04-27", "2027-04-30", "距4月30日（周五）还有3个工作日（暂按周末推算）"},
		{"remind-3", "2026-12-29", "2027-01-04", "距1月4日（周一）还有3个工作日（暂按周末推算）"},
		{"assign", "2027-04-01", "2027-04-30", "首次交办"},
		{"praise", "2026-04-30", "2026-04-30", "praise"},
	}
	c := newCalendar(t)
	for _, tt := range tests {
		s := scheduler.Step{Name: tt.step, Day: civil(t, tt.day)}
		if got := words.Say(words.Chinese, s.Reason(c, civil(t, tt.deadline))); got != tt.want {
			t.Errorf("%s on %s: %s, want %s", tt.step, tt.day, got, tt.want)
		}
	}
}

func TestParseStep_readsExactlyTheNamesThatStepsHave(t *testing.T) {
	t.Parallel()
	type step struct {
		Kind scheduler.StepKind
		N    int
	}
	for name, want := range map[string]step{
		"assign": {scheduler.StepAssign, 0}, "due": {scheduler.StepDue, 0}, "remind-10": {scheduler.StepRemind, 10},
		"progress+2": {scheduler.StepProgress, 2},
		"overdue+3":  {scheduler.StepOverdue, 3}, "escalate-1": {scheduler.StepEscalate, scheduler.ToSupervisor},
		"escalate-2": {scheduler.StepEscalate, scheduler.ToDirector},
	} {
		kind, n, err := scheduler.ParseStep(name)
		if err != nil || (step{kind, n}) != want {
			t.Errorf("ParseStep(%q) = %v, %d, %v; want %v", name, kind, n, err, want)
		}
	}
	for _, name := range []string{"", "remind", "remind-", "remind-0", "remind-05", "remind-+5", "remind--5", "remind-５", "Remind-5", "overdue-3", "overdue+99999999999999999999", "escalate-3", "due-0", " due", "assign-1"} {
		if kind, n, err := scheduler.ParseStep(name); !errors.Is(err, checklist.ErrInvalid) {
			t.Errorf("ParseStep(%q) = %v, %d, %v; want ErrInvalid", name, kind, n, err)
		}
	}
}

func FuzzParseStep(f *testing.F) {
	for _, name := range []string{"assign", "remind-10", "due", "overdue+3", "escalate-2", "remind-007"} {
		f.Add(name)
	}
	c := newCalendar(f)
	f.Fuzz(func(t *testing.T, name string) {
		kind, n, err := scheduler.ParseStep(name)
		if err != nil {
			if !errors.Is(err, checklist.ErrInvalid) {
				t.Fatal(err)
			}
			return
		}
		if n < 0 || n == 0 != (kind == scheduler.StepAssign || kind == scheduler.StepDue) {
			t.Fatalf("ParseStep(%q) = %v, %d", name, kind, n)
		}
		if reason := (scheduler.Step{Name: name, Day: checklist.Date(2026, 4, 30)}).Reason(c, checklist.Date(2026, 4, 30)); reason.Code == "" {
			t.Fatalf("step %q has no reason", name)
		}
	})
}

func TestStepName_isWhatPeopleRead(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"assign": "首次交办", "settled": "已了结", "remind-5": "到期前5个工作日提醒", "due": "到期日提醒", "overdue+3": "逾期3个工作日催办",
		"escalate-1": "提级，报上级", "escalate-2": "提级，报主任", "praise-1": "praise-1",
	} {
		if got := words.Say(words.Chinese, scheduler.StepName(name)); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}
