package db

import (
	"context"
	"maps"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// SupersedeUnsent ends the letters that were written for days before today and have not
// left. What they were for is due again: today's letter says it as it is today. One that
// is under way is left to its sender. It returns how many.
func (s *Store) SupersedeUnsent(ctx context.Context, now time.Time) (n int, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		var old []struct {
			ID    int64
			OfDay checklist.Day
		}
		if err := t.list(&old, `SELECT id, of_day FROM notice WHERE office = ? AND state = 'queued' AND of_day <> '' AND of_day < ?`,
			s.opt.Office, t.on); err != nil {
			return err
		}
		byDay := map[checklist.Day][]int64{}
		for _, o := range old {
			byDay[o.OfDay] = append(byDay[o.OfDay], o.ID)
		}
		n = len(old)
		for _, day := range slices.Sorted(maps.Keys(byDay)) {
			_, why := checklist.Hours{}.MayLeave(day, now, s.opt.Zone)
			if err := t.lapse(byDay[day], why, day); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// lapse ends letters that did not leave on their day, and gives the rungs that they
// were for back to the ladder. They are due from that day on, and not from today: the
// clock may be ahead.
func (t *tx) lapse(notices []int64, why msg.Message, day checklist.Day) error {
	for some := range slices.Chunk(notices, mostIDs) {
		if _, err := t.exec(`UPDATE notice SET state = 'superseded', lease_until = 0, error = ? WHERE id IN `+places(1, len(some)),
			values(some, why)...); err != nil {
			return err
		}
		if err := t.giveRungsBack(some, why, day); err != nil {
			return err
		}
	}
	return nil
}

// giveRungsBack makes the rungs of letters that did not leave due again from a day on.
func (t *tx) giveRungsBack(notices []int64, why msg.Message, from checklist.Day) error {
	var rungs []struct {
		Assignment int64
		First      bool
	}
	if err := t.list(&rungs, `
		SELECT s.assignment, MAX(CASE WHEN s.step = 'assign' AND s.round = a.round THEN 1 ELSE 0 END) = 1 AS first
		FROM step s JOIN assignment a ON a.id = s.assignment WHERE s.notice IN `+places(1, len(notices))+` GROUP BY s.assignment`,
		values(notices)...); err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE step SET state = 'held', notice = NULL, reason = ?, at_ms = ? WHERE notice IN `+places(1, len(notices)),
		values(notices, why, t.ms)...); err != nil {
		return err
	}
	var all, first []int64
	for _, r := range rungs {
		all = append(all, r.Assignment)
		if r.First {
			first = append(first, r.Assignment)
		}
	}
	for some := range slices.Chunk(first, mostIDs) {
		if _, err := t.exec(`UPDATE assignment SET first_to = '', first_on = '' WHERE id IN `+places(1, len(some)), values(some)...); err != nil {
			return err
		}
	}
	return t.stepBack(all, from)
}

// stepBack puts assignments on the rung of their round that they have really reached:
// the newest that a letter took care of, or that was left out.
func (t *tx) stepBack(assignments []int64, from checklist.Day) error {
	for some := range slices.Chunk(assignments, mostIDs) {
		var rungs []Step
		if err := t.list(&rungs, `
			SELECT s.assignment, s.round, s.step, s.day, s.state,
				CASE s.step WHEN 'escalate-1' THEN 1 WHEN 'escalate-2' THEN 2 ELSE 0 END AS level
			FROM step s JOIN assignment a ON a.id = s.assignment AND a.round = s.round AND a.deadline = s.deadline
			WHERE s.state <> 'held' AND s.assignment IN `+places(1, len(some))+` ORDER BY s.at_ms, s.day, s.state DESC`, values(some)...); err != nil {
			return err
		}
		reached := map[int64]move{}
		for _, id := range some {
			reached[id] = move{}
		}
		for _, st := range rungs {
			reached[st.Assignment] = reached[st.Assignment].after(st)
		}
		for m, ids := range alikeMoves(reached) {
			if _, err := t.exec(`
				UPDATE assignment SET stepped_to = CASE WHEN told_to > ? THEN told_to ELSE ? END, last_step = ?, escalated = ?,
					next_day = CASE WHEN state = 'open' THEN ? END
				WHERE id IN `+places(1, len(ids)), values(ids, m.steppedTo, m.steppedTo, m.lastStep, m.escalated, from)...); err != nil {
				return err
			}
		}
	}
	return nil
}

// alikeMoves gathers the assignments that make the same move.
func alikeMoves(moves map[int64]move) map[move][]int64 {
	together := map[move][]int64{}
	for _, id := range slices.Sorted(maps.Keys(moves)) { // neighbours share a page
		m := moves[id]
		m.round = 0
		together[m] = append(together[m], id)
	}
	return together
}
