package db_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// reach is how far planning has come with an assignment.
type reach struct {
	SteppedTo checklist.Day
	LastStep  string
	FirstTo   string
	FirstOn   checklist.Day
}

func reached(t *testing.T, s *db.Store, id int64) reach {
	t.Helper()
	list, err := s.Assignments(context.Background(), []int64{id})
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	o := list[0]
	return reach{o.SteppedTo, o.LastStep, o.FirstTo, o.FirstOn}
}

func given(id int64, day checklist.Day) db.Plan {
	n := remind(id)
	n.Key, n.Letter.Kind, n.Letter.On, n.Letter.Lines[0].Step = "daily/"+day.String(), letter.KindAssign, day, "assign"
	return db.Plan{Letters: []db.PlannedLetter{{Notice: n, Steps: []db.Step{{Assignment: id, Round: 1, Deadline: checklist.Date(2026, 4, 30),
		Step: "assign", Day: day, Reason: msg.Words("首次交办"), FirstTo: "a@djzx.example "}}}}, Next: map[int64]checklist.Day{id: day + 1}, Again: day + 1}
}

func TestUnsent_whatDidNotLeaveIsDueAgainAndWhatLeftIsNot(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	id, ctx, day := twoItems(t, s)[0], context.Background(), checklist.DayOf(morning, dbtest.Zone)
	if _, err := s.Plan(ctx, morning, given(id, day)); err != nil {
		t.Fatal(err)
	}
	next := morning.Add(24 * time.Hour)
	if claimed, err := s.Claim(ctx, next, checklist.Hours{}, 10, time.Minute, setLetters); err != nil || len(claimed) > 0 {
		t.Fatal(claimed, err)
	}
	if diff := cmp.Diff(reach{}, reached(t, s, id)); diff != "" {
		t.Errorf("not sent (-want +got):\n%s", diff)
	}
	if _, err := s.Plan(ctx, next, given(id, day+1)); err != nil {
		t.Fatal(err)
	}
	claimed, err := s.Claim(ctx, next, checklist.Hours{}, 10, time.Minute, setLetters)
	if err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
	if err := s.Finish(ctx, next, claimed[0], db.Outcome{State: checklist.AttemptSent, Code: "250"}); err != nil {
		t.Fatal(err)
	}
	if n, err := s.SupersedeUnsent(ctx, next.Add(24*time.Hour)); err != nil || n != 0 {
		t.Errorf("%d superseded, %v", n, err)
	}
	if diff := cmp.Diff(reach{day + 1, "assign", "a@djzx.example ", day + 1}, reached(t, s, id)); diff != "" {
		t.Errorf("sent (-want +got):\n%s", diff)
	}
}

func TestUndoAhead_whatAWrongClockPlannedIsDueAgain(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	id, ctx, day := twoItems(t, s)[0], context.Background(), checklist.DayOf(morning, dbtest.Zone)
	ahead := morning.AddDate(0, 0, 20)
	if _, err := s.Plan(ctx, ahead, given(id, day+20)); err != nil {
		t.Fatal(err)
	}
	if found, err := s.CheckClock(ctx, morning); err != nil || len(found) != 1 {
		t.Errorf("check finds %v, %v", found, err)
	}
	if err := s.UndoAhead(ctx, morning, nil); err != nil {
		t.Fatal(err)
	}
	if found, err := s.CheckClock(ctx, morning); err != nil || len(found) != 0 {
		t.Errorf("undone, check finds %v, %v", found, err)
	}
	if diff := cmp.Diff(reach{}, reached(t, s, id)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n, err := s.Plan(ctx, ahead, given(id, day+20)); err != nil || n != 1 {
		t.Errorf("when its day really comes, %d letters, %v", n, err)
	}
}

// What a clock that was ahead has done is undone, and nothing of today.
func TestUndoAhead_whatIsOfTodayStays(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	if _, err := s.Plan(ever, morning, given(ids[0], april(1))); err != nil {
		t.Fatal(err)
	}
	claimedOf(t, s, morning) // for a minute
	ahead := morning.AddDate(0, 0, 20)
	if _, err := s.Plan(ever, ahead, given(ids[1], april(21))); err != nil {
		t.Fatal(err)
	}
	if err := s.UndoAhead(ever, morning.Add(time.Second), nil); err != nil {
		t.Fatal(err)
	}
	for id, want := range map[int64]checklist.StepState{ids[0]: checklist.StepPlanned, ids[1]: checklist.StepHeld} {
		if steps, err := s.Steps(ever, id); err != nil || len(steps) != 1 || steps[0].State != want {
			t.Errorf("%d: %+v, %v", id, steps, err)
		}
	}
	if claimed, err := s.Claim(ever, morning.Add(30*time.Second), checklist.Hours{}, 10, time.Minute, setLetters); err != nil || len(claimed) > 0 {
		t.Errorf("under another's lease: claimed %v, %v", claimed, err)
	}
}

// Whom the first letter of a round has reached, and what his ladder has come to, when the
// assignment changes: silence counts from that letter, and whoever is new has had none.
func TestRecord_whatBecomesOfTheFirstLetter(t *testing.T) {
	t.Parallel()
	submitted, returned := checklist.Event{Kind: checklist.EventSubmitted}, checklist.Event{Kind: checklist.EventReturned}
	const to = "a@djzx.example "
	for name, tt := range map[string]struct {
		events []checklist.Event
		sent   reach // it had gone
		unsent reach // it had not
	}{
		"progress":           {[]checklist.Event{{Kind: checklist.EventProgress}}, reach{april(1), "assign", to, april(1)}, reach{april(1), "assign", to, 0}},
		"an extension":       {[]checklist.Event{{Kind: checklist.EventExtended, Day: april(20)}}, reach{april(2), "", to, april(1)}, reach{april(2), "", to, 0}},
		"a claim taken back": {[]checklist.Event{submitted, {Kind: checklist.EventWithdrawn}}, reach{april(2), "assign", to, april(1)}, reach{april(2), "assign", "", 0}},
		"a return":           {[]checklist.Event{submitted, returned}, reach{april(2), "", to, april(2)}, reach{april(2), "", "", 0}},
		"another party":      {[]checklist.Event{{Kind: checklist.EventReassigned, Party: "C"}}, reach{}, reach{}},
	} {
		for sent, want := range map[bool]reach{true: tt.sent, false: tt.unsent} {
			s := dbtest.Open(t)
			planned(t, s, morning)
			if sent {
				finished(t, s, morning, claimedOf(t, s, morning), taken)
			}
			for _, e := range tt.events {
				e.Assignment, e.Actor = 1, "clerk"
				record(t, s, later, db.Record{Events: []checklist.Event{e}})
			}
			if diff := cmp.Diff(want, reached(t, s, 1)); diff != "" {
				t.Errorf("%s, sent %v (-want +got):\n%s", name, sent, diff)
			}
		}
	}
}

func TestReleased_aReleaseAfterHoursIsForTheNextDay(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ctx, day := context.Background(), checklist.DayOf(morning, dbtest.Zone)
	closed := day.At(18, 0, dbtest.Zone)
	if err := s.Release(ctx, closed.Add(time.Hour), day, "clerk"); err != nil {
		t.Fatal(err)
	}
	for on, want := range map[checklist.Day]bool{day: true, day + 1: true} {
		if got, err := s.Released(ctx, on, closed); err != nil || got != want {
			t.Errorf("%s: %v, %v", on, got, err)
		}
	}
	if got, err := s.Released(ctx, day+2, closed.Add(24*time.Hour)); err != nil || got {
		t.Errorf("two days later: %v, %v", got, err)
	}
	if got, err := s.Released(ctx, day+1, time.Time{}); err != nil || got {
		t.Errorf("asked for that day alone: %v, %v", got, err)
	}
}
