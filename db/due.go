package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// Recover gives back at once the letters that a dead sender of this machine held,
// without waiting for their lease. Those that it had on their way may have arrived. Only
// the holder of the Lease may call it.
func (s *Store) Recover(ctx context.Context, now time.Time) error {
	return s.act(ctx, now, func(t *tx) error {
		if _, err := t.exec(`
			UPDATE attempt SET outcome = 'lost', finished_ms = ?
			WHERE outcome = '' AND notice IN (SELECT id FROM notice WHERE office = ? AND state = 'sending')`, t.ms, s.opt.Office); err != nil {
			return err
		}
		_, err := t.exec(`
			UPDATE notice SET state = 'queued', lease_until = 0, attempt = (SELECT COALESCE(MAX(n), 0) FROM attempt WHERE attempt.notice = notice.id)
			WHERE office = ? AND state = 'sending'`, s.opt.Office)
		return err
	})
}

// NextDue returns when the next letter may go, as far as is known now, and false when none
// waits or sending is paused. While the relay takes none, that is when it is tried again.
func (s *Store) NextDue(ctx context.Context, now time.Time) (time.Time, bool, error) {
	var due struct{ Queued, Leased, Held *int64 }
	err := s.get(ctx, &due, `
		SELECT (SELECT MIN(not_before) FROM notice WHERE office = ? AND state = 'queued') AS queued,
			(SELECT MIN(lease_until) FROM notice WHERE office = ? AND state = 'sending') AS leased,
			(SELECT until_ms FROM hold WHERE office = ? AND `+holdCounts+`) AS held
		WHERE NOT EXISTS (SELECT 1 FROM pause WHERE office = ?)`, s.opt.Office, s.opt.Office, s.opt.Office, now.UnixMilli(), s.opt.Office)
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
	if due.Held != nil && *due.Held > *ms {
		ms = due.Held
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

// candidates are letters that are due, as they were read.
type candidates struct {
	now   time.Time
	hours checklist.Hours

	alive   []Notice              // without the lines that no longer hold
	dead    []Notice              // nothing in them holds any more
	past    []Notice              // their day is over
	arrived []Notice              // somebody has answered them, although nobody knows that they went
	why     map[int64]msg.Message // of these
	open    map[int64][]int64     // the assignments of a letter that are still as it says
	left    []int64               // letters that go out without some of their lines
}

func (c candidates) all() []Notice { return slices.Concat(c.alive, c.dead, c.past, c.arrived) }

func (c *candidates) read(ctx context.Context, s *Store, letters string, args ...any) error {
	var due []Notice
	if err := s.list(ctx, &due, letters, args...); err != nil {
		return err
	}
	var lines []openLine
	if asked := aboutAssignments(due); len(asked) > 0 {
		if err := s.list(ctx, &lines, openLines(asked), values(asked)...); err != nil {
			return err
		}
	}
	c.open = byNotice(lines)
	answered, err := s.answered(ctx, due)
	if err != nil {
		return err
	}
	return c.sort(due, answered, s.opt.Zone)
}

// answered returns which of the letters were answered although no attempt is known to have
// gone through: a daemon died over them, or this is a backup from before they went.
func (s *Store) answered(ctx context.Context, due []Notice) (ids []int64, err error) {
	if len(due) == 0 {
		return nil, nil
	}
	err = s.list(ctx, &ids, `
		SELECT DISTINCT m.answers FROM mail m WHERE m.kind = 'reply' AND m.answers IN `+places(1, len(due))+`
			AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.notice = m.answers AND a.outcome IN ('sent', 'failed'))`, values(idsOf(due))...)
	return ids, err
}

// dueLetters asks each of the two indexes for its first rows: asked in one breath
// for both, SQLite would read every letter that the office ever wrote.
const dueLetters = `
	SELECT ` + noticeColumns + ` FROM ` + noticeTables + `
	WHERE ` + letThrough + ` AND id IN (
		SELECT id FROM (SELECT id FROM notice WHERE office = ? AND state = 'queued' AND not_before <= ? ORDER BY not_before, id LIMIT ?) AS waiting
		UNION ALL
		SELECT id FROM (SELECT id FROM notice WHERE office = ? AND state = 'sending' AND lease_until <= ? ORDER BY lease_until LIMIT ?) AS lost)
	ORDER BY not_before, id LIMIT ?`

// sort tells the letters that may leave and still have something to say from those
// that do not.
func (c *candidates) sort(due []Notice, answered []int64, zone *time.Location) error {
	c.why = map[int64]msg.Message{}
	for _, n := range due {
		if slices.Contains(answered, n.ID) {
			if err := json.Unmarshal([]byte(n.LetterJSON), &n.Letter); err != nil {
				return msg.New("reading a letter", n.ID, err)
			}
			c.arrived = append(c.arrived, n)
			continue
		}
		if n.OfDay != 0 {
			may, why := c.hours.MayLeave(n.OfDay, c.now, zone)
			if may == checklist.LeaveNever {
				c.past, c.why[n.ID] = append(c.past, n), why
			}
			if may != checklist.LeaveNow {
				continue
			}
		}
		if err := json.Unmarshal([]byte(n.LetterJSON), &n.Letter); err != nil {
			return msg.New("reading a letter", n.ID, err)
		}
		planned := len(n.Letter.Lines)
		if n.Letter.Traits().Owed && !dropClosedLines(&n.Letter, c.open[n.ID]) {
			c.dead = append(c.dead, n)
			continue
		}
		c.alive = append(c.alive, n)
		if len(n.Letter.Lines) < planned {
			c.left = append(c.left, n.ID)
		}
	}
	return nil
}

func aboutAssignments(all []Notice) (ids []int64) {
	for _, n := range all {
		if n.Kind.Traits().Owed {
			ids = append(ids, n.ID)
		}
	}
	return ids
}

type openLine struct{ Notice, Assignment int64 }

// openLines asks which lines of letters still hold: not those that have been
// answered, closed, moved or sent into a new round since they were planned; and those that
// tell that something is settled.
func openLines(letters []int64) string {
	return `
		SELECT l.notice, l.assignment FROM notice_line l JOIN assignment a ON a.id = l.assignment AND a.round = l.round
		WHERE l.notice IN ` + places(1, len(letters)) + ` AND (a.state = 'open' OR l.step = 'settled') ORDER BY l.notice, l.assignment`
}

func byNotice(lines []openLine) map[int64][]int64 {
	open := map[int64][]int64{}
	for _, l := range lines {
		open[l.Notice] = append(open[l.Notice], l.Assignment)
	}
	return open
}

func dropClosedLines(l *letter.Letter, open []int64) (alive bool) {
	l.Lines = slices.DeleteFunc(l.Lines, func(line letter.Line) bool { return !slices.Contains(open, line.Assignment) })
	return slices.ContainsFunc(l.Lines, func(line letter.Line) bool { return line.Step != "" && line.Step != letter.StepSettled })
}
