package db_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// twoDaemons are two stores on one server, as two daemons have them.
func twoDaemons(t *testing.T) (one, two *db.Store) {
	t.Helper()
	server := dbtest.Server(t)
	return dbtest.OpenAt(t, server), dbtest.OpenAt(t, server)
}

func TestOpen_daemonsThatComeUpAtOnceMigrateOnce(t *testing.T) {
	t.Parallel()
	server := dbtest.Server(t)
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			s, err := db.Open(context.Background(), server, dbtest.Options())
			if err != nil {
				t.Error(err)
				return
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}

func TestDuty_isOneDaemonsUntilItGoes(t *testing.T) {
	t.Parallel()
	ctx, server := context.Background(), dbtest.Server(t)
	one, err := db.Open(ctx, server, dbtest.Options())
	if err != nil {
		t.Fatal(err)
	}
	two := dbtest.OpenAt(t, server)
	expect := func(s *db.Store, want bool) {
		t.Helper()
		if on, err := s.Duty(ctx); err != nil || on != want {
			t.Errorf("on duty: %v, %v", on, err)
		}
	}
	expect(one, true)
	expect(two, false)
	expect(one, true)
	expect(another(t, two, 2), true) // another office is another duty
	if err := one.Close(); err != nil {
		t.Fatal(err)
	}
	expect(two, true)
}

func TestRecord_daemonsThatWriteAtOnceKeepOneChain(t *testing.T) {
	t.Parallel()
	one, two := twoDaemons(t)
	twoItems(t, one)
	var all sync.WaitGroup
	for _, s := range []*db.Store{one, two} {
		all.Go(func() {
			for range 40 {
				record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventNoted, Actor: "duban", Reason: msg.Words("x")}}})
			}
		})
	}
	all.Wait()
	if head, err := one.Head(context.Background()); err != nil || head.Seq != 84 {
		t.Errorf("the chain has %d events, %v", head.Seq, err)
	}
}

// letters writes so many, each to be delivered.
func letters(t *testing.T, s *db.Store, keys ...string) {
	t.Helper()
	var r db.Record
	for _, key := range keys {
		r.Notices = append(r.Notices, db.NewNotice{Key: key, Reason: msg.Words("x"), NotBefore: morning, Letter: letter.Letter{Kind: letter.KindReceipt, To: "A"}})
	}
	record(t, s, morning, r)
}

// worked hands letters out until so many were taken, and returns how often each was.
func worked(t *testing.T, s *db.Store, most int, deliver func(n int64) time.Duration) map[int64]int {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
	defer stop()
	var mu sync.Mutex
	seen := map[int64]int{}
	total := 0
	err := s.Work(ctx, db.Queue{Senders: 4, Timeout: 10 * time.Second, RescueAfter: 12 * time.Second}, slog.New(slog.DiscardHandler),
		func(_ context.Context, _, notice int64) (time.Duration, error) {
			mu.Lock()
			defer mu.Unlock()
			seen[notice]++
			if total++; total == most {
				stop()
			}
			return deliver(notice), nil
		})
	if err != nil {
		t.Error(err)
	}
	if !errors.Is(ctx.Err(), context.Canceled) {
		t.Errorf("after half a minute: %v", seen)
	}
	return seen
}

func TestWork_handsOutEachLetterOnce(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenAt(t, dbtest.Server(t))
	letters(t, s, "a", "b", "c")
	letters(t, another(t, s, 2), "a")
	seen := worked(t, s, 4, func(int64) time.Duration { return 0 })
	for _, id := range []int64{1, 2, 3, checklist.OfficeSpan + 1} {
		if seen[id] != 1 {
			t.Errorf("letter %d was handed out %d times", id, seen[id])
		}
	}
}

func TestWork_bringsALetterAgainThatIsWantedAgain(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenAt(t, dbtest.Server(t))
	letters(t, s, "a")
	first := true
	seen := worked(t, s, 2, func(int64) time.Duration {
		if first {
			first = false
			return time.Millisecond
		}
		return 0
	})
	if seen[1] != 2 {
		t.Errorf("handed out %v", seen)
	}
}

func TestSweep_handsOutWhatNoJobCarries(t *testing.T) {
	t.Parallel()
	ctx, server := context.Background(), dbtest.Server(t)
	s := dbtest.OpenAt(t, server)
	letters(t, s, "a", "b")
	sweep := func(at time.Time, want int) {
		t.Helper()
		if lost, err := s.Sweep(ctx, at, 10*time.Minute); err != nil || lost != want {
			t.Errorf("found %d lost letters, %v", lost, err)
		}
	}
	sweep(morning.Add(time.Hour), 0)
	dbtest.Statement(t, server, `DELETE FROM river_job WHERE args @> '{"notice": 2}'`)
	sweep(morning.Add(time.Minute), 0) // not yet
	sweep(morning.Add(time.Hour), 1)
	sweep(morning.Add(time.Hour), 0)
	if seen := worked(t, s, 2, func(int64) time.Duration { return 0 }); seen[2] != 1 {
		t.Errorf("handed out %v", seen)
	}
}

// What may go at once is handed out at once, and nothing that may not.
func TestTryNow_handsOutWhatWaitsForTheRelay(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenAt(t, dbtest.Server(t))
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A"), outcomeTo("B")}})
	jobs := func() (n int) {
		for _, row := range db.Rows(t, s) {
			if strings.HasPrefix(row, "river_job ") {
				n++
			}
		}
		return n
	}
	before := jobs()
	for _, tt := range []struct {
		name string
		do   func() error
		more int
	}{
		{"nothing is held", func() error { return s.TryNow(ever, morning) }, 0},
		{"the relay takes none", func() error { refused(t, s, morning); return nil }, 0},
		{"it is tried at once", func() error { return s.TryNow(ever, morning.Add(time.Minute)) }, 1}, // the other one waits for its next try
		{"an act without letters", func() error { return s.Release(ever, morning, april(1), "clerk") }, 1},
	} {
		if err := tt.do(); err != nil {
			t.Fatal(tt.name, err)
		}
		if more := jobs() - before; more != tt.more {
			t.Errorf("%s: %d letters were handed out anew, want %d", tt.name, more, tt.more)
		}
	}
}

func TestOpen_aServerThatIsNotThereIsNamedWithoutItsPassword(t *testing.T) {
	t.Parallel()
	_, err := db.Open(context.Background(), "postgres://duban:geheim@127.0.0.1:1/duban", dbtest.Options())
	if !errors.Is(err, db.ErrAway) {
		t.Errorf("got %v", err)
	}
	if got := err.Error(); strings.Contains(got, "geheim") {
		t.Errorf("the password is told: %s", got)
	}
}

func TestOpen_anAddressOfNoServerIsToldWithoutItsPassword(t *testing.T) {
	t.Parallel()
	if _, err := db.Open(context.Background(), "postgres://duban:geheim@127.0.0.1:port/duban", dbtest.Options()); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("got %v", err)
	}
}

func TestEncrypted_onlyThisMachineIsReachedInPlainText(t *testing.T) {
	t.Parallel()
	for location, asks := range map[string]bool{
		"postgres://duban@127.0.0.1:5432/duban":                 false,
		"postgres://duban@localhost/duban":                      false,
		"postgres://duban@[::1]:5432/duban":                     false,
		"postgres:///duban?host=/run/postgresql":                false,
		"postgres://duban@db.example:5432/duban":                true,
		"postgres://duban@10.0.0.5/duban?application_name=x":    true,
		"postgres://duban@localhost,db.example/duban":           true,
		"postgres://duban@db.example/duban?sslmode=disable":     false,
		"postgres://duban@db.example/duban?sslmode=verify-full": false,
	} {
		if got := db.Encrypted(location); strings.Contains(got, "sslmode=require") != asks {
			t.Errorf("%s is opened as %s", location, got)
		}
	}
}
