package db

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
)

// AddAbsence remembers that somebody is away. Two absences of one person may not
// share a day: the second is ErrConflict.
func (s *Store) AddAbsence(ctx context.Context, now time.Time, a checklist.Absence, actor string) error {
	return s.act(ctx, now, func(t *tx) error {
		var known []checklist.Absence
		if err := t.list(&known, absences+` AND person = ? AND first <= ?`, s.opt.Office, a.First, a.Person, a.Last); err != nil {
			return err
		}
		if len(known) > 0 {
			return fmt.Errorf("%w: %s %s至%s已登记外出", checklist.ErrConflict, a.Person, known[0].First.Short(), known[0].Last.Short())
		}
		id, err := t.newID("absence")
		if err != nil {
			return err
		}
		if _, err := t.exec(`INSERT INTO absence (id, office, person, substitute, first, last, reason, added_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			id, s.opt.Office, a.Person, a.Substitute, a.First, a.Last, a.Reason, t.ms); err != nil {
			return err
		}
		return t.append(checklist.Event{Kind: checklist.EventAway, Actor: actor, Party: a.Person, Start: a.First, Day: a.Last,
			Text: a.Substitute, Reason: a.Reason})
	})
}

// EndAbsence brings somebody back before the day that was said; ErrNotFound when
// he is not away.
func (s *Store) EndAbsence(ctx context.Context, now time.Time, person, actor string) error {
	return s.act(ctx, now, func(t *tx) error {
		res, err := t.exec(`UPDATE absence SET ended_ms = ? WHERE office = ? AND person = ? AND ended_ms = 0 AND last >= ?`,
			t.ms, s.opt.Office, person, t.on)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return fmt.Errorf("%w: %s没有登记外出", checklist.ErrNotFound, person)
		}
		return t.append(checklist.Event{Kind: checklist.EventBack, Actor: actor, Party: person})
	})
}

const absences = `SELECT id, person, substitute, first, last, reason FROM absence WHERE office = ? AND ended_ms = 0 AND last >= ?`

// Absences returns those that have not ended before a day, also such as lie ahead.
func (s *Store) Absences(ctx context.Context, from checklist.Day) (list []checklist.Absence, err error) {
	err = s.list(ctx, &list, absences+` ORDER BY first, id`, s.opt.Office, from)
	return list, err
}
