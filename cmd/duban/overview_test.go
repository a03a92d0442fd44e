package main

import (
	"testing"
	"time"

	"duban/checklist"
	"duban/scheduler"
)

func TestStory_whoWasToldThatItIsLateIsToldThatItIsSettled(t *testing.T) {
	t.Parallel()
	tell(t, "04-29", []row{code}, func(s *story) {
		s.Hears("overview")
		s.On("04-29")
		s.Gets(tech, "assign")
		s.On("04-30")
		s.Gets(tech, "due")
		s.On("05-06")
		s.Gets(tech, "overdue+1")
		s.Gets(deputy, "overview", 1) // the week's: overdue
		s.On("05-07")
		late := s.Gets(tech, "overdue+2")
		s.Gets(deputy, "escalate", 1)
		s.Reply(late, "已完成：已补报")
		s.Gets(tech, "receipt")
		s.On("05-08")
		s.Reply(s.Newest(checklist.LetterDigest, director), "1 同意")
		s.Gets(director, "transcript")
		s.Gets(tech, "outcome")
		s.On("05-09")
		if lines := s.Gets(deputy, "overview", 1).notice.Letter.Lines; len(lines) != 1 || lines[0].Step != scheduler.StepSettled || lines[0].Reason != "已销号" {
			s.Errorf("the supervisor reads %+v", lines)
		}
		s.On("05-18") // said once
	})
}

func TestStory_theDirectorHearsHowItEndedAndThenNoMore(t *testing.T) {
	t.Parallel()
	tell(t, "04-22", []row{code}, func(s *story) {
		s.On("04-22")
		s.Reply(s.Gets(tech, "assign"), "已完成")
		s.Gets(tech, "receipt")
		s.On("04-23")
		s.Reply(s.Newest(checklist.LetterDigest, director), "1 同意")
		s.Gets(director, "transcript")
		s.Gets(tech, "outcome")
		s.Hears("digest")
		s.On("04-24")
		d := s.Gets(director, "digest").notice.Letter.Digest
		if !d.Closing || d.Counts.Accepted != 1 || d.Depts[0].OnTime != 1 {
			s.Errorf("the director reads %+v", d)
		}
		s.On("05-11")
	})
}

func TestStory_nothingToSayAndNothingIsSentWhereTheOfficeWantsSo(t *testing.T) {
	t.Parallel()
	tell(t, "05-06", []row{fees}, func(s *story) {
		s.Hears("digest")
		s.On("05-06")
		s.Gets(tech, "assign")
		s.On("05-14") // a Monday has gone by
		time.Sleep(time.Minute)
		s.quiet()
	}, "quiet_when_calm = false", "quiet_when_calm = true")
}
