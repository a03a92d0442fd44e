package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Backlog is the letters that should have gone and have not, through no fault of
// their addresses.
type Backlog struct {
	Count   int
	SinceMs int64  // since when the first of them waits in vain, and none has gone; 0: none waits
	Cause   string // why the relay takes no letters (a rejection.Cause); "" : it does, as far as is known
	Code    string // of the newest failure: 535 or 5.7.8; "" : there was no answer, or no attempt
	Text    string // the relay's own words
}

// Backlog finds out whether letters wait in vain. What a full or moved mailbox holds up
// (4.1, 4.2, 5.1, 5.2 of RFC 3463) is its own; nothing waits in vain while sending is
// paused, nor before the last letter that went.
func (s *Store) Backlog(ctx context.Context, now time.Time) (b Backlog, err error) {
	if _, paused, err := s.Paused(ctx); err != nil || paused {
		return b, err
	}
	hold, held, err := s.Hold(ctx)
	if err != nil {
		return b, err
	}
	refused := `a.outcome = 'retry' AND NOT (a.code LIKE '4.1.%' OR a.code LIKE '4.2.%' OR a.code LIKE '5.1.%' OR a.code LIKE '5.2.%')`
	if held { // whatever it says, it says to everybody
		refused = `a.outcome IN ('retry', 'failed')`
	}
	var tried struct {
		Count int
		First *int64
	}
	if err := s.get(ctx, &tried, `
		SELECT COUNT(DISTINCT n.id) AS count, MIN(a.started_ms) AS first FROM notice n JOIN attempt a ON a.notice = n.id
		WHERE n.office = ? AND n.state IN ('queued', 'sending') AND `+refused, s.opt.Office); err != nil {
		return b, err
	}
	var fresh struct {
		Count int
		First *int64
	}
	if err := s.get(ctx, &fresh, `
		SELECT COUNT(*) AS count, MIN(n.not_before) AS first FROM notice n
		WHERE n.office = ? AND n.state = 'queued' AND n.not_before <= ? AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.notice = n.id)`,
		s.opt.Office, now.Add(2*time.Minute).UnixMilli()); err != nil { // those that were given back for a minute or two
		return b, err
	}
	b.Count = tried.Count + fresh.Count
	for _, first := range []*int64{tried.First, fresh.First} {
		if first != nil && (b.SinceMs == 0 || *first < b.SinceMs) {
			b.SinceMs = *first
		}
	}
	if b.Count == 0 {
		return Backlog{}, nil
	}
	var last struct{ Sent *int64 }
	if err := s.get(ctx, &last, `SELECT MAX(sent_ms) AS sent FROM notice WHERE office = ? AND state = 'sent'`, s.opt.Office); err != nil {
		return b, err
	}
	if last.Sent != nil {
		b.SinceMs = max(b.SinceMs, *last.Sent)
	}
	err = notFound(s.get(ctx, &b, `
		SELECT CAST(? AS BIGINT) AS count, CAST(? AS BIGINT) AS since_ms, a.code, a.text FROM notice n JOIN attempt a ON a.notice = n.id
		WHERE n.office = ? AND n.state IN ('queued', 'sending') AND `+refused+`
		ORDER BY a.finished_ms DESC LIMIT 1`, b.Count, b.SinceMs, s.opt.Office))
	if err != nil && !errors.Is(err, checklist.ErrNotFound) {
		return b, err
	}
	if held {
		b.Cause, b.Text = hold.Cause, hold.Why
	}
	return b, nil
}

// WaitingSince is how long ago the first letter fell due that has not gone; 0: none waits.
func (b Backlog) WaitingSince(now time.Time) time.Duration {
	if b.Count == 0 {
		return 0
	}
	return max(0, now.Sub(time.UnixMilli(b.SinceMs)))
}

// Waiting is a letter that waits, with why.
type Waiting struct {
	Notice
	Refusals int // attempts so far
}

// Queue returns the letters that wait or are under way, those due first first, at most so
// many, and how many there are.
func (s *Store) Queue(ctx context.Context, most int) (list []Waiting, all int, err error) {
	if err := s.get(ctx, &all, `SELECT COUNT(*) FROM notice WHERE office = ? AND state IN ('queued', 'sending')`, s.opt.Office); err != nil {
		return nil, 0, err
	}
	err = s.list(ctx, &list, `
		SELECT id, key, kind, person, reason, state, not_before, attempt, tries, small, created_ms, created_on, of_day, sent_ms, error,
			(SELECT COUNT(*) FROM attempt WHERE attempt.notice = notice.id) AS refusals
		FROM notice WHERE office = ? AND state IN ('queued', 'sending') ORDER BY not_before, id LIMIT ?`, s.opt.Office, most)
	return list, all, err
}

// FailedLetters returns those that were given up or came back, newest first, at most so many.
func (s *Store) FailedLetters(ctx context.Context, since time.Time, most int) (list []Notice, err error) {
	err = s.list(ctx, &list, `
		SELECT id, key, kind, person, reason, state, not_before, attempt, tries, small, created_ms, created_on, of_day, sent_ms, error
		FROM notice WHERE office = ? AND state = 'failed' AND created_ms >= ? ORDER BY id DESC LIMIT ?`, s.opt.Office, since.UnixMilli(), most)
	return list, err
}

// Resend lets letters that were given up, or came back, go again; actor says so. Those
// that were written for a day that is over are not sent: what they were for is asked for
// again today, in a letter of today. ErrNotFound where none has failed.
func (s *Store) Resend(ctx context.Context, now time.Time, f ResendFilter, actor string) (sent, anew int, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		where, args := f.where()
		if anew, err = t.writeAnew(where, args...); err != nil {
			return err
		}
		if err := t.resend(where, args...); err != nil {
			return err
		}
		if sent = len(t.due); sent+anew == 0 {
			return fmt.Errorf("%w: %w", checklist.ErrNotFound, msg.New("no such letter has failed"))
		}
		for _, id := range t.due {
			if err := t.append(checklist.Event{Kind: checklist.EventResent, Actor: actor, Notice: id}); err != nil {
				return err
			}
		}
		return nil
	})
	return sent, anew, err
}

// writeAnew asks the ladder again today for what letters of earlier days were for that
// have failed.
func (t *tx) writeAnew(where string, args ...any) (n int, err error) {
	var ids []int64
	if err := t.list(&ids, `SELECT id FROM notice WHERE office = ? AND of_day <> '' AND of_day < ? AND `+where, append([]any{t.s.opt.Office, t.on}, args...)...); err != nil {
		return 0, err
	}
	for some := range slices.Chunk(ids, mostIDs) {
		if _, err := t.exec(`UPDATE notice SET state = 'superseded', error = ? WHERE id IN `+places(1, len(some)), values(some, msg.New("replaced by a letter of today"))...); err != nil {
			return 0, err
		}
		if _, err := t.exec(`
			UPDATE assignment SET next_day = ? WHERE state = 'open' AND (next_day > ? OR next_day IS NULL)
				AND id IN (SELECT assignment FROM notice_line WHERE notice IN `+places(1, len(some))+`)`, values(some, t.on, t.on)...); err != nil {
			return 0, err
		}
	}
	return len(ids), nil
}

// ResendFilter chooses among the letters that have failed; zero fields do not choose.
type ResendFilter struct {
	ID     int64
	Person string
}

func (f ResendFilter) where() (string, []any) {
	where, args := `state = 'failed'`, []any(nil)
	if f.ID != 0 {
		where, args = where+` AND id = ?`, append(args, f.ID)
	}
	if f.Person != "" {
		where, args = where+` AND person = ?`, append(args, f.Person)
	}
	return where, args
}

// resend puts the office's letters back that fit a condition, with all their tries before
// them. What they list is looked at again when they are claimed.
func (t *tx) resend(where string, args ...any) error {
	var ids []int64
	if err := t.list(&ids, `SELECT id FROM notice WHERE office = ? AND `+where+` ORDER BY id`, append([]any{t.s.opt.Office}, args...)...); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := t.exec(`
			UPDATE notice SET state = 'queued', not_before = ?, tries = 0, error = '', refused = '', final = 0, fault = '' WHERE id = ?`, t.ms, id); err != nil {
			return err
		}
	}
	t.due = append(t.due, ids...)
	return nil
}
