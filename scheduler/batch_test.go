package scheduler_test

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
	"duban/internal/words"
)

func TestRound_inBatchesWritesWhatItWritesAtOnce(t *testing.T) {
	t.Parallel()
	s, dir := dbtest.Open(t), office(t)
	seed(t, s, dir, 2026)
	sch, _ := newScheduler(t, s, dir)
	sch.InBatchesOf(1)                                                                         // each person is one
	got := planText(live(t, s, sch, checklist.Date(2026, 3, 30), checklist.Date(2026, 5, 11))) // silence has reached the director
	want, err := os.ReadFile("testdata/year-2026.txt")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want[:min(len(want), len(got))]), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// dying is a context that ends when it has been asked so often whether it has.
type dying struct {
	context.Context
	end  context.CancelFunc
	left atomic.Int64
}

func dyingAfter(asked int64) *dying {
	d := &dying{}
	d.Context, d.end = context.WithCancel(context.Background())
	d.left.Store(asked)
	return d
}

func (d *dying) Err() error {
	if d.left.Add(-1) <= 0 {
		d.end()
	}
	return d.Context.Err()
}

func TestRound_thatIsCutShortAnywhereLosesAndRepeatsNothing(t *testing.T) {
	t.Parallel()
	s, dir := dbtest.OpenFile(t), office(t)
	fewItems(t, s, dir)
	sch, _ := newScheduler(t, s, dir)
	live(t, s, sch, checklist.Date(2026, 4, 1), checklist.Date(2026, 4, 21))
	day := checklist.Date(2026, 4, 22) // reminders, and silence that climbs
	if err := s.Record(context.Background(), day.At(7, 0, dbtest.Zone), db.Record{Faults: []db.AddressFault{{Address: "jsb@djzx.example", Fault: msg.Words("550"), Person: "技术服务部负责人"}}}); err != nil {
		t.Fatal(err)
	}
	want := cutShort(t, s, dir, day, 1<<40)
	cuts := 0
	for asked := int64(100); ; asked += 23 { // before that nothing is written yet
		got := cutShort(t, s, dir, day, asked)
		if diff := cmp.Diff(want.end, got.end); diff != "" {
			t.Fatalf("cut at %d (-undisturbed +cut):\n%s", asked, diff)
		}
		if got.whole {
			break
		}
		if got.written > 0 {
			cuts++
		}
	}
	if cuts < 3 {
		t.Errorf("cut %d times between the batches", cuts)
	}
}

// ended is how a day ended: whole at once, or in a second round.
type ended struct {
	whole   bool
	written int // letters of the first round
	end     map[string]any
}

func cutShort(t *testing.T, template *db.Store, dir *checklist.Directory, day checklist.Day, asked int64) (e ended) {
	t.Helper()
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "cut.db")
	if err := template.CopyTo(ctx, path); err != nil {
		t.Fatal(err)
	}
	s := dbtest.OpenAt(t, path)
	var err error
	for _, ctx := range []context.Context{dyingAfter(asked), ctx} {
		sch, _ := newScheduler(t, s, dir)
		sch.InBatchesOf(1)
		var n int
		if n, err = sch.PlanDue(ctx, day.At(8, 30, dbtest.Zone)); ctx != context.Background() {
			e.whole, e.written = err == nil, n
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	e.end = endOf(t, s, day)
	return e
}

// endOf is all that a day has left behind, but for identifiers and tokens.
func endOf(t *testing.T, s *db.Store, day checklist.Day) map[string]any {
	t.Helper()
	ctx := context.Background()
	end := map[string]any{}
	letters, err := s.Notices(ctx, db.NoticeFilter{On: day})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range letters {
		if n.Letter.Clerk != nil {
			n.Letter.Clerk.Foot = msg.Message{} // it counts the letters that wait: after a cut, those of the first round
		}
		end[n.Key] = []any{n.Reason, n.Letter}
	}
	all, err := s.Ledger(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		steps, err := s.Steps(ctx, o.ID)
		if err != nil {
			t.Fatal(err)
		}
		for i := range steps {
			steps[i].Notice = 0
		}
		end[o.Party+" "+o.Content] = []any{o, steps}
	}
	return end
}

func TestRound_ofManyBatchesThatIsAFloodWritesNothing(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	sch, rules := changing(t, s)
	sch.InBatchesOf(1)
	rules.MostLetters = 3
	at := checklist.Date(2026, 4, 1).At(9, 0, dbtest.Zone)
	for _, c := range []struct {
		reason string
		want   int
		before func() error
	}{
		{"the clerk is asked", 1, func() error { return nil }},
		{"and once", 0, func() error { return nil }},
		{"and then all go", 8, func() error { return s.Release(context.Background(), at, checklist.Date(2026, 4, 1), "clerk") }},
	} {
		if err := c.before(); err != nil {
			t.Fatal(err)
		}
		if got, err := sch.PlanDue(context.Background(), at); got != c.want || err != nil {
			t.Errorf("%s: %d letters, %v, want %d", c.reason, got, err, c.want)
		}
	}
	letters, err := s.Notices(context.Background(), db.NoticeFilter{})
	if err != nil || words.Say(words.Chinese, letters[0].Reason) != "本日要发8封信，超过一轮3封的上限，已全部暂停" {
		t.Errorf("the clerk was told %v, %v", letters[0].Reason, err)
	}
}

// As many letters as the office expects go without asking, in one batch or in many.
func TestRound_isAFloodAboveTheBoundOnly(t *testing.T) {
	t.Parallel()
	for most, want := range map[int]int{8: 8, 7: 1, 0: 8} {
		for _, batch := range []int{1, 1000} {
			sch, rules := changing(t, dbtest.Open(t))
			sch.InBatchesOf(batch)
			rules.MostLetters = most
			got, err := sch.PlanDue(context.Background(), checklist.Date(2026, 4, 1).At(9, 0, dbtest.Zone))
			if got != want || err != nil {
				t.Errorf("at most %d, in batches of %d: %d letters, %v, want %d", most, batch, got, err, want)
			}
		}
	}
}

func TestRound_aPartyThatLeftTheDirectoryAndIsCalledAsAPersonIsNotForgotten(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	sch, _ := changing(t, s)
	all, err := s.Ledger(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	at := checklist.Date(2026, 4, 1).At(9, 0, dbtest.Zone)
	moved := checklist.Event{Kind: checklist.EventReassigned, Assignment: all[0].ID, Actor: "clerk", Party: "业务受理部负责人"} // a person's title, and no entry
	if err := s.Record(context.Background(), at, db.Record{Events: []checklist.Event{moved}}); err != nil {
		t.Fatal(err)
	}
	if _, err := sch.PlanDue(context.Background(), at); err != nil {
		t.Fatal(err)
	}
	for _, o := range all {
		if steps, err := s.Steps(context.Background(), o.ID); err != nil || len(steps) == 0 {
			t.Errorf("of what %s was to do nothing was planned: %v", o.Party, err)
		}
	}
}
