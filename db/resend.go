package db

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
)

// Resend lets letters that were given up, or came back, go again; actor says so.
// ErrNotFound where none of them was.
func (s *Store) Resend(ctx context.Context, now time.Time, f ResendFilter, actor string) (n int, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		where, args := f.where()
		before := len(t.due)
		if err := t.resend(where, args...); err != nil {
			return err
		}
		if n = len(t.due) - before; n == 0 {
			return fmt.Errorf("%w: no such letter has failed", checklist.ErrNotFound)
		}
		for _, id := range t.due[before:] {
			if err := t.append(checklist.Event{Kind: checklist.EventResent, Actor: actor, Notice: id}); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
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

// LostLetter is a letter that a server took and gave up later.
type LostLetter struct {
	Notice int64
	Person string
	Why    string
	Mail   int64
}

// lose stores that a letter has not arrived after all. One that is to go again already, or
// never went, stays as it is.
func (t *tx) lose(l LostLetter) error {
	res, err := t.exec(`UPDATE notice SET state = 'failed', sent_ms = 0, error = ? WHERE id = ? AND state = 'sent'`, l.Why, l.Notice)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err
	}
	if err := t.giveRungsBack([]int64{l.Notice}, l.Why, t.on+1); err != nil { // what it was for is asked for again tomorrow
		return err
	}
	if _, err := t.exec(`
		UPDATE address SET taken_ms = 0 WHERE office = ? AND address IN (SELECT address FROM rendered WHERE notice = ?)`, t.s.opt.Office, l.Notice); err != nil {
		return err
	}
	return t.append(checklist.Event{Kind: checklist.EventFailed, Actor: "duban", Party: l.Person, Notice: l.Notice, Mail: l.Mail, Reason: l.Why})
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
