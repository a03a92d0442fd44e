package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"duban/checklist"
)

// Pause is since when, and why, an office's letters are held back.
type Pause struct {
	SinceMs int64
	Why     string
}

// Pause holds back every letter that is not under way yet, until Resume. Planning
// and receiving go on. ErrConflict if it is so already.
func (s *Store) Pause(ctx context.Context, now time.Time, actor, why string) error {
	return s.act(ctx, now, func(t *tx) error {
		res, err := t.exec(`INSERT INTO pause (office, since_ms, why) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, s.opt.Office, t.ms, why)
		if err := changed(res, err, "sending is paused already"); err != nil {
			return err
		}
		return t.append(checklist.Event{Kind: checklist.EventPaused, Actor: actor, Reason: why})
	})
}

// Resume lets letters go again. ErrConflict if they do.
func (s *Store) Resume(ctx context.Context, now time.Time, actor string) error {
	return s.act(ctx, now, func(t *tx) error {
		res, err := t.exec(`DELETE FROM pause WHERE office = ?`, s.opt.Office)
		if err := changed(res, err, "sending is not paused"); err != nil {
			return err
		}
		if err := t.enqueueDue(); err != nil {
			return err
		}
		return t.append(checklist.Event{Kind: checklist.EventResumed, Actor: actor})
	})
}

// Paused returns since when letters are held back; false if they are not.
func (s *Store) Paused(ctx context.Context) (p Pause, paused bool, err error) {
	err = notFound(s.get(ctx, &p, `SELECT since_ms, why FROM pause WHERE office = ?`, s.opt.Office))
	if errors.Is(err, checklist.ErrNotFound) {
		return p, false, nil
	}
	return p, err == nil, err
}

// LetThrough reports whether letters may go now: sending is not paused, and the relay takes
// them or is to be tried.
func (s *Store) LetThrough(ctx context.Context, now time.Time) (open bool, err error) {
	err = s.get(ctx, &open, `
		SELECT NOT EXISTS (SELECT 1 FROM pause WHERE office = ?) AND NOT EXISTS (SELECT 1 FROM hold WHERE office = ? AND until_ms > ?)`,
		s.opt.Office, s.opt.Office, now.UnixMilli())
	return open, err
}

// changed turns a statement that changed nothing into a conflict.
func changed(res sql.Result, err error, otherwise string) error {
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("%w: %s", checklist.ErrConflict, otherwise))
	}
	return nil
}

// Release lets the letters of a day go although they are more than a round may write.
func (s *Store) Release(ctx context.Context, now time.Time, day checklist.Day, actor string) error {
	return s.act(ctx, now, func(t *tx) error {
		if _, err := t.exec(`INSERT INTO release (office, day, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, s.opt.Office, day, t.ms); err != nil {
			return err
		}
		return t.append(checklist.Event{Kind: checklist.EventReleased, Actor: actor, Day: day})
	})
}

// Released reports whether the clerk let the letters of a day go; or, since then, those of
// a day before it: too late for that day, his word is for the next. The zero since asks
// for the day alone.
func (s *Store) Released(ctx context.Context, day checklist.Day, since time.Time) (bool, error) {
	var n int
	late := !since.IsZero()
	err := s.get(ctx, &n, `SELECT COUNT(*) FROM release WHERE office = ? AND (day = ? OR ? AND day < ? AND at_ms >= ?)`,
		s.opt.Office, day, late, day, since.UnixMilli())
	return n > 0, err
}
