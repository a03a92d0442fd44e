package daemontest

import (
	"context"
	"strings"
	"testing"
	"time"

	"duban/checklist/letter"
	"duban/internal/office"
	"duban/internal/office/decide"
)

func TestStory_anUrgentItemClimbsALadderOfItsOwn(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, Window}, func(s *Story) {
		s.On("04-22")
		s.Expect(Tech, "assign")
		s.Expect(Intake, "assign", 2)
		s.Act(func(ctx context.Context, o *office.Office) error {
			_, err := decide.SetLadder(ctx, o, time.Now(), "急件", "", 1)
			return err
		})
		s.On("04-23")
		s.Expect(Tech, "remind-5")
		s.Expect(Intake, "remind-5", 2)
		s.On("04-27")
		s.Expect(Tech, "remind-3", 1, 2)
		s.Expect(Intake, "remind-3", 2)
		s.On("04-28")
		s.Expect(Tech, "remind-2", 1) // only the urgent one
		s.On("04-29")
		s.Expect(Tech, "remind-1")
		s.Expect(Intake, "remind-1")
		s.On("04-30")
		s.Expect(Tech, "due")
		s.Expect(Intake, "due")
		s.On("05-06")
		s.Expect(Tech, "overdue+1")
		s.Expect(Intake, "overdue+1")
		s.shows(s.Expect(Deputy, "escalate", 1, 2), "下列1项已逾期", "此外") // after one workday, not two; with the other beside it
	})
}

func TestStory_aFloodWaitsForTheClerk(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, {"推进对接。", "业务受理部", "4月底"}}, func(s *Story) {
		s.Watch("clerk")
		s.On("04-22")
		todo := s.Expect(Clerk, "clerk").Notice.Letter.Clerk.Todo
		if len(todo) != 1 || !strings.Contains(said(todo[0].What), "超过一轮1封的上限") || !strings.Contains(said(todo[0].Do), "duban release --on 2026-04-22") {
			s.Errorf("the clerk reads %+v", todo)
		}
		time.Sleep(time.Hour)
		s.Quiet() // nothing goes by itself
		s.release("04-22")
		s.Settle()
		s.Expect(Tech, "assign")
		s.Expect(Intake, "assign")
	}, "most_letters = 1000", "most_letters = 1")
}

func TestStory_manyLettersGoOverAWindow(t *testing.T) {
	t.Parallel()
	Office(t, "04-22", []Item{Code, {"推进对接。", "业务受理部", "4月底"}}, func(s *Story) {
		s.On("04-22")
		var at []string
		for _, a := range []Letter{s.Expect(Tech, "assign"), s.Expect(Intake, "assign")} {
			at = append(at, time.UnixMilli(s.Newest(letter.KindAssign, a.Person).Notice.SentMs).In(Zone).Format("15:04"))
		}
		if at[0] == at[1] || at[0] > "09:00" || at[1] > "09:00" {
			s.Errorf("they went at %v", at)
		}
	}, `spread = "0s"`, `spread = "30m"`)
}
