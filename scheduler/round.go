package scheduler

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"duban/checklist"
	"duban/db"
)

// Scheduler plans the letters of one office. Rules may change between rounds
// (a reload), never within one.
type Scheduler struct {
	store *db.Store
	rules func() Rules
	log   *slog.Logger

	mu       sync.Mutex
	stopped  checklist.Day // the day whose round the guard has stopped
	reported checklist.Day // the day whose digest has been decided: an idle beat does not read the ledger again
}

// New returns a scheduler; rules is asked once a round.
func New(store *db.Store, rules func() Rules, log *slog.Logger) *Scheduler {
	return &Scheduler{store: store, rules: rules, log: log}
}

// Round plans what is due at an instant and not yet planned, and returns how many
// letters that made. On a day off, or before the hour of letters, it does
// nothing. Missed, doubled or late rounds change nothing: a round asks what is
// due, not what time it is.
func (s *Scheduler) Round(ctx context.Context, now time.Time) (letters int, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.rules()
	on := checklist.DayOf(now, s.store.Zone())
	hour := on.At(r.Hour, r.Minute, s.store.Zone())
	if !r.Calendar.IsWorkday(on) || now.Before(hour) {
		return 0, nil
	}
	absences, err := s.store.Absences(ctx, on)
	if err != nil {
		return 0, fmt.Errorf("planning %s: %w", on, err)
	}
	r.Directory = r.Directory.Acting(absences, on)
	due, err := s.store.Due(ctx, on)
	if err != nil {
		return 0, fmt.Errorf("planning %s: %w", on, err)
	}
	if len(due) == 0 && s.reported == on {
		return 0, nil
	}
	if waits, err := s.waits(ctx, on); err != nil || waits {
		return 0, err
	}
	round, err := s.decide(ctx, r, on, due, now, hour)
	if err != nil {
		return 0, fmt.Errorf("planning %s: %w", on, err)
	}
	letters, err = s.store.Plan(ctx, now, round)
	if err != nil {
		return 0, fmt.Errorf("planning %s: %w", on, err)
	}
	if s.stopped != on {
		s.reported = on
	}
	if letters > 0 {
		s.log.Info("round planned", "day", on.String(), "due", len(due), "letters", letters)
	}
	return letters, nil
}

func (s *Scheduler) decide(ctx context.Context, r Rules, on checklist.Day, due []db.Owed, now, hour time.Time) (db.Round, error) {
	f, err := s.gather(ctx, r, on, due, now)
	if err != nil {
		return db.Round{}, err
	}
	round, toDirector := r.plan(f, hour)
	reports, err := s.reports(ctx, r, on, toDirector, now, hour)
	round.Letters = append(round.Letters, reports...)
	if err != nil {
		return round, err
	}
	r.spread(round.Letters)
	return s.guard(ctx, r, on, round, hour)
}

// reports decides the digests and the clerk's letter, once a day.
func (s *Scheduler) reports(ctx context.Context, r Rules, on checklist.Day, toDirector []db.Step, now, hour time.Time) ([]db.PlannedLetter, error) {
	if s.reported == on && len(toDirector) == 0 {
		return nil, nil
	}
	l, err := s.readLedger(ctx, r, on, now)
	if err != nil {
		return nil, err
	}
	letters, err := s.digests(ctx, r, l, toDirector, hour)
	if err != nil {
		return nil, err
	}
	overviews, err := s.overviews(ctx, r, l, hour)
	if err != nil {
		return nil, err
	}
	clerk, err := s.clerkLetters(ctx, r, l, now, hour)
	return slices.Concat(letters, overviews, clerk), err
}

// Run plans at once and then at every beat until ctx ends, and calls planned
// after a round that made letters. The beat is a heart-beat and carries no
// meaning: a minute missed is made up for by the next.
func (s *Scheduler) Run(ctx context.Context, now func() time.Time, planned func()) error {
	beat := func() {
		letters, err := s.Round(ctx, now())
		if err != nil && ctx.Err() == nil {
			s.log.Error("round failed", "err", err)
		}
		s.log.Debug("beat", "letters", letters)
		if letters > 0 {
			planned()
		}
	}
	c := cron.New(cron.WithLocation(s.store.Zone()),
		cron.WithChain(cron.Recover(cron.DiscardLogger), cron.SkipIfStillRunning(cron.DiscardLogger)))
	if _, err := c.AddFunc("* * * * *", beat); err != nil {
		return fmt.Errorf("setting the beat: %w", err)
	}
	beat()
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	return nil
}
