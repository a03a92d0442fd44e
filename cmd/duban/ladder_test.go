package main

import (
	"strings"
	"testing"
	"time"

	"duban/checklist"
)

func TestStory_anUrgentItemClimbsALadderOfItsOwn(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code, window}, func(s *story) {
		s.On("04-22")
		s.Gets(tech, "assign")
		s.Gets(intake, "assign", 2)
		s.duban("ladder", "急件", "--item", "1")
		s.On("04-23")
		s.Gets(tech, "remind-5")
		s.Gets(intake, "remind-5", 2)
		s.On("04-27")
		s.Gets(tech, "remind-3", 1, 2)
		s.Gets(intake, "remind-3", 2)
		s.On("04-28")
		s.Gets(tech, "remind-2", 1) // only the urgent one
		s.On("04-29")
		s.Gets(tech, "remind-1")
		s.Gets(intake, "remind-1")
		s.On("04-30")
		s.Gets(tech, "due")
		s.Gets(intake, "due")
		s.On("05-06")
		s.Gets(tech, "overdue+1")
		s.Gets(intake, "overdue+1")
		s.Gets(deputy, "escalate", 1) // after one workday, not two
	})
}

func TestStory_aFloodWaitsForTheClerk(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code, {"推进对接。", "业务受理部", "4月底"}}, func(s *story) {
		s.Hears("clerk")
		s.On("04-22")
		todo := s.Gets(clerk, "clerk").notice.Letter.Clerk.Todo
		if len(todo) != 1 || !strings.Contains(todo[0].What, "超过一轮1封的上限") || !strings.Contains(todo[0].Do, "duban release --on 2026-04-22") {
			s.Errorf("the clerk reads %+v", todo)
		}
		time.Sleep(time.Hour)
		s.quiet() // nothing goes by itself
		s.duban("release", "--on", "2026-04-22")
		time.Sleep(2 * time.Minute)
		s.Gets(tech, "assign")
		s.Gets(intake, "assign")
	}, "most_letters = 1000", "most_letters = 1")
}

func TestStory_manyLettersGoOverAWindow(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code, {"推进对接。", "业务受理部", "4月底"}}, func(s *story) {
		s.On("04-22")
		var at []string
		for _, a := range []arrival{s.Gets(tech, "assign"), s.Gets(intake, "assign")} {
			at = append(at, time.UnixMilli(s.Newest(checklist.LetterAssign, a.person).notice.SentMs).In(zone).Format("15:04"))
		}
		if at[0] == at[1] || at[0] > "09:00" || at[1] > "09:00" {
			s.Errorf("they went at %v", at)
		}
	}, `spread = "0s"`, `spread = "30m"`)
}

func TestLadder_unknownNamesAreRefusedAndTheUsualOneReturns(t *testing.T) {
	t.Parallel()
	o := newTerminal(t)
	o.must("import", o.dir+"/实施清单.txt", "--year", "2026", "--start", "2026-04-01")
	if status := o.duban("ladder", "特急", "--item", "1"); status != exitFailed || !strings.Contains(o.err.String(), `[ladders."特急"]`) {
		t.Errorf("exit %d: %s", status, &o.err)
	}
	if status := o.duban("ladder", "急件"); status != exitUsage {
		t.Errorf("neither item nor list: exit %d", status)
	}
	o.must("ladder", "急件", "--all")
	if got := o.must("why", "1"); !strings.Contains(got, "remind-2") {
		t.Errorf("the whole list:\n%s", got)
	}
	o.must("ladder", "默认", "--all")
	if got := o.must("why", "1"); strings.Contains(got, "remind-2") || !strings.Contains(got, "remind-10") {
		t.Errorf("back to the usual one:\n%s", got)
	}
	if got := o.must("ladder"); !strings.Contains(got, "急件") || !strings.Contains(got, "默认") {
		t.Errorf("the list:\n%s", got)
	}
	o.must("check")
}
