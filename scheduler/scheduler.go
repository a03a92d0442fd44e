package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"duban/checklist"
	"duban/db"
)

// Scheduler plans the letters of one office. Rules may change between days
// (a reload), never within one.
type Scheduler struct {
	store *db.Store
	rules func() Rules
	log   *slog.Logger
	most  int // about so many due assignments are decided and stored at once

	// Observe is told of each beat how long it took, and what failed; may be nil.
	Observe func(took time.Duration, err error)

	mu       sync.Mutex
	stopped  checklist.Day // the day whose plan exceeded the bound
	reported checklist.Day // the day whose digest has been decided: an idle beat does not read the ledger again
}

// New returns a scheduler; rules is asked once a planning.
func New(store *db.Store, rules func() Rules, log *slog.Logger) *Scheduler {
	return &Scheduler{store: store, rules: rules, log: log, most: mostDue}
}

// PlanDue plans what is due at an instant and not yet planned, and returns how many
// letters that made. On a day off, or outside the hours of letters, it plans nothing.
// Missed, doubled or late calls change nothing: it asks what is due, not what time it is.
func (s *Scheduler) PlanDue(ctx context.Context, now time.Time) (letters int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rules()
	on := checklist.DayOf(now, s.store.Zone())
	if letters, err = s.planDue(ctx, r, on, now); err != nil {
		err = fmt.Errorf("planning %s: %w", on, err)
	}
	return letters, err
}

func (s *Scheduler) planDue(ctx context.Context, r Rules, on checklist.Day, now time.Time) (letters int, err error) {
	if right, err := s.clockIsRight(ctx, r, on, now); err != nil || !right {
		return 0, err
	}
	if !r.hours().Open(now, s.store.Zone()) {
		return 0, nil
	}
	if s.reported != on {
		if err := s.supersedeUnsent(ctx, now); err != nil {
			return 0, err
		}
	}
	due, err := s.store.DueParties(ctx, on)
	if err != nil || len(due) == 0 && s.reported == on {
		return 0, err
	}
	return s.plan(ctx, r, due, now, r.hours().Opens(on, s.store.Zone()))
}

// GoOn lets the scheduler begin as one that has run until today: the reports of a day that
// was planned to its end are not decided again. A simulation goes on where the daemon is;
// a daemon that is started decides them anew, by what the clerk has mended meanwhile.
func (s *Scheduler) GoOn(ctx context.Context, today checklist.Day) error {
	last, err := s.store.LastPlanned(ctx, today+1)
	if last == today {
		s.reported = today
	}
	return err
}

// supersedeUnsent ends what was written for earlier days and has not left: this
// planning says it anew.
func (s *Scheduler) supersedeUnsent(ctx context.Context, now time.Time) error {
	n, err := s.store.SupersedeUnsent(ctx, now)
	if n > 0 {
		s.log.Info("letters of earlier days superseded", "letters", n)
	}
	return err
}

func (s *Scheduler) plan(ctx context.Context, r Rules, due []db.DueParty, now, hour time.Time) (letters int, err error) {
	on := checklist.DayOf(now, s.store.Zone())
	if waits, err := s.waitsForRelease(ctx, r, on); err != nil || waits {
		return 0, err
	}
	if _, err := s.store.LapseConfirmations(ctx, now); err != nil {
		return 0, err
	}
	w, err := s.newPlanning(ctx, r, due, now, hour)
	if err != nil {
		return 0, err
	}
	if letters, err = w.run(ctx); letters > 0 {
		s.log.Info("letters planned", "day", on.String(), "due", dueOf(due), "letters", letters)
	}
	if err == nil && s.stopped != on {
		s.reported = on
	}
	return letters, err
}

// revive lets letters go again to addresses that have passed their test.
func (s *Scheduler) revive(ctx context.Context, now time.Time) error {
	n, err := s.store.ReviveProbed(ctx, now)
	if n > 0 {
		s.log.Info("addresses work again", "addresses", n)
	}
	return err
}

// reviveEvery is how often addresses are looked at that wait a day to work again.
const reviveEvery = 15 * time.Minute

// EachMinute is the beat of a daemon, as cron writes it.
const EachMinute = "* * * * *"

// NextBeat is the first beat after an instant, in the instant's zone; the instant itself
// where cron does not read the beat.
func NextBeat(every string, after time.Time) time.Time {
	beats, err := cron.ParseStandard(every)
	if err != nil {
		return after
	}
	return beats.Next(after)
}

// Run plans at once and then at every beat until ctx ends, and calls planned
// after a planning that made letters. The beat is a heart-beat and carries no
// meaning: one missed is made up for by the next.
func (s *Scheduler) Run(ctx context.Context, every string, now func() time.Time, planned func()) error {
	var revived time.Time // when it was last asked which addresses work again
	beat := func() {
		letters, began := 0, now()
		err := recovered(func() (err error) { // the next beat may fare better, and other offices have nothing to do with it
			if began.Sub(revived).Abs() >= reviveEvery {
				if err := s.revive(ctx, began); err != nil {
					return err
				}
				revived = began
			}
			letters, err = s.PlanDue(ctx, now())
			return err
		})
		if err != nil && ctx.Err() == nil {
			s.log.Error("planning failed, trying again in 1m", "err", err)
		}
		s.log.Debug("beat", "letters", letters)
		if s.Observe != nil {
			s.Observe(now().Sub(began), err)
		}
		if letters > 0 {
			planned()
		}
	}
	c := cron.New(cron.WithLocation(s.store.Zone()), cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger)))
	if _, err := c.AddFunc(every, beat); err != nil {
		return fmt.Errorf("setting the beat: %w", err)
	}
	beat()
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	return nil
}
