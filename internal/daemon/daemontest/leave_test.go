package daemontest

import (
	"testing"
	"time"

	"duban/notify/mailtest"
)

// mailboxRead notes that the mailbox was read now, and all mail in it.
func (s *Story) mailboxRead() {
	s.Helper()
	if err := s.Store.SourceOK(s.Context(), time.Now(), "督办信箱"); err != nil {
		s.Fatal(err)
	}
}

// down lets the relay refuse everything for now, or take it again.
func (s *Story) down(down bool) {
	if !down {
		s.Relay.Answers(nil)
		return
	}
	s.Relay.Answers(func(string, string) error {
		return mailtest.Refuse(451, [3]int{4, 3, 0}, "try again later")
	})
}

func TestStory_afterAPauseThereIsOneLetterAPersonAndItIsTodays(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Fees}, func(s *Story) {
		s.Watch("digest")
		s.On("04-23")
		s.Expect(Tech, "assign", 1, 2)
		s.Expect(Tech, "remind-5", 1)
		s.pause("检修")
		s.At("05-08", "10:00")
		s.resume()
		s.Settle()
		got := s.Expect(Tech, "overdue+3", 1)
		if got.Notice.Letter.On != s.Day("05-08") || got.Notice.Letter.Lines[0].Late != 3 {
			s.Errorf("written for %s: %+v", got.Notice.Letter.On, got.Notice.Letter.Lines[0])
		}
		if d := s.Expect(Director, "digest"); d.Notice.Letter.On != s.Day("05-08") || d.Notice.Letter.Digest.No != 1 {
			s.Errorf("the digest is of %s, No. %d", d.Notice.Letter.On, d.Notice.Letter.Digest.No)
		}
		s.Expect(Deputy, "escalate", 1)
	})
}

func TestStory_whatIsResumedInTheEveningGoesOnTheNextWorkday(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign")
		s.pause("检修")
		s.At("04-24", "20:00") // a Friday
		s.resume()
		s.At("04-26", "12:00")
		s.On("04-27")
		s.Expect(Tech, "remind-3")
	})
}

func TestStory_aRelayThatComesBackInTheNightSendsNothingBeforeTheNextWorkday(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.Watch("digest", "overview")
		s.On("05-06")
		s.Expect(Tech, "assign")
		for _, step := range []string{"remind-5", "remind-3", "remind-1", "due", "overdue+1"} {
			s.Expect(Tech, step)
		}
		for range 3 { // Monday's, the last workday's, and the first of those that are red
			s.Expect(Director, "digest")
		}
		s.Expect(Deputy, "overview") // of 27 April
		s.down(true)
		s.At("05-09", "22:00") // a Saturday on which people work
		s.down(false)
		s.At("05-10", "20:00")
		s.On("05-11")
		if got := s.Expect(Tech, "overdue+5"); got.Notice.Letter.On != s.Day("05-11") {
			s.Errorf("written for %s", got.Notice.Letter.On)
		}
		s.Expect(Deputy, "escalate", 1)
		s.Expect(Director, "digest")
	})
}

func TestStory_aMachineThatSleptWithLettersInItsHandsSendsThemNot(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign")
		s.down(true)
		s.At("04-23", "17:59")
		s.Stop()
		s.down(false)
		s.At("04-23", "18:10")
		s.Start()
		s.On("04-24")
		got := s.Expect(Tech, "remind-5")
		if l := got.Notice.Letter; l.On != s.Day("04-24") || l.Lines[0].Left != 4 || l.Lines[0].Planned != s.Day("04-23") {
			s.Errorf("%+v", l.Lines[0])
		}
	})
}

func TestStory_aWeeklyLetterWhoseDayWasMissedGoesOnTheNextWorkday(t *testing.T) {
	t.Parallel()
	Office(t, "04-08", []Item{Fees}, func(s *Story) {
		s.Watch("digest")
		s.On("04-08")
		s.Expect(Tech, "assign")
		s.On("04-10")
		s.Stop()
		s.At("04-13", "20:00") // Monday evening
		s.Start()
		s.On("04-14")
		s.Expect(Director, "digest")
		s.On("04-19")
		s.down(true)
		s.At("04-20", "19:00")
		s.down(false)
		s.On("04-21")
		if d := s.Expect(Director, "digest").Notice.Letter; d.On != s.Day("04-21") || d.Digest.No != 2 {
			s.Errorf("of %s, No. %d", d.On, d.Digest.No)
		}
		s.On("04-26")
	})
}

func TestStory_whatAnswersSomebodyLeavesAtNight(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code}, func(s *Story) {
		s.On("04-22")
		first := s.Expect(Tech, "assign")
		s.At("04-25", "23:00") // a Saturday
		s.Expect(Tech, "remind-5")
		s.Reply(first, "收到")
		s.Expect(Tech, "receipt")
	})
}
