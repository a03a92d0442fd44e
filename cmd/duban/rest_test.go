package main

import (
	"testing"
	"time"

	"duban/checklist"
)

// rests stops the machine on a day and starts it at half past eight of another.
func (s *story) rests(from, to string) {
	s.Helper()
	s.On(from)
	s.stop()
	time.Sleep(time.Until(s.day(to).At(8, 30, zone)))
	s.start()
}

func TestStory_afterARestNobodyIsAccusedBeforeHisMailIsBrought(t *testing.T) {
	t.Parallel()
	tell(t, "04-29", []row{code}, func(s *story) {
		s.On("04-29")
		first := s.Gets(tech, "assign", 1)
		s.rests("04-29", "05-07")
		s.Gets(tech, "overdue+2")
		s.Reply(first, "已完成，早已回复") // it lay with the mail server over the rest
		s.Gets(tech, "receipt")
		s.Stands(1, checklist.Submitted)
		s.On("05-07") // the superior hears nothing
	})
}

func TestStory_afterARestSilenceIsReportedADayLater(t *testing.T) {
	t.Parallel()
	tell(t, "04-29", []row{code}, func(s *story) {
		s.On("04-29")
		s.Gets(tech, "assign", 1)
		s.rests("04-29", "05-07")
		s.Gets(tech, "overdue+2")
		s.On("05-07") // the superior hears nothing yet
		s.On("05-08")
		s.Gets(tech, "overdue+3")
		s.Gets(deputy, "escalate", 1)
	})
}
