package daemontest

import (
	"context"
	"strings"
	"testing"

	"duban/checklist"
	"duban/internal/office"
	"duban/internal/office/decide"
	"duban/internal/office/inquire"
	"duban/internal/words"
)

const registry = "抵押登记部负责人"

func TestStory_aSubstituteGetsTheLettersAnswersThemAndItEndsByItself(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign", 1, 2)
		s.away(decide.Absence{Name: "技术服务部", First: s.Day("04-23"), Last: s.Day("04-28"), Substitute: "抵押登记部", Why: "出差"})
		s.On("04-23")
		got := s.Expect(registry, "remind-5", 1).Notice.Letter.Lines
		if len(got) != 2 || got[0].For != Tech || got[0].Party != "技术服务部" {
			s.Errorf("the substitute reads %+v", got)
		}
		s.Act(func(ctx context.Context, o *office.Office) error {
			written, err := inquire.Why(ctx, o, s.now(), 1, checklist.Named{})
			if err != nil {
				return err
			}
			got := ""
			for _, act := range written[0].Acts {
				got += words.Say(words.Chinese, act.Step.Reason) + "\n"
			}
			if !strings.Contains(got, "技术服务部负责人外出至4月28日，由抵押登记部负责人代办") {
				s.Errorf("both names are not on record:\n%s", got)
			}
			return nil
		})
		s.On("04-27")
		s.Reply(s.Expect(registry, "remind-3", 1), "1 已完成：代为上报")
		s.Expect(registry, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("05-15") // item 2, due on the 29th: his own again
		s.Expect(Tech, "remind-10", 2)
	})
}

func TestStory_anEscalationFollowsTheLineOfTheAbsentAndPassesOverAbsentSupervisors(t *testing.T) {
	t.Parallel()
	Office(t, "04-28", []Item{Code}, func(s *Story) {
		s.On("04-28")
		s.Expect(Tech, "assign", 1)
		s.away(decide.Absence{Name: "技术服务部", First: s.Today(), Last: s.Day("05-20"), Substitute: "党支部委员会"}) // whose own line goes to the director
		s.away(decide.Absence{Name: "分管副主任", First: s.Today(), Last: s.Day("05-06")})
		s.On("04-29")
		s.Expect("党支部委员会", "remind-1")
		s.On("04-30")
		s.Expect("党支部委员会", "due")
		s.On("05-06")
		s.Expect("党支部委员会", "overdue+1")
		s.On("05-07")
		s.Expect("党支部委员会", "overdue+2")
		s.Expect(Deputy, "escalate", 1) // back since this morning
	})
}
