package db

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"duban/checklist"
)

// GiveBack returns claimed letters that were not tried, to be claimed again from
// an instant on; the attempt does not count. Those that another sender holds by now
// stay his.
func (s *Store) GiveBack(ctx context.Context, now time.Time, list []Notice, at time.Time) error {
	return s.act(ctx, now, func(t *tx) error {
		for _, n := range list {
			if err := t.giveBack(n, at); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) giveBack(n Notice, at time.Time) error {
	err := t.fenced(n, `UPDATE notice SET state = 'queued', attempt = attempt - 1, not_before = ?, lease_until = 0`, at.UnixMilli())
	if errors.Is(err, checklist.ErrConflict) {
		return nil
	}
	if err == nil {
		_, err = t.exec(`DELETE FROM attempt WHERE notice = ? AND n = ? AND outcome = ''`, n.ID, n.Attempt)
	}
	return err
}

// Recover gives back at once the letters that a dead sender of this machine held,
// without waiting for their lease. Only the holder of the Lease may call it.
func (s *Store) Recover(ctx context.Context, now time.Time) error {
	return s.act(ctx, now, func(t *tx) error {
		_, err := t.exec(`UPDATE notice SET lease_until = ? WHERE office = ? AND state = 'sending'`, t.ms, s.opt.Office)
		return err
	})
}

// NextDue returns when the next letter may go, and false when none waits or
// sending is paused.
func (s *Store) NextDue(ctx context.Context) (time.Time, bool, error) {
	var due struct{ Queued, Leased *int64 }
	err := s.get(ctx, &due, `
		SELECT (SELECT MIN(not_before) FROM notice WHERE office = ? AND state = 'queued') AS queued,
			(SELECT MIN(lease_until) FROM notice WHERE office = ? AND state = 'sending') AS leased
		WHERE NOT EXISTS (SELECT 1 FROM pause WHERE office = ?)`, s.opt.Office, s.opt.Office, s.opt.Office)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, false, nil
	}
	ms := due.Queued
	if ms == nil || due.Leased != nil && *due.Leased < *ms {
		ms = due.Leased
	}
	if err != nil || ms == nil {
		return time.Time{}, false, err
	}
	return time.UnixMilli(*ms), true, nil
}

// LettersDue counts the letters that wait for nothing but their turn.
func (s *Store) LettersDue(ctx context.Context, now time.Time) (n int, err error) {
	err = s.get(ctx, &n, `
		SELECT (SELECT COUNT(*) FROM notice WHERE office = ? AND state = 'queued' AND not_before <= ?)
			+ (SELECT COUNT(*) FROM notice WHERE office = ? AND state = 'sending')`, s.opt.Office, now.UnixMilli(), s.opt.Office)
	return n, err
}

// AssumeSent marks everything due as sent, without a word to anybody: only on the
// copy that a simulation runs on.
func (s *Store) AssumeSent(ctx context.Context, now time.Time, hours checklist.Hours) error {
	for {
		claimed, err := s.Claim(ctx, now, hours, 100, time.Minute, simulated)
		if err != nil || len(claimed) == 0 {
			return err
		}
		for _, n := range claimed {
			if err := s.Finish(ctx, now, n, Outcome{State: checklist.AttemptSent}); err != nil {
				return err
			}
		}
	}
}

func simulated(all []Notice) {
	for i := range all {
		all[i].Raw = []byte("simulated")
	}
}
