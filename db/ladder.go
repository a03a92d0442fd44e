package db

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
)

// SetLadder lets an item, or with no 0 a whole checklist, climb another of the
// office's ladders; "" is the usual one. The ladder is asked anew today.
func (s *Store) SetLadder(ctx context.Context, now time.Time, list int64, no int, ladder, actor string) error {
	return s.act(ctx, now, func(t *tx) error {
		what, set, args := "整份清单", `UPDATE checklist SET ladder = ? WHERE office = ? AND id = ?`, []any{ladder, s.opt.Office, list}
		if no != 0 {
			what = fmt.Sprintf("第%d项", no)
			set = `UPDATE item SET ladder = ? WHERE checklist IN (SELECT id FROM checklist WHERE office = ? AND id = ?) AND no = ?`
			args = append(args, no)
		}
		res, err := t.exec(set, args...)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return fmt.Errorf("%w: 清单%d没有%s", checklist.ErrNotFound, checklist.Local(list), what)
		}
		if _, err := t.exec(`
			UPDATE assignment SET next_day = ? WHERE state = 'open' AND (next_day > ? OR next_day IS NULL)
				AND item IN (SELECT id FROM item WHERE checklist = ? AND (? = 0 OR no = ?))`, t.on, t.on, list, no, no); err != nil {
			return err
		}
		return t.append(checklist.Event{Kind: checklist.EventLadder, Actor: actor, Text: ladder, Reason: fmt.Sprintf("清单%d %s", checklist.Local(list), what)})
	})
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
