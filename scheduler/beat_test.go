package scheduler

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/words"
)

// onFile is onStore in a file, with what the scheduler logs, as bubbles need it.
func onFile(t *testing.T, rules func() Rules) (*Scheduler, *db.Store, *bytes.Buffer) {
	t.Helper()
	store, log := dbtest.OpenFile(t), &bytes.Buffer{}
	return New(store, rules, slog.New(slog.NewTextHandler(log, nil))), store, log
}

// give imports a list in which each party leads an item, due on a day.
func give(t *testing.T, s *db.Store, title string, due checklist.Day, parties ...string) {
	t.Helper()
	in := db.Import{Checklist: checklist.Checklist{Title: title, Year: 2026, Start: tuesday - 20}, File: db.Document{Name: title, Raw: []byte(title)}, Actor: "clerk"}
	for i, party := range parties {
		it := checklist.Item{No: i + 1, Content: "事项", Leads: []string{party}, Joint: []string{}, Deadline: due}
		in.Items, in.Assignments = append(in.Items, it), append(in.Assignments, checklist.Assign{No: it.No, Party: party, Role: checklist.Lead})
	}
	if _, err := s.Import(context.Background(), (tuesday-1).At(9, 0, dbtest.Zone), in); err != nil {
		t.Fatal(err)
	}
}

// The beat plans at once and each minute, tells who sends when letters wait, goes on behind
// a planning that failed, and ends with its context.
func TestRun_theBeat(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := testRules(t)
		var fails atomic.Bool
		s, store, log := onFile(t, func() Rules {
			if fails.Load() {
				panic("a rule is missing")
			}
			return r
		})
		give(t, store, "清单", tuesday+9, "技术服务部")
		jumps := time.Until(tuesday.At(8, 59, dbtest.Zone))
		now := func() time.Time { return time.Now().Add(jumps) }
		var failed, beats, woken atomic.Int64
		s.Observe = func(_ time.Duration, err error) {
			beats.Add(1)
			if err != nil {
				failed.Add(1)
			}
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- s.Run(ctx, EachMinute, now, func() { woken.Add(1) }) }()
		synctest.Wait()
		if beats.Load() != 1 || woken.Load() != 1 {
			t.Errorf("at once: %d beats, sending was woken %d times", beats.Load(), woken.Load())
		}
		time.Sleep(90 * time.Second)
		synctest.Wait()
		if beats.Load() != 2 || woken.Load() != 1 || failed.Load() != 0 {
			t.Errorf("a minute later: %d beats, woken %d times, %d failed", beats.Load(), woken.Load(), failed.Load())
		}
		fails.Store(true)
		time.Sleep(time.Minute)
		synctest.Wait()
		fails.Store(false)
		time.Sleep(time.Minute)
		synctest.Wait()
		if beats.Load() != 4 || failed.Load() != 1 {
			t.Errorf("behind a failure: %d beats, %d failed", beats.Load(), failed.Load())
		}
		if n := strings.Count(log.String(), "planning failed"); n != 1 {
			t.Errorf("it was logged %d times:\n%s", n, log)
		}
		if n := strings.Count(log.String(), "level=INFO"); n != 1 || !strings.Contains(log.String(), "letters planned") {
			t.Errorf("besides what was planned is logged:\n%s", log)
		}
		stop()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestRun_refusesABeatThatCronDoesNotRead(t *testing.T) {
	t.Parallel()
	s, _ := onStore(t)
	if err := s.Run(t.Context(), "each minute", time.Now, func() {}); err == nil || !strings.HasPrefix(err.Error(), "setting the beat: ") {
		t.Errorf("got %v", err)
	}
	noon := tuesday.At(12, 0, dbtest.Zone)
	if got := NextBeat(EachMinute, noon.Add(20*time.Second)); !got.Equal(noon.Add(time.Minute)) {
		t.Errorf("the next beat is at %s", got)
	}
	if got := NextBeat("each minute", noon); !got.Equal(noon) {
		t.Errorf("without a beat: %s", got)
	}
}

// Who goes on where a day was planned to its end decides its reports no second time.
func TestGoOn(t *testing.T) {
	t.Parallel()
	r := testRules(t)
	s, store, log := onFile(t, func() Rules { return r })
	ctx := context.Background()
	if n, err := s.PlanDue(ctx, tuesday.At(9, 0, dbtest.Zone)); n != 0 || err != nil || log.Len() > 0 {
		t.Fatalf("nothing is due: %d letters, %v, logged %s", n, err, log)
	}
	for day, want := range map[checklist.Day]checklist.Day{tuesday - 1: 0, tuesday: tuesday, tuesday + 1: 0} {
		next := New(store, s.rules, s.log)
		if err := next.GoOn(ctx, day); err != nil || next.reported != want {
			t.Errorf("on %s: reported %s, %v", day, next.reported, err)
		}
	}
}

// Three days planned ahead are those of a clock that was ahead, and undone; of four it is
// asked what day it is.
func TestClock_howManyDaysAheadAreUndone(t *testing.T) {
	t.Parallel()
	for ahead, want := range map[int]string{0: "", 3: "时钟曾经超前", 4: "时钟落后"} {
		s, store := onStore(t)
		ctx := context.Background()
		last := tuesday
		for range ahead {
			last = s.rules().Calendar.Add(last, 1)
			if _, err := s.PlanDue(ctx, last.At(9, 0, dbtest.Zone)); err != nil {
				t.Fatal(err)
			}
		}
		told := func() (reasons []string) {
			letters, err := store.Notices(ctx, db.NoticeFilter{})
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range letters {
				reasons = append(reasons, words.Say(words.Chinese, n.Reason))
			}
			return reasons
		}
		for minute := range 2 {
			if _, err := s.PlanDue(ctx, tuesday.At(9, minute, dbtest.Zone)); err != nil {
				t.Fatal(err)
			}
		}
		if got := strings.Join(told(), " "); got != want {
			t.Errorf("%d days ahead: the clerk is told %q, want %q", ahead, got, want)
		}
		if ahead <= mostAhead {
			continue
		}
		if days, err := store.PlannedAhead(ctx, tuesday); err != nil || len(days) != ahead || s.reported != 0 {
			t.Errorf("while the clerk has not answered: %v are planned, %v", days, err)
		}
		if err := store.Release(ctx, tuesday.At(9, 5, dbtest.Zone), tuesday, "clerk"); err != nil {
			t.Fatal(err)
		}
		if _, err := s.PlanDue(ctx, tuesday.At(9, 6, dbtest.Zone)); err != nil {
			t.Fatal(err)
		}
		if days, err := store.PlannedAhead(ctx, tuesday); err != nil || len(days) > 0 || s.reported != tuesday {
			t.Errorf("the clerk has said that it is today: %v are planned ahead, %v", days, err)
		}
	}
}
