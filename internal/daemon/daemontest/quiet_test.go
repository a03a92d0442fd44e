package daemontest

import (
	"slices"
	"testing"

	"duban/checklist/letter"
	"duban/internal/fulltest"
)

// After the last step a person hears of what is late each fifth workday, and from the
// twentieth on each twentieth.
func TestStory_whoNeverAnswersIsRemindedMoreAndMoreRarely(t *testing.T) {
	fulltest.Only(t)
	t.Parallel()
	Office(t, "04-29", []Item{Code}, func(s *Story) {
		s.On("04-29")
		s.Expect(Tech, "assign")
		for _, c := range []struct{ day, step string }{{"04-30", "due"}, {"05-06", "overdue+1"}, {"05-07", "overdue+2"}, {"05-08", "overdue+3"}, {"05-11", "overdue+5"},
			{"05-18", "overdue+10"}, {"05-25", "overdue+15"}, {"06-01", "overdue+20"}, {"06-30", "overdue+40"}, {"07-28", "overdue+60"}} {
			s.On(c.day)
			s.Expect(Tech, c.step)
			if c.step == "overdue+2" {
				s.Expect(Deputy, "escalate", 1)
			}
		}
	})
}

// What is due months from now is asked after once a month, in the letter that goes anyway.
func TestStory_theProgressOfWhatIsFarAwayIsAskedMonthly(t *testing.T) {
	fulltest.Only(t)
	t.Parallel()
	far := Item{"建立长效机制", "技术服务部", "12月底"}
	Office(t, "04-01", []Item{Code, far}, func(s *Story) {
		s.On("04-01")
		s.Expect(Tech, "assign", 1, 2)
		for _, c := range []struct{ day, step string }{{"04-16", "remind-10"}, {"04-23", "remind-5"}, {"04-27", "remind-3"}, {"04-29", "remind-1"}, {"04-30", "due"}} {
			s.On(c.day)
			s.Expect(Tech, c.step)
		}
		s.On("05-06") // the first workday after a month
		late := s.Expect(Tech, "overdue+1")
		if !slices.ContainsFunc(late.Notice.Letter.Lines, func(l letter.Line) bool { return l.No == 2 && l.Step == "progress+1" }) {
			s.Errorf("the letter that goes anyway asks for no progress: %+v", late.Notice.Letter.Lines)
		}
		s.Reply(late, "1 已完成\n2 进展：已起草初稿")
		s.Expect(Tech, "receipt")
		for _, c := range []struct{ day, step string }{{"06-01", "progress+2"}, {"07-01", "progress+3"}, {"08-03", "progress+4"}, {"09-01", "progress+5"}, {"10-08", "progress+6"}} {
			s.On(c.day)
			s.Expect(Tech, c.step, 2)
		}
	})
}

// What climbs to a superior on the day of his weekly letter stands in that one.
func TestStory_aClimbOnTheDayOfTheWeeklyOverviewIsOneLetter(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{Code, {"更新接口文档", "技术服务部", "5月8日前"}}, func(s *Story) {
		s.Watch("overview")
		for _, day := range []string{"04-29", "04-30", "05-06", "05-07", "05-08", "05-09"} {
			s.On(day)
			s.look()
			s.arrived = nil // the way there is other stories'
		}
		s.On("05-11")
		s.Expect(Tech, "overdue+5")
		s.Expect(Deputy, "escalate", 1, 2) // 1 is the week's, 2 has climbed
	})
}
