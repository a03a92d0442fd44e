package db

import (
	"bytes"
	"context"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Claim takes up to most letters that are due, for one sender, until the lease
// ends, and stores them as set left them: with the bytes that go out, and the
// address. When it returns these are on disk; a letter that set gave no bytes is
// claimed all the same, for its failure to be told.
//
// A letter whose reason has gone meanwhile (all it was written for is closed or
// answered) is superseded instead, and so is one that was written for a day and may not
// leave any more, by the hours of the office (Hours.MayLeave): today's says it as it is
// today. Lines that no longer hold are left out of the
// Letter. A claimed letter found again after its lease has run out may have been
// delivered if it was on its way (OnWire): then the new attempt is marked as a possible
// repeat. One of which somebody has written an answer was delivered, and is sent.
//
// Letters are set outside the act, since nobody else could write meanwhile; what
// has changed under its hands is not taken, but read anew.
func (s *Store) Claim(ctx context.Context, now time.Time, hours checklist.Hours, most int, lease time.Duration, set func([]Notice)) (claimed []Notice, err error) {
	return s.claimOf(ctx, now, claiming{hours, lease, set, false}, dueLetters, now.UnixMilli(), now.UnixMilli(), s.opt.Office, now.UnixMilli(), most, s.opt.Office, now.UnixMilli(), most, most)
}

// ClaimLetter takes one letter, as Claim does several, for a sender that is ready: its
// attempt begins at once. Where it cannot be had now it returns none, and when to ask
// again: 0 is never, since it has gone or need not.
func (s *Store) ClaimLetter(ctx context.Context, now time.Time, hours checklist.Hours, id int64, lease time.Duration, set func([]Notice)) (claimed []Notice, again time.Duration, err error) {
	if again, err := s.notYet(ctx, now, id); err != nil || again > 0 {
		return nil, again, err
	}
	claimed, err = s.claimOf(ctx, now, claiming{hours, lease, set, true}, `
		SELECT `+noticeColumns+` FROM `+noticeTables+`
		WHERE office = ? AND id = ? AND (state = 'queued' AND not_before <= ? OR state = 'sending' AND lease_until <= ?)
			AND `+letThrough, s.opt.Office, id, now.UnixMilli(), now.UnixMilli(), now.UnixMilli(), now.UnixMilli())
	return claimed, 0, err
}

// letThrough: the office is not paused, and its relay takes letters or is to be tried.
const letThrough = `NOT EXISTS (SELECT 1 FROM pause WHERE pause.office = notice.office)
	AND NOT EXISTS (SELECT 1 FROM hold WHERE hold.office = notice.office AND ` + holdCounts + ` AND hold.until_ms > ?)`

// claiming is how letters are taken.
type claiming struct {
	hours checklist.Hours
	lease time.Duration
	set   func([]Notice)
	begun bool // each is under way at once
}

// whilePaused is how long after a letter is asked for again that is held back.
const whilePaused = 30 * time.Second

// notYet is how long a letter cannot be had: until it is due, until another sender's
// lease has ended, or until sending goes on and the relay is tried again.
func (s *Store) notYet(ctx context.Context, now time.Time, id int64) (time.Duration, error) {
	var at struct {
		From   int64
		Held   int64
		Paused bool
	}
	err := s.get(ctx, &at, `
		SELECT CASE state WHEN 'queued' THEN not_before WHEN 'sending' THEN lease_until ELSE 0 END AS "from",
			CASE WHEN state IN ('queued', 'sending') THEN COALESCE((SELECT until_ms FROM hold WHERE hold.office = notice.office AND `+holdCounts+`), 0) ELSE 0 END AS held,
			EXISTS (SELECT 1 FROM pause WHERE pause.office = notice.office) AND state IN ('queued', 'sending') AS paused
		FROM notice WHERE office = ? AND id = ?`, now.UnixMilli(), s.opt.Office, id)
	if at.Paused {
		return whilePaused, err
	}
	return time.Duration(max(0, at.From-now.UnixMilli(), at.Held-now.UnixMilli())) * time.Millisecond, err
}

func (s *Store) claimOf(ctx context.Context, now time.Time, how claiming, letters string, args ...any) (claimed []Notice, err error) {
	if err := s.storeSentLog(); err != nil {
		return nil, err
	}
	for len(claimed) == 0 {
		c := candidates{now: now, hours: how.hours}
		if err := c.read(ctx, s, letters, args...); err != nil || len(c.all()) == 0 {
			return nil, err
		}
		before := slices.Concat(c.alive, c.arrived)
		how.set(c.alive)
		if len(c.arrived) > 0 {
			how.set(c.arrived)
		}
		if err := s.act(ctx, now, func(t *tx) (err error) {
			claimed, err = t.claim(c, before, how)
			return err
		}); err != nil {
			return nil, err
		}
	}
	return claimed, nil
}

// claim takes each letter that is still as it was read, in a few statements for all of
// them.
func (t *tx) claim(c candidates, before []Notice, how claiming) (claimed []Notice, err error) {
	same, err := t.unchanged(c)
	if err != nil {
		return nil, err
	}
	changed := func(n Notice) bool { return !same(n) }
	if err := t.supersede(slices.DeleteFunc(slices.Clone(c.dead), changed)); err != nil {
		return nil, err
	}
	if err := t.lapseAll(slices.DeleteFunc(slices.Clone(c.past), changed), c.why); err != nil {
		return nil, err
	}
	was := map[int64]Notice{}
	for _, n := range before {
		was[n.ID] = n
	}
	if err := t.arrived(slices.DeleteFunc(slices.Clone(c.arrived), changed), was); err != nil {
		return nil, err
	}
	claimed = slices.DeleteFunc(slices.Clone(c.alive), changed)
	for _, n := range claimed {
		if slices.Contains(c.left, n.ID) && was[n.ID].Raw == nil {
			if err := t.leaveOut(n, c.open[n.ID]); err != nil {
				return nil, err
			}
		}
	}
	return claimed, t.take(claimed, was, how)
}

// leaveOut forgets the lines that a letter is printed without.
func (t *tx) leaveOut(n Notice, printed []int64) error {
	_, err := t.exec(`DELETE FROM notice_line WHERE notice = ? AND assignment NOT IN `+places(1, len(printed)), values(printed, n.ID)...)
	return err
}

// unchanged tells of which letters nobody else has taken, and of which the lines
// that hold are the same.
func (t *tx) unchanged(c candidates) (func(Notice) bool, error) {
	all := c.all()
	var now []struct {
		ID      int64
		State   checklist.NoticeState
		Attempt int
	}
	if err := t.list(&now, `
		SELECT id, state, attempt FROM notice WHERE NOT EXISTS (SELECT 1 FROM pause WHERE pause.office = notice.office)
			AND id IN `+places(1, len(all)), values(idsOf(all))...); err != nil {
		return nil, err
	}
	var lines []openLine
	if asked := aboutAssignments(all); len(asked) > 0 {
		if err := t.list(&lines, openLines(asked), values(asked)...); err != nil {
			return nil, err
		}
	}
	open := byNotice(lines)
	type progress struct {
		state   checklist.NoticeState
		attempt int
	}
	stored := make(map[int64]progress, len(now))
	for _, n := range now {
		stored[n.ID] = progress{n.State, n.Attempt}
	}
	return func(n Notice) bool {
		return stored[n.ID] == progress{n.State, n.Attempt} && slices.Equal(open[n.ID], c.open[n.ID])
	}, nil
}

func idsOf(all []Notice) []int64 {
	ids := make([]int64, len(all))
	for i, n := range all {
		ids[i] = n.ID
	}
	return ids
}

// supersede ends letters that have become pointless.
func (t *tx) supersede(all []Notice) error {
	if len(all) == 0 {
		return nil
	}
	if err := t.loseAttempts(all); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE notice SET state = 'superseded', lease_until = 0, error = ? WHERE id IN `+places(1, len(all)),
		values(idsOf(all), msg.New("nothing left to say"))...)
	return err
}

// lapseAll ends letters that did not leave on their day.
func (t *tx) lapseAll(all []Notice, why map[int64]msg.Message) error {
	if err := t.loseAttempts(all); err != nil {
		return err
	}
	for _, n := range all {
		if err := t.lapse([]int64{n.ID}, why[n.ID], n.OfDay); err != nil {
			return err
		}
	}
	return nil
}

// loseAttempts closes the attempts of senders that have not come back: each letter that
// they had on its way may have arrived.
func (t *tx) loseAttempts(all []Notice) error {
	var lost []int64
	for _, n := range all {
		if n.State == checklist.NoticeSending {
			lost = append(lost, n.ID)
		}
	}
	if len(lost) == 0 {
		return nil
	}
	_, err := t.exec(`UPDATE attempt SET outcome = 'lost', finished_ms = ? WHERE outcome = '' AND notice IN `+places(1, len(lost)), values(lost, t.ms)...)
	return err
}

func (t *tx) take(all []Notice, was map[int64]Notice, how claiming) error {
	if len(all) == 0 {
		return nil
	}
	if err := t.loseAttempts(all); err != nil {
		return err
	}
	ids := idsOf(all)
	if _, err := t.exec(`UPDATE notice SET state = 'sending', attempt = attempt + 1, lease_until = ? WHERE id IN `+places(1, len(all)),
		values(ids, t.ms+how.lease.Milliseconds())...); err != nil {
		return err
	}
	for i := range all {
		all[i].State = checklist.NoticeSending
		all[i].Attempt++
	}
	if how.begun {
		if err := t.begin(ids...); err != nil {
			return err
		}
	}
	return t.storeRendered(all, was)
}

// begin opens an attempt for each letter as it is claimed now.
func (t *tx) begin(ids ...int64) error {
	_, err := t.exec(`
		INSERT INTO attempt (notice, n, started_ms, repeat)
		SELECT id, attempt, CAST(? AS BIGINT), CASE WHEN EXISTS (SELECT 1 FROM attempt x WHERE x.notice = notice.id AND x.outcome = 'lost') THEN 1 ELSE 0 END
		FROM notice WHERE state = 'sending' AND id IN `+places(1, len(ids))+` ON CONFLICT DO NOTHING`, values(ids, t.ms)...)
	return err
}

// storeRendered stores the bytes of letters before they go out, and the addresses they
// go to: a retry sends the same bytes.
func (t *tx) storeRendered(all []Notice, was map[int64]Notice) error {
	var rows [][]any
	for _, n := range all {
		if old := was[n.ID]; n.Raw != nil && (n.Address != old.Address || n.Sender != old.Sender || !bytes.Equal(n.Raw, old.Raw)) {
			rows = append(rows, []any{n.ID, n.Address, n.Sender, n.Raw})
		}
	}
	return t.insertMany(`INSERT INTO rendered (notice, address, sender, raw)`, rows,
		` ON CONFLICT (notice) DO UPDATE SET address = excluded.address, sender = excluded.sender, raw = excluded.raw`)
}
