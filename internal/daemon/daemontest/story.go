package daemontest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
	"duban/internal/config"
	"duban/internal/daemon"
	"duban/internal/office"
	"duban/internal/office/database"
	"duban/internal/office/register"
	"duban/notify/mailtest"
)

// Story is some weeks in the life of the whole daemon: the real cron, the real
// SQLite file, SMTP and LMTP over pipes, in a bubble where days pass in no time.
// Every letter that goes out must be expected, or the story fails:
//
//	s.On("04-30")                                 // live until that afternoon
//	due := s.Expect("技术服务部负责人", "due", 1)     // this letter came
//	s.Reply(due, "已完成")                         // and is answered
//	s.Expect("技术服务部负责人", "receipt")
type Story struct {
	*testing.T
	Dir     string
	Options daemon.Options // of the daemon when it is started
	Log     io.Writer      // of the daemon
	Level   slog.Level     // of its log
	Store   *db.Store      // of the running daemon
	Relay   *mailtest.Sink // the office's relay

	Unexamined bool // the office's own server does not look who sent a mail

	post    *pipeListener
	ahead   atomic.Int64 // how far the machine's clock is ahead, in nanoseconds
	running sync.WaitGroup
	kill    context.CancelFunc

	taken   int      // letters of the sink that were looked at
	arrived []Letter // and not yet expected
	ignored []string // labels that this story is not about
	replies int
}

// init lets the runtime begin to watch for signals outside of any bubble: its watcher
// never ends, and a bubble waits for all that began in it.
func init() { signal.Notify(make(chan os.Signal, 1), syscall.SIGUSR2) }

func (s *Story) WriteFile(name, content string) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.Dir, name), []byte(content), 0o600); err != nil {
		s.Fatal(err)
	}
}

func (s *Story) ReadFile(name string) string {
	s.Helper()
	raw, err := os.ReadFile(filepath.Join(s.Dir, name))
	if err != nil {
		s.Fatal(err)
	}
	return string(raw)
}

// source is where the configuration of the story's office is read.
func (s *Story) source() config.Source {
	return config.Source{File: filepath.Join(s.Dir, "config.toml"), Getenv: func(string) string { return "" }}
}

func (s *Story) open() *office.Office {
	s.Helper()
	c, err := s.source().Office("")
	if err != nil {
		s.Fatal(err)
	}
	o, err := office.Open(context.Background(), c)
	if err != nil {
		s.Fatal(err)
	}
	return o
}

// Act is what the clerk does, beside the daemon.
func (s *Story) Act(do func(ctx context.Context, o *office.Office) error) {
	s.Helper()
	if err := s.tries(do); err != nil {
		s.Fatalf("%s: %v", s.Today(), err)
	}
}

// tries is Act for what may be refused.
func (s *Story) tries(do func(ctx context.Context, o *office.Office) error) error {
	s.Helper()
	o := s.open()
	return errors.Join(do(context.Background(), o), o.Store.Close())
}

// Import imports a list of the year; one that amends another is applied.
func (s *Story) Import(name string, r register.Reading, items ...Item) {
	s.Helper()
	r.Year = 2026
	s.Act(func(ctx context.Context, o *office.Office) error {
		in, err := register.Read(ctx, o, s.Today(), name, []byte(Written(items)), r)
		if err != nil {
			return err
		}
		if errs := in.Problems.Errors(); len(errs) > 0 {
			return errs
		}
		_, err = register.Import(ctx, o, time.Now(), in, true)
		return err
	})
}

// Start starts the daemon, from the configuration as it is now.
func (s *Story) Start() {
	s.Helper()
	ctx, kill := context.WithCancel(context.Background())
	o := s.open()
	s.Store, s.kill = o.Store, kill
	log := slog.New(slog.NewTextHandler(s.Log, &slog.HandlerOptions{Level: s.Level}))
	s.running.Go(func() {
		if err := daemon.Run(ctx, []*office.Office{o}, s.Options, log); err != nil {
			s.Error(err)
		}
	})
	synctest.Wait()
}

// Stop ends the daemon as SIGTERM does, and checks all that is stored.
func (s *Story) Stop() {
	s.Helper()
	s.kill()
	s.running.Wait()
	s.Act(func(ctx context.Context, o *office.Office) error {
		found, err := database.Check(ctx, o, s.now())
		for _, v := range found.Broken {
			s.Errorf("%s: %s", s.Today(), v)
		}
		return err
	})
}

// Day is a day of 2026, MM-DD.
func (s *Story) Day(mmdd string) checklist.Day {
	s.Helper()
	day, err := checklist.ParseDay("2026-" + mmdd)
	if err != nil {
		s.Fatal(err)
	}
	return day
}

// On lives until four in the afternoon of a day. What came on the way and was not
// expected fails the story.
func (s *Story) On(mmdd string) {
	s.Helper()
	s.until(s.Day(mmdd))
}

// Pass is On for a day, whatever came until the evening before it.
func (s *Story) Pass(mmdd string) {
	s.Helper()
	day := s.Day(mmdd)
	time.Sleep(time.Until((day - 1).At(23, 0, Zone)))
	s.look()
	s.arrived = nil
	s.until(day)
}

// Workdays is On for the day that is so many workdays from today.
func (s *Story) Workdays(n int) {
	s.Helper()
	day := s.Today()
	s.Act(func(_ context.Context, o *office.Office) error { day = o.Calendar.Add(day, n); return nil })
	s.until(day)
}

func (s *Story) until(day checklist.Day) {
	s.Helper()
	s.Quiet()
	time.Sleep(time.Until(day.At(16, 0, Zone)))
	synctest.Wait()
}

// Settle lets what an act of the clerk's has caused be sent.
func (s *Story) Settle() {
	time.Sleep(lookLetters + time.Minute)
	synctest.Wait()
}

// SetClock lets the machine's clock be ahead from now on; 0 is right.
func (s *Story) SetClock(ahead time.Duration) { s.ahead.Store(int64(ahead)) }

// now is what the daemon takes the time for.
func (s *Story) now() time.Time { return time.Now().Add(time.Duration(s.ahead.Load())) }

// At lives until a time (15:04) of a day. What came on the way and was not expected
// fails the story.
func (s *Story) At(mmdd, clock string) {
	s.Helper()
	s.Quiet()
	at, err := time.Parse("15:04", clock)
	if err != nil {
		s.Fatal(err)
	}
	time.Sleep(time.Until(s.Day(mmdd).At(at.Hour(), at.Minute(), Zone)))
	synctest.Wait()
}

// Today is the day that the story is at.
func (s *Story) Today() checklist.Day { return checklist.DayOf(time.Now(), Zone) }

// Stands compares the states of the leads of a number.
func (s *Story) Stands(no int, want ...checklist.State) {
	s.Helper()
	s.stands(fmt.Sprint(no), func(o db.Owed) bool { return o.No == no }, want)
}

// StandsAs compares the states of the leads of an item, whatever its number is by now.
func (s *Story) StandsAs(it Item, want ...checklist.State) {
	s.Helper()
	s.stands(it.Content, func(o db.Owed) bool { return o.Content == it.Content }, want)
}

func (s *Story) stands(name string, is func(o db.Owed) bool, want []checklist.State) {
	s.Helper()
	all, err := s.Store.Ledger(context.Background())
	if err != nil {
		s.Fatal(err)
	}
	var got []checklist.State
	for _, o := range all {
		if is(o) && o.Role == checklist.Lead {
			got = append(got, o.State)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		s.Errorf("%s: item %s (-want +got):\n%s", s.Today(), name, diff)
	}
}
