package scheduler_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/scheduler"
	"duban/scheduler/calendar"
)

// changing is a scheduler whose rules a test may change between rounds.
func changing(t *testing.T, s *db.Store) (*scheduler.Scheduler, *scheduler.Rules) {
	t.Helper()
	dir := office(t)
	fewItems(t, s, dir)
	cal, err := calendar.New()
	if err != nil {
		t.Fatal(err)
	}
	rules := &scheduler.Rules{Calendar: cal, Ladder: scheduler.DefaultLadder(), Directory: dir, Hours: checklist.Hours{From: 8*time.Hour + 30*time.Minute, Until: 18 * time.Hour}, DigestOn: time.Monday}
	return scheduler.New(s, func() scheduler.Rules { return *rules }, slog.New(slog.DiscardHandler)), rules
}

// stepsTo lists the steps of item 1's lead that a person was written to about.
func stepsTo(letters []db.Notice, person string) (steps []string) {
	for _, n := range letters {
		for _, l := range n.Letter.Lines {
			if n.Person == person && l.No == 1 && l.Step != "" && n.Kind != letter.KindEscalate {
				steps = append(steps, n.Letter.On.String()[5:]+" "+l.Step)
			}
		}
	}
	return steps
}

func TestRound_aDayOffThatBecomesKnownMovesTheStepsAndRepeatsNone(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	sch, rules := changing(t, s)
	live(t, s, sch, checklist.Date(2026, 4, 1), checklist.Date(2026, 4, 13)) // remind-5 of 4月20日 went on the 13th
	off := calendar.YearFile{Year: 2026, Days: []calendar.Arrangement{
		{Name: "运动会", Date: checklist.Date(2026, 4, 17), IsOffDay: true}, {Name: "运动会", Date: checklist.Date(2026, 4, 18)},
		{Name: "运动会", Date: checklist.Date(2026, 4, 19)}}}
	cal, err := calendar.New(off) // one workday more before the 20th: remind-5 would be due on the 14th
	if err != nil {
		t.Fatal(err)
	}
	rules.Calendar = cal
	if err := s.AskAgain(context.Background(), checklist.Date(2026, 4, 14).At(8, 0, dbtest.Zone)); err != nil {
		t.Fatal(err)
	}
	got := stepsTo(live(t, s, sch, checklist.Date(2026, 4, 14), checklist.Date(2026, 4, 20)), "综合部负责人")
	want := []string{"04-01 assign", "04-03 remind-10", "04-13 remind-5", "04-16 remind-3", "04-19 remind-1", "04-20 due"}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestRound_aLadderChangedMidwayIsAskedAtOnce(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	sch, rules := changing(t, s)
	live(t, s, sch, checklist.Date(2026, 4, 1), checklist.Date(2026, 4, 13))
	rules.Ladder.Before = []int{4, 2}
	if err := s.AskAgain(context.Background(), checklist.Date(2026, 4, 14).At(8, 0, dbtest.Zone)); err != nil {
		t.Fatal(err)
	}
	got := stepsTo(live(t, s, sch, checklist.Date(2026, 4, 14), checklist.Date(2026, 4, 20)), "综合部负责人")
	want := []string{"04-01 assign", "04-03 remind-10", "04-13 remind-5", "04-14 remind-4", "04-16 remind-2"}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestRules_standingFollowsThePolicyForADeadlineOnADayOff(t *testing.T) {
	t.Parallel()
	cal, err := calendar.New()
	if err != nil {
		t.Fatal(err)
	}
	sunday := checklist.Date(2026, 5, 31)
	for _, c := range []struct {
		reason string
		shift  scheduler.Shift
		on     checklist.Day
		want   [2]int
	}{
		{"before: late on the Monday", scheduler.ShiftBefore, sunday + 1, [2]int{1, 0}},
		{"none: late on the Monday too", scheduler.ShiftNone, sunday + 1, [2]int{1, 0}},
		{"after: the Monday is the deadline", scheduler.ShiftAfter, sunday + 1, [2]int{0, 0}},
		{"after: late on the Tuesday", scheduler.ShiftAfter, sunday + 2, [2]int{1, 0}},
		{"after: the Friday has a workday left", scheduler.ShiftAfter, sunday - 2, [2]int{0, 1}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			r := scheduler.Rules{Calendar: cal, Ladder: scheduler.Ladder{Shift: c.shift}}
			late, left := r.Standing(sunday, c.on)
			if diff := cmp.Diff([2]int{late, left}, c.want); diff != "" {
				t.Error(diff)
			}
		})
	}
	if late, left := (scheduler.Rules{Calendar: cal}).Standing(0, sunday); late+left != 0 {
		t.Errorf("no deadline: late %d, left %d", late, left)
	}
}
