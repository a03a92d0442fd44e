package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"duban/checklist"
	"duban/internal/msg"
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
		if err := changed(res, err, msg.New("sending is paused already")); err != nil {
			return err
		}
		return t.append(checklist.Event{Kind: checklist.EventPaused, Actor: actor, Reason: msg.Words(why)})
	})
}

// Resume lets letters go again. ErrConflict if they do.
func (s *Store) Resume(ctx context.Context, now time.Time, actor string) error {
	return s.act(ctx, now, func(t *tx) error {
		res, err := t.exec(`DELETE FROM pause WHERE office = ?`, s.opt.Office)
		if err := changed(res, err, msg.New("sending is not paused")); err != nil {
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
		SELECT NOT EXISTS (SELECT 1 FROM pause WHERE office = ?) AND NOT EXISTS (SELECT 1 FROM hold WHERE office = ? AND `+holdCounts+` AND until_ms > ?)`,
		s.opt.Office, s.opt.Office, now.UnixMilli(), now.UnixMilli())
	return open, err
}

// changed turns a statement that changed nothing into a conflict.
func changed(res sql.Result, err error, otherwise msg.Message) error {
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("%w: %w", checklist.ErrConflict, otherwise))
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

// Hold is since when and why the relay takes no letters, and when one is tried next. It
// is the relay's answer that counts, whichever daemon got it.
type Hold struct {
	SinceMs  int64
	LastMs   int64 // when it refused last
	UntilMs  int64
	Cause    string // a rejection.Cause
	Why      string // the relay's words
	Refusals int    // one after the other
}

// holdCounts is the condition under which a hold counts at an instant: what a clock that
// was ahead has written does not.
const holdCounts = `hold.last_ms <= ?`

// Hold returns the office's; false: the relay takes letters, as far as is known.
func (s *Store) Hold(ctx context.Context) (h Hold, held bool, err error) {
	err = notFound(s.get(ctx, &h, `SELECT since_ms, last_ms, until_ms, cause, why, refusals FROM hold WHERE office = ?`, s.opt.Office))
	if errors.Is(err, checklist.ErrNotFound) {
		return h, false, nil
	}
	return h, err == nil, err
}

// TryNow lets a letter be tried at once: the clerk has mended something, or a daemon
// begins with a new configuration.
func (s *Store) TryNow(ctx context.Context, now time.Time) error {
	return s.act(ctx, now, func(t *tx) error {
		res, err := t.exec(`UPDATE hold SET until_ms = ? WHERE office = ? AND until_ms > ?`, t.ms, s.opt.Office, t.ms)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return t.enqueueDue()
	})
}

// enqueueDue tells whoever carries letters that they may go: it would ask again only
// after a while.
func (t *tx) enqueueDue() error {
	var waiting []int64
	err := t.list(&waiting, `SELECT id FROM notice WHERE office = ? AND state = 'queued' AND not_before <= ? ORDER BY id`, t.s.opt.Office, t.ms)
	t.due = append(t.due, waiting...)
	return err
}

// hold keeps all letters back. Several connections that hear the same at once have heard
// it once.
func (t *tx) hold(cause, why string, wait func(refusals int) time.Duration) (untilMs int64, err error) {
	h, held, err := t.held()
	if err != nil {
		return 0, err
	}
	if held && h.UntilMs > t.ms {
		return h.UntilMs, nil
	}
	if !held {
		h.SinceMs = t.ms
	}
	if h.Cause != cause {
		h.Refusals = 0
	}
	h.Refusals++
	h.LastMs, h.UntilMs = t.ms, t.ms+wait(h.Refusals).Milliseconds()
	_, err = t.exec(`
		INSERT INTO hold (office, since_ms, last_ms, until_ms, cause, why, refusals) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (office) DO UPDATE SET since_ms = excluded.since_ms, last_ms = excluded.last_ms, until_ms = excluded.until_ms, cause = excluded.cause, why = excluded.why, refusals = excluded.refusals`,
		t.s.opt.Office, h.SinceMs, h.LastMs, h.UntilMs, cause, why, h.Refusals)
	return h.UntilMs, err
}

func (t *tx) held() (h Hold, held bool, err error) {
	err = notFound(t.get(&h, `SELECT since_ms, last_ms, until_ms, cause, why, refusals FROM hold WHERE office = ? AND `+holdCounts, t.s.opt.Office, t.ms))
	if errors.Is(err, checklist.ErrNotFound) {
		return h, false, nil
	}
	return h, err == nil, err
}

// relayWorks: the relay has taken letters, so what it now refuses of others is about them:
// those that it refused for good before are tried once more, at once. Those that went to an address known to fail put it to the test.
func (t *tx) relayWorks(taken [][]any) error {
	var doubts struct{ Relay, Addresses int }
	if err := t.get(&doubts, `
		SELECT (SELECT COUNT(*) FROM hold WHERE office = ?) + (SELECT COUNT(*) FROM notice WHERE office = ? AND refused <> '' AND final < 2) AS relay,
			(SELECT COUNT(*) FROM address WHERE office = ? AND fault <> '') AS addresses`,
		t.s.opt.Office, t.s.opt.Office, t.s.opt.Office); err != nil {
		return err
	}
	if doubts.Addresses > 0 {
		ids := make([]int64, len(taken))
		for i, row := range taken {
			ids[i] = row[0].(int64)
		}
		if err := t.taken(ids); err != nil {
			return err
		}
	}
	if doubts.Relay == 0 {
		return nil
	}
	if h, held, err := t.held(); err != nil || held && lastStarted(taken) <= h.LastMs {
		return err // it was on its way when the relay refused another
	}
	if _, err := t.exec(`DELETE FROM hold WHERE office = ?`, t.s.opt.Office); err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE notice SET refused = '', fault = '' WHERE office = ? AND refused <> '' AND final = 0`, t.s.opt.Office); err != nil {
		return err
	}
	var doubted []int64
	if err := t.list(&doubted, `SELECT id FROM notice WHERE office = ? AND refused <> '' AND final = 1 AND state = 'queued'`, t.s.opt.Office); err != nil {
		return err
	}
	t.due = append(t.due, doubted...)
	_, err := t.exec(`
		UPDATE notice SET final = 2, not_before = CASE WHEN state = 'queued' AND not_before > ? THEN ? ELSE not_before END
		WHERE office = ? AND refused <> '' AND final = 1`, t.ms, t.ms, t.s.opt.Office)
	return err
}

func lastStarted(attempts [][]any) (ms int64) {
	for _, row := range attempts {
		ms = max(ms, row[2].(int64))
	}
	return ms
}

// refusedLetter is a letter that is given up.
type refusedLetter struct {
	Notice
	Error msg.Message
	Fault string
}

// giveUp ends a letter, and marks its address where that is at fault.
func (t *tx) giveUp(n refusedLetter) error {
	if _, err := t.exec(`UPDATE notice SET state = 'failed', lease_until = 0, error = ?, refused = '', final = 0, fault = '' WHERE id = ?`, n.Error, n.ID); err != nil {
		return err
	}
	if n.OfDay != 0 { // what it was for is asked for again tomorrow
		if err := t.giveRungsBack([]int64{n.ID}, msg.New("the letter did not go", n.Error), n.OfDay+1); err != nil {
			return err
		}
	}
	if n.Fault != "" && n.Address != "" {
		if err := t.markAddress(AddressFault{Address: n.Address, Fault: msg.Words(n.Fault), Person: n.Person}); err != nil {
			return err
		}
	}
	return t.append(checklist.Event{Kind: checklist.EventFailed, Actor: "duban", Party: n.Person, Notice: n.ID, Reason: n.Error})
}

// alike counts the people besides one whose letters were answered the same, with no letter
// that has gone since.
func (t *tx) alike(n Notice, answer string) (others int, err error) {
	err = t.get(&others, `SELECT COUNT(DISTINCT person) FROM notice WHERE office = ? AND refused = ? AND final < 2 AND person <> ?`, t.s.opt.Office, answer, n.Person)
	return others, err
}
