package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
)

// Outcome is what came of one attempt to send.
type Outcome struct {
	State   checklist.AttemptOutcome // sent, retry, failed
	Relay   string                   // which server
	Code    string                   // 250, or an enhanced status code (RFC 3463)
	Text    string                   // the server's words, or the error
	RetryAt time.Time                // of a retry
	Fault   string                   // failed because the address does not exist: marks it
}

// Finish stores what came of an attempt. Letters that were sent while another act
// was being synced are written together.
func (s *Store) Finish(ctx context.Context, now time.Time, n Notice, o Outcome) error {
	if o.State == checklist.AttemptSent {
		return s.await(&queuedAct{s: s, ctx: ctx, now: now, sent: &sentLetter{n, o}, done: make(chan struct{})})
	}
	return s.act(ctx, now, func(t *tx) error { return t.finish(n, o) })
}

type sentLetter struct {
	Notice
	by Outcome
}

// sendTogether makes one act of those whose letters were sent.
func sendTogether(sent []*queuedAct) *queuedAct {
	last := sent[0].now
	for _, p := range sent {
		if p.now.After(last) {
			last = p.now
		}
	}
	return &queuedAct{s: sent[0].s, ctx: context.Background(), now: last, fn: func(t *tx) error { return t.sent(sent) }, members: sent}
}

// sent stores that letters were taken by a server, in a few statements for all of
// them. Those that another sender holds by now are told so, each for itself.
func (t *tx) sent(parts []*queuedAct) error {
	held, err := t.markSent(parts)
	if err != nil {
		return err
	}
	var attempts [][]any
	var firsts []int64
	var events []checklist.Event
	for _, p := range parts {
		n, o := p.sent.Notice, p.sent.by
		if !held[n.ID] {
			p.err = notHeld(n)
			continue
		}
		if n.Kind == "" || n.Kind.Traits().Reminds { // the log of what was sent knows no kinds
			firsts = append(firsts, n.ID)
		}
		attempts = append(attempts, []any{n.ID, n.Attempt, t.ms, t.ms, o.State, o.Relay, o.Code, o.Text})
		events = append(events, checklist.Event{Kind: checklist.EventSent, Actor: "duban", Party: n.Person, Notice: n.ID, Reason: n.Reason, Text: n.MessageID})
	}
	// The rows are there since the letters were claimed, with the instant at which they
	// were: an insert that gives way is how one statement updates many rows.
	if err := t.insertMany(`INSERT INTO attempt (notice, n, started_ms, finished_ms, outcome, relay, code, text)`, attempts, `
		ON CONFLICT (notice, n) DO UPDATE SET finished_ms = excluded.finished_ms, outcome = excluded.outcome,
			relay = excluded.relay, code = excluded.code, text = excluded.text`); err != nil {
		return err
	}
	if err := t.append(events...); err != nil {
		return err
	}
	return t.firstSent(firsts)
}

// firstSent notes on what day the first letters of assignments were sent: silence
// counts from it.
func (t *tx) firstSent(letters []int64) error {
	for some := range slices.Chunk(letters, mostIDs) {
		if _, err := t.exec(`
			UPDATE assignment SET first_on = ? WHERE first_on = '' AND first_to <> '' AND id IN (
				SELECT l.assignment FROM notice_line l WHERE l.step = 'assign' AND l.round = assignment.round
					AND l.notice IN `+places(1, len(some))+`)`, values(some, t.on)...); err != nil {
			return err
		}
	}
	return nil
}

// markSent returns which of the letters their senders still held.
func (t *tx) markSent(parts []*queuedAct) (held map[int64]bool, err error) {
	byAttempt := map[int][]int64{}
	for _, p := range parts {
		byAttempt[p.sent.Attempt] = append(byAttempt[p.sent.Attempt], p.sent.ID)
	}
	held = make(map[int64]bool, len(parts))
	for attempt, ids := range byAttempt {
		res, err := t.exec(`
			UPDATE notice SET state = 'sent', sent_ms = ?, lease_until = 0, error = ''
			WHERE state = 'sending' AND attempt = ? AND id IN `+places(1, len(ids)), values(ids, t.ms, attempt)...)
		if err != nil {
			return nil, err
		}
		if rows, err := res.RowsAffected(); err != nil || rows != int64(len(ids)) {
			if ids, err = t.marked(ids, attempt); err != nil {
				return nil, err
			}
		}
		for _, id := range ids {
			held[id] = true
		}
	}
	return held, nil
}

// marked looks which of the letters the statement before has marked: RETURNING
// would tell, and costs more than all the rest of it.
func (t *tx) marked(ids []int64, attempt int) (marked []int64, err error) {
	return marked, t.list(&marked, `
		SELECT n.id FROM notice n JOIN attempt a ON a.notice = n.id AND a.n = n.attempt AND a.outcome = ''
		WHERE n.state = 'sent' AND n.attempt = ? AND n.id IN `+places(1, len(ids)), values(ids, attempt)...)
}

func (t *tx) finish(n Notice, o Outcome) error {
	if _, err := t.exec(`UPDATE attempt SET finished_ms = ?, outcome = ?, relay = ?, code = ?, text = ? WHERE notice = ? AND n = ?`,
		t.ms, o.State, o.Relay, o.Code, o.Text, n.ID, n.Attempt); err != nil {
		return err
	}
	switch o.State {
	case checklist.AttemptRetry:
		return t.fenced(n, `UPDATE notice SET state = 'queued', not_before = ?, lease_until = 0, error = ?`, o.RetryAt.UnixMilli(), o.Text)
	case checklist.AttemptFailed:
		return t.fail(n, o)
	}
	return fmt.Errorf("%w: %q is no outcome", checklist.ErrInvalid, o.State)
}

func (t *tx) fail(n Notice, o Outcome) error {
	if err := t.fenced(n, `UPDATE notice SET state = 'failed', lease_until = 0, error = ?`, o.Text); err != nil {
		return err
	}
	if n.OfDay != 0 { // what it was for is asked for again tomorrow
		if err := t.giveRungsBack([]int64{n.ID}, "信未能发出："+o.Text, n.OfDay+1); err != nil {
			return err
		}
	}
	if o.Fault != "" && n.Address != "" {
		if err := t.markAddress(AddressFault{Address: n.Address, Fault: o.Fault, Person: n.Person}); err != nil {
			return err
		}
	}
	return t.append(checklist.Event{Kind: checklist.EventFailed, Actor: "duban", Party: n.Person, Notice: n.ID, Reason: o.Text})
}

// fenced runs an update on a notice that this attempt still holds.
func (t *tx) fenced(n Notice, update string, args ...any) error {
	res, err := t.exec(update+` WHERE id = ? AND state = 'sending' AND attempt = ?`, append(args, n.ID, n.Attempt)...)
	if err != nil {
		return err
	}
	if rows, err := res.RowsAffected(); err != nil || rows != 1 {
		return notHeld(n)
	}
	return nil
}

func notHeld(n Notice) error {
	return fmt.Errorf("%w: notice %d is no longer attempt %d's", checklist.ErrConflict, n.ID, n.Attempt)
}

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
