package main

import (
	"strings"
	"testing"

	"duban/checklist"
)

const registry = "抵押登记部负责人"

func TestStory_aSubstituteGetsTheLettersAnswersThemAndItEndsByItself(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code, fees}, func(s *story) {
		s.On("04-22")
		s.Gets(tech, "assign", 1, 2)
		s.duban("away", "技术服务部", "--from", "2026-04-23", "--to", "2026-04-28", "--substitute", "抵押登记部", "--why", "出差")
		s.On("04-23")
		got := s.Gets(registry, "remind-5", 1).notice.Letter.Lines
		if len(got) != 2 || got[0].For != tech || got[0].Party != "技术服务部" {
			s.Errorf("the substitute reads %+v", got)
		}
		if why := s.duban("why", "1"); !strings.Contains(why, "技术服务部负责人外出至4月28日，由抵押登记部负责人代办") {
			s.Errorf("both names are not on record:\n%s", why)
		}
		s.On("04-27")
		s.Reply(s.Gets(registry, "remind-3", 1), "1 已完成：代为上报")
		s.Gets(registry, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("05-15") // item 2, due on the 29th: his own again
		s.Gets(tech, "remind-10", 2)
	})
}

func TestStory_anEscalationFollowsTheLineOfTheAbsentAndPassesOverAbsentSupervisors(t *testing.T) {
	t.Parallel()
	tell(t, "04-28", []row{code}, func(s *story) {
		s.On("04-28")
		s.Gets(tech, "assign", 1)
		s.duban("away", "技术服务部", "--to", "2026-05-20", "--substitute", "党支部委员会") // whose own line goes to the director
		s.duban("away", "分管副主任", "--to", "2026-05-06")
		s.On("04-29")
		s.Gets("党支部委员会", "remind-1")
		s.On("04-30")
		s.Gets("党支部委员会", "due")
		s.On("05-06")
		s.Gets("党支部委员会", "overdue+1")
		s.On("05-07")
		s.Gets("党支部委员会", "overdue+2")
		s.Gets(deputy, "escalate", 1) // back since this morning
	})
}

func TestAway_whatCannotBeIsRefused(t *testing.T) {
	t.Parallel()
	o := newTerminal(t)
	o.must("away", "综合部", "--from", "2026-05-06", "--to", "2026-05-08", "--substitute", "技术服务部")
	for reason, args := range map[string][]string{
		"a circle":           {"技术服务部", "--from", "2026-05-06", "--to", "2026-05-06", "--substitute", "综合部"},
		"himself":            {"业务受理部", "--to", "2026-05-06", "--substitute", "业务受理部"},
		"nobody known":       {"档案室", "--to", "2026-05-06"},
		"a group":            {"业务受理部", "--to", "2026-05-06", "--substitute", "各业务部门"},
		"an end before":      {"业务受理部", "--to", "2026-01-06"},
		"without end":        {"业务受理部", "--substitute", "综合部"},
		"longer than a year": {"业务受理部", "--to", "2028-01-06"},
		"the same days":      {"综合部", "--from", "2026-05-08", "--to", "2026-05-09"},
		"back, not away":     {"业务受理部", "--back"},
	} {
		if status := o.duban(append([]string{"away"}, args...)...); status == exitDone {
			t.Errorf("%s: taken: %s", reason, &o.out)
		}
	}
	if got := o.must("away"); strings.Count(got, "\n") != 1 || !strings.Contains(got, "代办：技术服务部负责人") {
		t.Errorf("the list:\n%s", got)
	}
	o.must("away", "综合部", "--back")
	if got := o.must("away"); !strings.Contains(got, "没有人登记外出") {
		t.Errorf("still away:\n%s", got)
	}
	o.must("check")
}
