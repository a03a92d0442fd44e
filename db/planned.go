package db

import (
	"context"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// LastPlanned returns the newest day before another that was planned to the end, with
// its reports; 0 where none was.
func (s *Store) LastPlanned(ctx context.Context, before checklist.Day) (day checklist.Day, err error) {
	err = s.get(ctx, &day, `SELECT COALESCE(MAX(day), '') FROM planned_day WHERE office = ? AND day < ? AND reports = 1`, s.opt.Office, before)
	return day, err
}

// PlannedAhead returns the days after today that were planned, oldest first: the clock
// was ahead then, or is behind now.
func (s *Store) PlannedAhead(ctx context.Context, today checklist.Day) (days []checklist.Day, err error) {
	err = s.list(ctx, &days, `SELECT day FROM planned_day WHERE office = ? AND day > ? ORDER BY day`, s.opt.Office, today)
	return days, err
}

// CheckClock finds days that were planned and have not come, as only an instant can tell.
// The daemon undoes it at its next beat, or asks the clerk.
func (s *Store) CheckClock(ctx context.Context, now time.Time) (broken []Violation, err error) {
	today := checklist.DayOf(now, s.opt.Zone)
	ahead, err := s.PlannedAhead(ctx, today)
	if len(ahead) > 0 {
		broken = append(broken, Violation{6, msg.New("planned beyond the clock", ahead[len(ahead)-1].String(), today.String())})
	}
	return broken, err
}

// ForgetPlanned forgets that days after another were planned: only on the copy that a
// simulation runs on.
func (s *Store) ForgetPlanned(ctx context.Context, after checklist.Day) error {
	return s.act(ctx, after.At(0, 0, s.opt.Zone), func(t *tx) error {
		_, err := t.exec(`DELETE FROM planned_day WHERE office = ? AND day > ?`, s.opt.Office, after)
		return err
	})
}

// LettersOf returns the states of the letters of some keys; those that do not exist
// are left out.
func (s *Store) LettersOf(ctx context.Context, keys []string) (states map[string]checklist.NoticeState, err error) {
	var found []struct {
		Key   string
		State checklist.NoticeState
	}
	err = s.list(ctx, &found, `SELECT key, state FROM notice WHERE office = ? AND key IN (SELECT value FROM json_each(?))`, s.opt.Office, asJSON(keys))
	states = make(map[string]checklist.NoticeState, len(found))
	for _, n := range found {
		states[n.Key] = n.State
	}
	return states, err
}

// UndoAhead undoes what was planned for days after today, when the clock was ahead:
// letters that have not left are ended, the rungs are due again, and what waits for an
// instant to come goes now. What was sent stays sent. It tells the clerks by a letter of
// the caller's.
func (s *Store) UndoAhead(ctx context.Context, now time.Time, told []NewNotice) error {
	return s.act(ctx, now, func(t *tx) error {
		for _, undo := range []func() error{t.undoLetters, t.undoRungs, t.undoClocks} {
			if err := undo(); err != nil {
				return msg.New("undoing what was planned ahead", err)
			}
		}
		return t.record(Record{Notices: told})
	})
}

var aheadWhy = msg.New("planned by a clock ahead")

func (t *tx) undoLetters() error {
	office, today := t.s.opt.Office, t.on
	var unsent []int64
	if err := t.list(&unsent, `SELECT id FROM notice WHERE office = ? AND state = 'queued' AND of_day > ?`, office, today); err != nil {
		return err
	}
	if err := t.lapse(unsent, aheadWhy, today); err != nil {
		return err
	}
	// Their keys are those of letters that are still to come.
	if _, err := t.exec(`UPDATE notice SET key = key || '/' || CAST(id AS TEXT) WHERE office = ? AND of_day > ?`, office, today); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE notice SET not_before = ? WHERE office = ? AND state = 'queued' AND created_on > ?`, t.ms, office, today)
	return err
}

// undoRungs gives the rungs back that were taken on days to come, and the grace that
// began on them.
func (t *tx) undoRungs() error {
	midnight := (t.on + 1).At(0, 0, t.s.opt.Zone).UnixMilli()
	var ids []int64
	if err := t.list(&ids, `
		SELECT DISTINCT a.id FROM assignment a JOIN step s ON s.assignment = a.id WHERE a.office = ? AND s.at_ms >= ?`, t.s.opt.Office, midnight); err != nil {
		return err
	}
	for some := range slices.Chunk(ids, mostIDs) {
		if _, err := t.exec(`UPDATE step SET state = 'held', notice = NULL, reason = ?, at_ms = ? WHERE at_ms >= ? AND assignment IN `+places(1, len(some)),
			values(some, aheadWhy, t.ms, midnight)...); err != nil {
			return err
		}
		if _, err := t.exec(`
			UPDATE assignment SET first_to = CASE WHEN first_on > ? OR first_on = '' THEN '' ELSE first_to END,
				first_on = CASE WHEN first_on > ? THEN '' ELSE first_on END, told_to = CASE WHEN told_to > ? THEN ? ELSE told_to END
			WHERE id IN `+places(1, len(some)), values(some, t.on, t.on, t.on, t.on)...); err != nil {
			return err
		}
	}
	return t.stepBack(ids, t.on)
}

// undoClocks lets nothing wait for an instant that only the wrong clock has seen.
func (t *tx) undoClocks() error {
	office := t.s.opt.Office
	if _, err := t.exec(`DELETE FROM planned_day WHERE office = ? AND day > ?`, office, t.on); err != nil {
		return err
	}
	if _, err := t.exec(`UPDATE assignment SET next_day = ? WHERE office = ? AND state = 'open' AND (next_day > ? OR next_day IS NULL)`, t.on, office, t.on); err != nil {
		return err
	}
	tomorrow := (t.on + 1).At(0, 0, t.s.opt.Zone).UnixMilli()
	if _, err := t.exec(`UPDATE notice SET lease_until = ? WHERE office = ? AND state = 'sending' AND lease_until > ?`, t.ms, office, tomorrow); err != nil {
		return err
	}
	_, err := t.exec(`UPDATE source SET ok_ms = ? WHERE office = ? AND ok_ms > ?`, t.ms, office, t.ms)
	return err
}
