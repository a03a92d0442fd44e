package daemontest

import (
	"testing"
	"time"

	"duban/checklist"
)

// rests stops the machine on a day and starts it at half past eight of another.
func (s *Story) rests(from, to string) {
	s.Helper()
	s.On(from)
	s.Stop()
	time.Sleep(time.Until(s.Day(to).At(8, 30, Zone)))
	s.Start()
}

func TestStory_afterARestNobodyIsAccusedBeforeHisMailIsBrought(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{Code}, func(s *Story) {
		s.On("04-29")
		first := s.Expect(Tech, "assign", 1)
		s.rests("04-29", "05-07")
		s.Expect(Tech, "overdue+2")
		s.Reply(first, "已完成，早已回复") // it lay with the mail server over the rest
		s.Expect(Tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("05-07") // the superior hears nothing
	})
}

func TestStory_afterARestSilenceIsReportedADayLater(t *testing.T) {
	t.Parallel()
	Office(t, "04-29", []Item{Code}, func(s *Story) {
		s.On("04-29")
		s.Expect(Tech, "assign", 1)
		s.rests("04-29", "05-07")
		s.Expect(Tech, "overdue+2")
		s.On("05-07") // the superior hears nothing yet
		s.Workdays(1)
		s.Expect(Tech, "overdue+3")
		s.Expect(Deputy, "escalate", 1)
	})
}
