package db

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"duban/checklist"
)

// Claim takes up to most letters that are due, for one sender, until the lease
// ends. A letter whose reason has gone meanwhile (all it was written for is
// closed or answered) is superseded instead; lines that no longer hold are left
// out of the Letter. A claimed letter found again after its lease has run out
// may have been delivered: the new attempt is marked as a possible repeat.
func (s *Store) Claim(ctx context.Context, now time.Time, most int, lease time.Duration) (claimed []Notice, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		var due []Notice
		if err := t.list(&due, `
			SELECT `+noticeColumns+` FROM notice
			WHERE office = ? AND ((state = 'queued' AND not_before <= ?) OR (state = 'sending' AND lease_until <= ?))
				AND NOT EXISTS (SELECT 1 FROM pause WHERE pause.office = notice.office)
			ORDER BY not_before, id LIMIT ?`, s.opt.Office, t.ms, t.ms, most); err != nil {
			return err
		}
		claimed = nil
		var ids []int64
		for _, n := range due {
			ok, err := t.stillHolds(&n)
			if err != nil {
				return err
			}
			if ok {
				claimed, ids = append(claimed, n), append(ids, n.ID)
			}
		}
		return t.claim(claimed, ids, lease)
	})
	return claimed, err
}

// ClaimLetter takes one letter, as Claim does several. Where it cannot be had now it
// returns nil, and when to ask again: 0 is never, since it has gone or need not.
func (s *Store) ClaimLetter(ctx context.Context, now time.Time, id int64, lease time.Duration) (claimed []Notice, again time.Duration, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		claimed, again = nil, 0
		var list []Notice
		if err := t.list(&list, `SELECT `+noticeColumns+` FROM notice WHERE office = ? AND id = ? AND state IN ('queued', 'sending')`, s.opt.Office, id); err != nil || len(list) == 0 {
			return err
		}
		if again, err = t.notYet(list[0]); err != nil || again > 0 {
			return err
		}
		if ok, err := t.stillHolds(&list[0]); err != nil || !ok {
			return err
		}
		claimed = list
		return t.claim(claimed, []int64{id}, lease)
	})
	return claimed, again, err
}

// whilePaused is how long after a letter is asked for again that is held back.
const whilePaused = 30 * time.Second

// notYet is how long a letter cannot be had: until it is due, until another sender's
// lease has ended, or until sending goes on.
func (t *tx) notYet(n Notice) (time.Duration, error) {
	var paused int
	if err := t.get(&paused, `SELECT COUNT(*) FROM pause WHERE office = ?`, t.s.opt.Office); err != nil || paused > 0 {
		return whilePaused, err
	}
	from := n.NotBefore
	if n.State == "sending" {
		if err := t.get(&from, `SELECT lease_until FROM notice WHERE id = ?`, n.ID); err != nil {
			return 0, err
		}
	}
	return time.Duration(max(0, from-t.ms)) * time.Millisecond, nil
}

// stillHolds reads a letter, and supersedes it if it has become pointless.
func (t *tx) stillHolds(n *Notice) (bool, error) {
	if err := json.Unmarshal([]byte(n.LetterJSON), &n.Letter); err != nil {
		return false, fmt.Errorf("reading notice %d: %w", n.ID, err)
	}
	alive, err := t.dropSettledLines(n)
	if err != nil || alive {
		return alive, err
	}
	if err := t.loseAttempt(*n); err != nil {
		return false, err
	}
	_, err = t.exec(`UPDATE notice SET state = 'superseded', lease_until = 0, error = '所列事项已办结或已反馈' WHERE id = ?`, n.ID)
	return false, err
}

// loseAttempt closes the attempt of a sender that has not come back.
func (t *tx) loseAttempt(n Notice) error {
	if n.State != "sending" {
		return nil
	}
	_, err := t.exec(`UPDATE attempt SET outcome = 'lost', finished_ms = ? WHERE notice = ? AND n = ? AND outcome = ''`, t.ms, n.ID, n.Attempt)
	return err
}

// claim begins an attempt of each letter, in a few statements for all of them.
func (t *tx) claim(list []Notice, ids []int64, lease time.Duration) error {
	for i := range list {
		if err := t.loseAttempt(list[i]); err != nil {
			return err
		}
		list[i].State = "sending"
		list[i].Attempt++
	}
	all := asJSON(ids)
	if _, err := t.exec(`
		INSERT INTO attempt (notice, n, started_ms, repeat)
		SELECT id, attempt + 1, CAST(? AS BIGINT), CASE WHEN state = 'sending' THEN 1 ELSE 0 END FROM notice
		WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?))`, t.ms, all); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE notice SET state = 'sending', attempt = attempt + 1, lease_until = ? WHERE id IN (SELECT CAST(value AS BIGINT) FROM json_each(?))`,
		t.ms+lease.Milliseconds(), all)
	return err
}

// dropSettledLines removes from a letter about open assignments those that have
// been answered, closed, moved or sent into a new round since it was planned.
func (t *tx) dropSettledLines(n *Notice) (alive bool, err error) {
	switch n.Kind {
	case checklist.LetterAssign, checklist.LetterRemind, checklist.LetterEscalate:
	default:
		return true, nil
	}
	var open []int64
	if err := t.list(&open, `
		SELECT l.assignment FROM notice_line l JOIN assignment a ON a.id = l.assignment AND a.round = l.round
		WHERE l.notice = ? AND a.state = 'open'`, n.ID); err != nil {
		return false, err
	}
	isOpen := make(map[int64]bool, len(open))
	for _, id := range open {
		isOpen[id] = true
	}
	kept := n.Letter.Lines[:0]
	for _, line := range n.Letter.Lines {
		if isOpen[line.Assignment] {
			kept = append(kept, line)
			alive = alive || line.Step != ""
		}
	}
	n.Letter.Lines = kept
	return alive, nil
}

// KeepRaw stores the bytes of claimed letters before they go out, and the
// addresses they go to: a retry sends the same bytes.
func (s *Store) KeepRaw(ctx context.Context, now time.Time, list []Notice) error {
	return s.act(ctx, now, func(t *tx) error {
		for _, n := range list {
			if err := t.fenced(n, `UPDATE notice SET raw = ?, address = ?`, n.Raw, n.Address); err != nil {
				return err
			}
		}
		return nil
	})
}

// fenced runs an update on a notice that this attempt still holds.
func (t *tx) fenced(n Notice, update string, args ...any) error {
	res, err := t.exec(update+` WHERE id = ? AND state = 'sending' AND attempt = ?`, append(args, n.ID, n.Attempt)...)
	if err != nil {
		return err
	}
	if rows, err := res.RowsAffected(); err != nil || rows != 1 {
		return fmt.Errorf("%w: notice %d is no longer attempt %d's", checklist.ErrConflict, n.ID, n.Attempt)
	}
	return nil
}

// GiveBack returns claimed letters that were not tried, to be claimed again from
// an instant on; the attempt does not count.
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
	if _, err := t.exec(`DELETE FROM attempt WHERE notice = ? AND n = ? AND outcome = ''`, n.ID, n.Attempt); err != nil {
		return err
	}
	return t.fenced(n, `UPDATE notice SET state = 'queued', attempt = attempt - 1, not_before = ?, lease_until = 0`, at.UnixMilli())
}

// Outcome is what came of one attempt to send.
type Outcome struct {
	State   string    // sent, retry, failed
	Relay   string    // which server
	Code    string    // 250, or an enhanced status code (RFC 3463)
	Text    string    // the server's words, or the error
	RetryAt time.Time // of a retry
	Fault   string    // failed because the address does not exist: marks it
}

// Finish stores what came of an attempt.
func (s *Store) Finish(ctx context.Context, now time.Time, n Notice, o Outcome) error {
	return s.act(ctx, now, func(t *tx) error { return t.finish(n, o) })
}

func (t *tx) finish(n Notice, o Outcome) error {
	if _, err := t.exec(`UPDATE attempt SET finished_ms = ?, outcome = ?, relay = ?, code = ?, text = ? WHERE notice = ? AND n = ?`,
		t.ms, o.State, o.Relay, o.Code, o.Text, n.ID, n.Attempt); err != nil {
		return err
	}
	switch o.State {
	case "sent":
		if err := t.fenced(n, `UPDATE notice SET state = 'sent', sent_ms = ?, lease_until = 0, error = ''`, t.ms); err != nil {
			return err
		}
		return t.append(checklist.Event{Kind: checklist.EventSent, Actor: "duban", Party: n.Person, Notice: n.ID, Reason: n.Reason, Text: n.MessageID})
	case "retry":
		return t.fenced(n, `UPDATE notice SET state = 'queued', not_before = ?, lease_until = 0, error = ?`, o.RetryAt.UnixMilli(), o.Text)
	case "failed":
		return t.fail(n, o)
	}
	return fmt.Errorf("%w: %q is no outcome", checklist.ErrInvalid, o.State)
}

func (t *tx) fail(n Notice, o Outcome) error {
	if err := t.fenced(n, `UPDATE notice SET state = 'failed', lease_until = 0, error = ?`, o.Text); err != nil {
		return err
	}
	if o.Fault != "" && n.Address != "" {
		if err := t.markAddress(AddressFault{Address: n.Address, Fault: o.Fault, Person: n.Person}); err != nil {
			return err
		}
	}
	return t.append(checklist.Event{Kind: checklist.EventFailed, Actor: "duban", Party: n.Person, Notice: n.ID, Reason: o.Text})
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
	var ms *int64
	err := s.get(ctx, &ms, `
		SELECT MIN(CASE state WHEN 'queued' THEN not_before ELSE lease_until END) FROM notice
		WHERE office = ? AND state IN ('queued', 'sending')
			AND NOT EXISTS (SELECT 1 FROM pause WHERE pause.office = notice.office)`, s.opt.Office)
	if err != nil || ms == nil {
		return time.Time{}, false, err
	}
	return time.UnixMilli(*ms), true, nil
}

// AssumeSent marks everything due as sent, without a word to anybody: only on the
// copy that a simulation runs on.
func (s *Store) AssumeSent(ctx context.Context, now time.Time) error {
	for {
		claimed, err := s.Claim(ctx, now, 100, time.Minute)
		if err != nil || len(claimed) == 0 {
			return err
		}
		for _, n := range claimed {
			n.Raw = []byte("simulated")
			if err := s.KeepRaw(ctx, now, []Notice{n}); err != nil {
				return err
			}
			if err := s.Finish(ctx, now, n, Outcome{State: "sent"}); err != nil {
				return err
			}
		}
	}
}
