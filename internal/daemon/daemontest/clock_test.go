package daemontest

import (
	"context"
	"strings"
	"testing"
	"time"

	"duban/checklist/letter"
	"duban/internal/office"
	"duban/internal/office/database"
)

// violations are what `duban check` finds.
func (s *Story) violations() (all []string) {
	s.Helper()
	s.Act(func(ctx context.Context, o *office.Office) error {
		found, err := database.Check(ctx, o, s.now())
		for _, v := range found.Broken {
			all = append(all, v.String())
		}
		return err
	})
	return all
}

func TestStory_aClockThatWasAMonthAheadLeavesNoMonthWithoutReminders(t *testing.T) {
	t.Parallel()
	Office(t, "04-08", []Item{Code}, func(s *Story) {
		s.On("04-08")
		s.Expect(Tech, "assign")
		s.At("04-10", "08:00")
		s.SetClock(31 * 24 * time.Hour)
		s.At("04-10", "09:00")
		s.Expect(Tech, "overdue+5") // what was sent was sent
		s.Expect(Deputy, "escalate", 1)
		s.SetClock(0)
		if found := strings.Join(s.violations(), "\n"); !strings.Contains(found, "planned beyond the clock") {
			s.Errorf("check finds: %s", found)
		}
		time.Sleep(beat)
		if found := s.violations(); len(found) > 0 {
			s.Errorf("when it was undone, check finds: %v", found)
		}
		if todo := s.Newest(letter.KindClerk, Clerk).Notice.Letter.Clerk.Todo; !strings.Contains(said(todo[0].What), "时钟曾走到5月11日") {
			s.Errorf("the clerk reads %+v", todo)
		}
		for _, c := range []struct{ day, step string }{{"04-16", "remind-10"}, {"04-23", "remind-5"}, {"04-27", "remind-3"}, {"04-29", "remind-1"}, {"04-30", "due"}, {"05-06", "overdue+1"}, {"05-07", "overdue+2"}} {
			s.On(c.day)
			s.Expect(Tech, c.step)
		}
		s.Expect(Deputy, "escalate", 1)
		s.On("05-08")
		s.Expect(Tech, "overdue+3")
		s.On("05-11") // the day that the wrong clock had planned
		s.Expect(Tech, "overdue+5")
	})
}

func TestStory_aClockThatFellBackWaitsForTheClerk(t *testing.T) {
	t.Parallel()
	Office(t, "04-08", []Item{Code}, func(s *Story) {
		s.Watch("clerk")
		s.On("04-17")
		s.Expect(Tech, "assign")
		s.Expect(Tech, "remind-10")
		s.At("04-24", "09:00")
		s.Expect(Tech, "remind-5")
		s.SetClock(-14 * 24 * time.Hour) // a flat battery
		s.At("04-24", "16:00")
		if todo := s.Expect(Clerk, "clerk").Notice.Letter.Clerk.Todo; !strings.Contains(said(todo[0].What), "时钟是4月10日（周五），而台账已排到4月24日") {
			s.Errorf("the clerk reads %+v", todo)
		}
		s.finds("数据库", "fault 核对出1处不符 → duban check 列出每一处", s.examine(false)) // the doctor proves what check proves
		s.SetClock(0)
		s.On("04-27") // nothing was lost
		s.Expect(Tech, "remind-3")
		s.SetClock(-14 * 24 * time.Hour)
		s.At("04-28", "09:00")
		s.Expect(Clerk, "clerk") // on the 13th as it believed, and on the 14th
		s.Expect(Clerk, "clerk")
		s.release("04-14")
		time.Sleep(beat)
		if todo := s.Expect(Clerk, "clerk").Notice.Letter.Clerk.Todo; !strings.Contains(said(todo[0].What), "时钟曾走到4月27日（周一），现已改回4月14日（周二）") {
			s.Errorf("the clerk reads %+v", todo)
		}
		if found := s.violations(); len(found) > 0 {
			s.Errorf("when it was undone, check finds: %v", found)
		}
	})
}
