package db

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

func openStore(t *testing.T) *Store {
	t.Helper()
	s, err := Open(context.Background(), filepath.Join(t.TempDir(), "duban.db"), Options{Zone: time.UTC, Domain: "djzx.example"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if broken, err := s.Check(context.Background()); err != nil || len(broken) > 0 {
			t.Errorf("the store: %v %v", broken, err)
		}
		s.Close()
	})
	return s
}

// share makes acts wait for one another, so that they share a transaction, and
// returns what each of them came to: an error, or what it panicked with.
func share(s *Store, parts ...func(*tx) error) []any {
	var calls []func() error
	for i, fn := range parts {
		calls = append(calls, func() error { return s.act(context.Background(), time.UnixMilli(int64(i)), fn) })
	}
	return atOnce(s, calls...)
}

// atOnce makes calls wait for the writer at the same time.
func atOnce(s *Store, calls ...func() error) []any {
	s.acts.writer <- struct{}{} // somebody writes
	var all sync.WaitGroup
	results := make([]any, len(calls))
	for i, call := range calls {
		for waiting := 0; waiting < i; runtime.Gosched() { // in order
			s.acts.mu.Lock()
			waiting = len(s.acts.waiting)
			s.acts.mu.Unlock()
		}
		all.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					results[i] = r
				}
			}()
			if err := call(); err != nil {
				results[i] = err
			}
		})
	}
	for waiting := 0; waiting < len(calls); runtime.Gosched() {
		s.acts.mu.Lock()
		waiting = len(s.acts.waiting)
		s.acts.mu.Unlock()
	}
	<-s.acts.writer
	all.Wait()
	return results
}

func noting(name string, then error) func(*tx) error {
	return func(t *tx) error {
		if _, err := t.exec(`INSERT INTO source (office, name, ok_ms) VALUES (1, ?, ?)`, name, t.ms); err != nil {
			return err
		}
		return then
	}
}

func TestAct_aPartThatFailsUndoesOnlyItself(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	faulty := errors.New("faulty")
	got := share(s, noting("a", nil), noting("b", faulty), noting("c", nil), func(t *tx) error {
		_, _ = t.exec(`INSERT INTO source (office, name) VALUES (1, 'd')`)
		panic("bug")
	}, noting("e", nil))
	if got[0] != nil || got[1] != error(faulty) || got[2] != nil || got[3] != "bug" || got[4] != nil {
		t.Errorf("results %v", got)
	}
	sources, err := s.Sources(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	names := ""
	for _, src := range sources {
		names += src.Name
	}
	if names != "ace" {
		t.Errorf("%q is stored, want what did not fail", names)
	}
}

// Whatever statement fails of a transaction that acts share, stored is what its caller was
// told is stored.
func TestAct_whateverStatementFailsOfATransactionThatIsShared(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	faulty, faults := Faulty(t, s)
	for n, told := 1, []string(nil); ; n++ {
		faults.Arm(n)
		names := []string{fmt.Sprint("a", n), fmt.Sprint("b", n), fmt.Sprint("c", n)}
		for i, result := range share(faulty, noting(names[0], nil), noting(names[1], errors.New("faulty")), noting(names[2], nil)) {
			if result == nil {
				told = append(told, names[i])
			}
		}
		var stored []string
		if err := s.list(context.Background(), &stored, `SELECT name FROM source`); err != nil || !slices.Equal(slices.Sorted(slices.Values(stored)), slices.Sorted(slices.Values(told))) {
			t.Fatalf("%s fails: told that %v is stored, stored is %v, %v", faults.Hit, told, stored, err)
		}
		if faults.Hit == "" {
			return
		}
	}
}

func TestAct_whatEndsTheTransactionIsToldToAllWhoSharedIt(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	got := share(s, noting("a", nil), func(t *tx) error {
		_, err := t.exec(`ROLLBACK`) // as SQLite does by itself when the disk is full
		return errors.Join(err, errors.New("disk full"))
	}, noting("c", nil))
	for i, r := range got {
		if r == nil {
			t.Errorf("act %d was told that it is on disk", i)
		}
	}
	if sources, err := s.Sources(context.Background()); err != nil || len(sources) != 0 {
		t.Errorf("%v is stored (%v)", sources, err)
	}
	if err := s.act(context.Background(), time.Now(), noting("later", nil)); err != nil {
		t.Errorf("the next act: %v", err)
	}
}

func TestAct_whoHasGoneIsNotServed(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.act(ctx, time.Now(), noting("a", nil)); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if sources, err := s.Sources(context.Background()); err != nil || len(sources) != 0 {
		t.Errorf("%v is stored (%v)", sources, err)
	}
}

func TestFinish_lettersThatWaitTogetherAreToldEachForItself(t *testing.T) {
	t.Parallel()
	ctx, at := context.Background(), time.UnixMilli(1e12)
	s := openStore(t)
	var r Record
	for i := range 20 {
		r.Notices = append(r.Notices, NewNotice{Key: fmt.Sprint(i), NotBefore: at, Letter: letter.Letter{Kind: letter.KindOutcome, To: "A"}})
	}
	if err := s.Record(ctx, at, r); err != nil {
		t.Fatal(err)
	}
	claimed, err := s.Claim(ctx, at, checklist.Hours{}, 20, time.Minute, simulated)
	if err != nil || len(claimed) != 20 {
		t.Fatal(len(claimed), err)
	}
	claimed[3].Attempt = 7 // another sender's by now
	var calls []func() error
	for i, n := range claimed {
		o := Outcome{State: "sent", Code: fmt.Sprint(i)}
		if i == 5 {
			o = Outcome{State: "failed", Code: "5"}
		}
		calls = append(calls, func() error { return s.Finish(ctx, at, n, o) })
	}
	for i, got := range atOnce(s, calls...) {
		if err, _ := got.(error); errors.Is(err, checklist.ErrConflict) != (i == 3) || i != 3 && got != nil {
			t.Errorf("letter %d: %v", i, got)
		}
	}
	states := map[int]string{3: "sending 0", 5: "failed 15"} // and the code of its attempt
	for i, n := range claimed {
		list, err := s.Notices(ctx, NoticeFilter{ID: n.ID})
		tries, _ := s.Attempts(ctx, n.ID)
		code := ""
		if len(tries) > 0 {
			code = tries[0].Code
		}
		want := cmp.Or(states[i], fmt.Sprint("sent 1", i))
		if got := fmt.Sprint(list[0].State, " ", len(tries), code); got != want {
			t.Errorf("letter %d is %q, want %q (%v)", i, got, want, err)
		}
	}
	if head, err := s.Head(ctx); err != nil || head.Seq != 19 {
		t.Errorf("the history has %d events, want one of each letter but the one (%v)", head.Seq, err)
	}
}

// An act that fails undoes its events with it: what comes after it in the same
// transaction follows what was there before.
func TestAct_theHistoryHasNoGapWhereAnActFailed(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	appending := func(reason string, then error) func(*tx) error {
		return func(t *tx) error {
			if err := t.append(checklist.Event{Kind: checklist.EventPaused, Actor: "clerk", Reason: msg.Words(reason)}); err != nil {
				return err
			}
			return then
		}
	}
	share(s, appending("a", nil), appending("b", errors.New("faulty")), appending("c", nil), appending("d", errors.New("faulty")), appending("e", nil))
	got, prev, seq := "", checklist.ChainStart, int64(0)
	err := s.Events(context.Background(), func(e checklist.Event) error {
		if seq++; e.Seq != seq || e.Hash != e.Seal(prev) {
			t.Errorf("event %d (%s) does not follow the one before", e.Seq, e.Reason)
		}
		got, prev = got+e.Reason.String(), e.Hash
		return nil
	})
	if got != "ace" || err != nil {
		t.Errorf("the history is %q, %v", got, err)
	}
}

// A reason is sealed as it is stored, whatever characters are in it, and one of an older
// build as it was then.
func TestAppend_aReasonIsSealedAsItIsRead(t *testing.T) {
	t.Parallel()
	s := openStore(t)
	reasons := []msg.Message{{}, msg.Words("见“甲”<1>"), msg.Words(`"抓紧"`), msg.Words("坏\x00字\xff"), msg.New("said by the list", "坏\x00字\xff，4月底"), msg.New("a list closed", 2, 3)}
	share(s, func(t *tx) (err error) {
		for _, r := range reasons {
			err = errors.Join(err, t.append(checklist.Event{Kind: checklist.EventNoted, Actor: "duban", Reason: r}))
		}
		return err
	})
	prev, seq := checklist.ChainStart, 0
	if err := s.Events(context.Background(), func(e checklist.Event) error {
		if e.Hash != e.Seal(prev) || e.Reason.Code != reasons[seq].Code || e.Reason.IsZero() != reasons[seq].IsZero() {
			t.Errorf("%q is read as %q", reasons[seq], e.Reason)
		}
		prev, seq = e.Hash, seq+1
		return nil
	}); err != nil || seq != len(reasons) {
		t.Errorf("%d events, %v", seq, err)
	}
	unread := share(s, func(t *tx) error {
		return t.append(checklist.Event{Kind: checklist.EventNoted, Reason: msg.New("x", 1.5)})
	})
	if unread[0] == nil {
		t.Error("a reason was kept that cannot be read")
	}
}

func TestAct_eachOfficeOfASharedTransactionHasItsOwnChain(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one := openStore(t)
	two, err := one.For(ctx, Options{Office: 2, Name: "乙中心", Zone: time.UTC, Domain: "djzx.example"})
	if err != nil {
		t.Fatal(err)
	}
	pause := func(s *Store, why string) func() error {
		return func() error { return s.Pause(ctx, time.UnixMilli(1), "clerk", why) }
	}
	for i, err := range atOnce(one, pause(one, "甲"), pause(two, "乙")) {
		if err != nil {
			t.Errorf("act %d: %v", i, err)
		}
	}
	for _, s := range []*Store{one, two} {
		head, err := s.Head(ctx)
		if err != nil || head.Seq != 1 {
			t.Errorf("office %d: its chain ends with event %d, want 1 (%v)", s.Office(), head.Seq, err)
		}
		if broken, err := s.Check(ctx); err != nil || len(broken) > 0 {
			t.Errorf("office %d: %v %v", s.Office(), broken, err)
		}
	}
}
