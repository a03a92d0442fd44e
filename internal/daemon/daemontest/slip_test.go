package daemontest

import (
	"fmt"
	"strings"
	"testing"
)

func TestStory_noticesAreColouredAndNumberedWithinTheirList(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, {"推进对接。", "业务受理部", "4月底"}}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign")
		s.Expect(Intake, "assign")
		if first.Notice.Letter.Slip != nil {
			s.Errorf("what has time is a notice: %v", first.Notice.Letter.Slip)
		}
		var got []string
		for _, at := range []struct{ day, step string }{{"04-23", "remind-5"}, {"04-27", "remind-3"}, {"04-29", "remind-1"}, {"04-30", "due"},
			{"05-06", "overdue+1"}, {"05-07", "overdue+2"}, {"05-08", "overdue+3"}, {"05-11", "overdue+5"}} {
			s.On(at.day)
			for _, person := range []string{Tech, Intake} {
				a := s.Expect(person, at.step)
				if slip := a.Notice.Letter.Slip; slip != nil {
					got = append(got, fmt.Sprintf("%d%s", slip.No, strings.TrimSuffix(string(slip.Colour), "色")))
				}
			}
			if at.day == "05-07" {
				s.Expect(Deputy, "escalate")
			}
		}
		want := "1蓝 2蓝 3蓝 4蓝 5蓝 6蓝 7黄 8黄 9黄 10黄 11黄 12黄 13红 14红"
		if strings.Join(got, " ") != want {
			s.Errorf("got %v, want %s", got, want)
		}
	})
}

func TestStory_anOfficeMayDoWithoutColouredNotices(t *testing.T) {
	t.Parallel()
	Office(t, "04-28", []Item{Code}, func(s *Story) {
		s.On("04-28")
		s.Expect(Tech, "assign")
		s.On("04-29")
		if slip := s.Expect(Tech, "remind-1").Notice.Letter.Slip; slip != nil {
			s.Errorf("got %v", slip)
		}
	}, "slips = true ", "slips = false ")
}
