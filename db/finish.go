package db

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Outcome is what came of one attempt to send, and what it means.
type Outcome struct {
	State     checklist.AttemptOutcome // sent, retry, or failed: a no for good
	Relay     string                   // which server
	Code      string                   // 250, or an enhanced status code (RFC 3463)
	Text      msg.Message              // the server's words, or why it could not be written
	StartedMs int64                    // when the letter's bytes went out; 0: now
	Refusal   `json:"-"`
}

// Refusal is what a no is about. Nothing of it: the letter could not even be written.
type Refusal struct {
	Cause     string                           // a rejection.Cause
	Answer    string                           // without what differs from letter to letter
	Fault     string                           // the address does not exist: marks it
	Holds     bool                             // every other letter would meet the same
	TooLarge  bool                             // a smaller one might go
	Alone     bool                             // whoever gets the same answer gets it for a reason of his own
	Most      int                              // attempts that a letter has; 0: no end
	Wait      func(refusals int) time.Duration // until the next one, of the letter or of all where it holds them
	WaitAlike func(refusals int) time.Duration // of all, where everybody gets the same answer
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
	var again, firsts []int64
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
		attempts = append(attempts, t.attempted(n, o))
		if n.Attempt > 1 {
			again = append(again, n.ID)
		}
		events = append(events, checklist.Event{Kind: checklist.EventSent, Actor: "duban", Party: n.Person, Notice: n.ID, Reason: n.Reason, Text: n.MessageID})
	}
	if err := t.recordAttempts(attempts); err != nil {
		return err
	}
	if err := t.noteRepeats(again); err != nil {
		return err
	}
	if err := t.append(events...); err != nil || len(events) == 0 {
		return err
	}
	if err := t.firstSent(firsts, t.on); err != nil {
		return err
	}
	return t.relayWorks(attempts)
}

// attempted is the row of an attempt that has come to its end.
func (t *tx) attempted(n Notice, o Outcome) []any {
	return []any{n.ID, n.Attempt, cmp.Or(o.StartedMs, t.ms), t.ms, o.State, o.Relay, o.Code, o.Text}
}

// recordAttempts stores rows of attempts. One may be there since its letter went out: an
// insert that gives way is how one statement writes many rows, new or not.
func (t *tx) recordAttempts(rows [][]any) error {
	return t.insertMany(`INSERT INTO attempt (notice, n, started_ms, finished_ms, outcome, relay, code, text)`, rows, `
		ON CONFLICT (notice, n) DO UPDATE SET finished_ms = excluded.finished_ms, outcome = excluded.outcome,
			relay = excluded.relay, code = excluded.code, text = excluded.text`)
}

// firstSent notes on what day the first letters of assignments were sent: silence
// counts from it.
func (t *tx) firstSent(letters []int64, on checklist.Day) error {
	for some := range slices.Chunk(letters, mostIDs) {
		if _, err := t.exec(`
			UPDATE assignment SET first_on = ? WHERE first_on = '' AND first_to <> '' AND id IN (
				SELECT l.assignment FROM notice_line l WHERE l.step = 'assign' AND l.round = assignment.round
					AND l.notice IN `+places(1, len(some))+`)`, values(some, on)...); err != nil {
			return err
		}
	}
	return nil
}

// noteRepeats marks the newest attempts of letters of which an earlier one may have arrived.
func (t *tx) noteRepeats(ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	_, err := t.exec(`
		UPDATE attempt SET repeat = 1 WHERE outcome <> 'lost' AND notice IN `+places(1, len(ids))+`
			AND EXISTS (SELECT 1 FROM attempt x WHERE x.notice = attempt.notice AND x.n < attempt.n AND x.outcome = 'lost')`, values(ids)...)
	return err
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
			UPDATE notice SET state = 'sent', sent_ms = ?, lease_until = 0, error = '', refused = '', final = 0, fault = ''
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
		SELECT n.id FROM notice n LEFT JOIN attempt a ON a.notice = n.id AND a.n = n.attempt
		WHERE COALESCE(a.outcome, '') = '' AND n.state = 'sent' AND n.attempt = ? AND n.id IN `+places(1, len(ids)), values(ids, attempt)...)
}

// finish stores an attempt that was refused, and what follows for the letter: it is tried
// again, or given up, or all letters wait.
func (t *tx) finish(n Notice, o Outcome) error {
	if err := t.stillHeld(n); err != nil {
		return err
	}
	if err := t.recordAttempts([][]any{t.attempted(n, o)}); err != nil {
		return err
	}
	if err := t.noteRepeats([]int64{n.ID}); err != nil {
		return err
	}
	switch {
	case o.State != checklist.AttemptRetry && o.State != checklist.AttemptFailed:
		return fmt.Errorf("%w: %w", checklist.ErrInvalid, msg.New("no outcome of a letter", o.State))
	case o.Wait == nil: // it could not be written
		return t.giveUp(refusedLetter{Notice: n, Error: o.Text})
	case o.Holds:
		return t.holdAll(n, o, o.Cause, o.Wait)
	case o.TooLarge && !n.Small:
		return t.makeSmaller(n, o)
	}
	return t.refused(n, o)
}

// holdAll puts a letter back that has met what every other one would meet: it has not
// lost an attempt, and the others are tried before it.
func (t *tx) holdAll(n Notice, o Outcome, cause string, wait func(int) time.Duration) error {
	until, err := t.hold(cause, o.Text.String(), wait)
	if err != nil {
		return err
	}
	_, err = t.exec(`UPDATE notice SET state = 'queued', lease_until = 0, not_before = ?, error = ? WHERE id = ?`, until, o.Text, n.ID)
	return err
}

// makeSmaller has a letter written anew, as text alone.
func (t *tx) makeSmaller(n Notice, o Outcome) error {
	if _, err := t.exec(`DELETE FROM rendered WHERE notice = ?`, n.ID); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE notice SET state = 'queued', lease_until = 0, not_before = ?, error = ?, tries = tries + 1, small = 1 WHERE id = ?`, t.ms, o.Text, n.ID)
	t.due = append(t.due, n.ID)
	return err
}

// everybody is how many people must have got the same answer, with no letter that has
// gone since, for it to be about the relay.
const everybody = 3

// believedAlone is after how many tries a no for good is believed that no other letter
// could put to the test.
const believedAlone = 3

// refused stores a no to one letter. That it is for good is believed when it is said
// again after the relay has taken another letter (relayWorks): a relay that refuses
// everybody speaks of itself.
func (t *tx) refused(n Notice, o Outcome) error {
	var proven bool
	if err := t.get(&proven, `SELECT final = 2 AND refused = ? FROM notice WHERE id = ?`, o.Answer, n.ID); err != nil {
		return err
	}
	final := o.State == checklist.AttemptFailed
	if final && proven {
		return t.giveUp(refusedLetter{n, o.Text, o.Fault})
	}
	others, err := t.alike(n, o.Answer)
	if err != nil {
		return err
	}
	spent, err := t.spent(n, o)
	if err != nil {
		return err
	}
	last := final && others == 0 && n.Tries+1 >= believedAlone || spent
	if !o.Alone && others+1 >= everybody {
		return t.suspect(n, o, final)
	}
	if last {
		fault := o.Fault
		if others > 0 {
			fault = "" // somebody else was told the same, so it is not sure
		}
		return t.giveUp(refusedLetter{n, o.Text, fault})
	}
	return t.again(n, o, final)
}

// spent reports whether a letter has had all its attempts. They are counted against it
// once the relay has taken another letter since the first: in an office of few letters
// a relay that takes none for a week says the same to two people only.
func (t *tx) spent(n Notice, o Outcome) (spent bool, err error) {
	if o.Most == 0 || n.Tries+1 < o.Most {
		return false, nil
	}
	return spent, t.get(&spent, `
		SELECT EXISTS (SELECT 1 FROM notice x WHERE x.office = ? AND x.state = 'sent'
			AND x.sent_ms >= (SELECT MIN(started_ms) FROM attempt WHERE notice = ?))`, t.s.opt.Office, n.ID)
}

// suspect holds all letters because of an answer that everybody gets.
func (t *tx) suspect(n Notice, o Outcome, final bool) error {
	if err := t.again(n, o, final); err != nil {
		return err
	}
	return t.holdAll(n, o, "alike", o.WaitAlike)
}

// again puts a letter back for another try.
func (t *tx) again(n Notice, o Outcome, final bool) error {
	answer, fault := o.Answer, o.Fault
	if o.Alone {
		answer, fault = "", ""
	}
	_, err := t.exec(`
		UPDATE notice SET state = 'queued', lease_until = 0, not_before = ?, error = ?, tries = tries + 1, refused = ?, final = ?, fault = ? WHERE id = ?`,
		t.ms+o.Wait(n.Tries+1).Milliseconds(), o.Text, answer, flag(final && answer != ""), fault, n.ID)
	return err
}

func flag(is bool) int {
	if is {
		return 1
	}
	return 0
}

// stillHeld is ErrConflict where another sender has the letter by now.
func (t *tx) stillHeld(n Notice) error {
	return t.fenced(n, `UPDATE notice SET lease_until = lease_until`)
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
	return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the letter is in other hands", n.ID, n.Attempt))
}

// GiveBack returns claimed letters that were not tried, to be claimed again by whoever
// comes next, in the order in which they were due; the attempt does not count. Those that
// another sender holds by now stay his.
func (s *Store) GiveBack(ctx context.Context, now time.Time, list []Notice) error {
	return s.act(ctx, now, func(t *tx) error {
		for _, n := range list {
			if err := t.giveBack(n); err != nil {
				return err
			}
		}
		return nil
	})
}

func (t *tx) giveBack(n Notice) error {
	err := t.fenced(n, `UPDATE notice SET state = 'queued', attempt = attempt - 1, lease_until = 0`)
	if errors.Is(err, checklist.ErrConflict) {
		return nil
	}
	if err == nil {
		_, err = t.exec(`DELETE FROM attempt WHERE notice = ? AND n = ? AND outcome = ''`, n.ID, n.Attempt)
	}
	return err
}

// arrived stores of letters that somebody has answered that they went, whatever became of
// the daemon that sent them.
func (t *tx) arrived(all []Notice, was map[int64]Notice) error {
	if err := t.loseAttempts(all); err != nil {
		return err
	}
	for _, n := range all {
		if n.Raw == nil { // nothing is left to show of it
			if err := t.supersede([]Notice{n}); err != nil {
				return err
			}
			continue
		}
		if err := t.wentThen(n); err != nil {
			return err
		}
	}
	return t.storeRendered(all, was)
}

// wentThen notes the instant of its newest attempt. Where none is known, as in an older
// backup, that is the earliest at which a letter of the day could leave.
func (t *tx) wentThen(n Notice) error {
	var at struct {
		N  int
		Ms int64
	}
	if err := t.get(&at, `
		SELECT COALESCE((SELECT MAX(n) FROM attempt WHERE notice = ?), 0) AS n, COALESCE((SELECT MAX(started_ms) FROM attempt WHERE notice = ?),
			(SELECT MAX(opens_ms) FROM planned_day WHERE office = ? AND day = ? AND opens_ms > ?),
			CASE WHEN ? <> '' THEN CAST(? AS BIGINT) END, (SELECT MIN(received_ms) FROM mail WHERE answers = ?)) AS ms`,
		n.ID, n.ID, t.s.opt.Office, n.OfDay, n.CreatedMs, n.OfDay, n.CreatedMs, n.ID); err != nil {
		return err
	}
	if err := t.insertMany(`INSERT INTO attempt (notice, n, started_ms, finished_ms, outcome, text)`,
		[][]any{{n.ID, max(at.N, 1), at.Ms, t.ms, checklist.AttemptSent, msg.New("an answer to it came")}}, `
		ON CONFLICT (notice, n) DO UPDATE SET finished_ms = excluded.finished_ms, outcome = excluded.outcome, text = excluded.text`); err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE notice SET state = 'sent', sent_ms = ?, lease_until = 0, error = '', refused = '', final = 0, fault = '' WHERE id = ?`, at.Ms, n.ID); err != nil {
		return err
	}
	if err := t.firstSent([]int64{n.ID}, checklist.DayOf(time.UnixMilli(at.Ms), t.s.opt.Zone)); err != nil {
		return err
	}
	return t.append(checklist.Event{Kind: checklist.EventSent, Actor: "duban", Party: n.Person, Notice: n.ID, Reason: n.Reason, Text: n.MessageID})
}
