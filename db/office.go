package db

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Office is an office (机构) of the database.
type Office struct {
	ID      int64
	Name    string
	AddedMs int64
}

// MostOffices is how many a database can hold: their identifiers must stay within 63 bits.
const MostOffices = 9_000_000

// Offices returns the offices of the database, by number.
func (s *Store) Offices(ctx context.Context) (list []Office, err error) {
	err = s.list(ctx, &list, `SELECT id, name, added_ms FROM office ORDER BY id`)
	return list, err
}

// known refuses a number that belongs to an office of another name. An office
// that has none is an only one: it is in nobody's way.
func (s *Store) known(ctx context.Context) error {
	if s.opt.Name == "" {
		return nil
	}
	var names []string
	if err := s.list(ctx, &names, `SELECT name FROM office WHERE id = ?`, s.opt.Office); err != nil {
		return s.named(err)
	}
	if len(names) > 0 && names[0] != s.opt.Name {
		return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the number is another office's", s.opt.Office, names[0], s.opt.Name))
	}
	return nil
}

// Register gives the office its name in the database, under which it stands beside
// others; ErrConflict where another has it.
func (s *Store) Register(ctx context.Context, now time.Time) error {
	if s.opt.Name == "" {
		return nil
	}
	return s.act(ctx, now, func(t *tx) error {
		var others []int64
		if err := t.list(&others, `SELECT id FROM office WHERE name = ? AND id <> ?`, s.opt.Name, s.opt.Office); err != nil {
			return err
		}
		if len(others) > 0 {
			return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the name is another office's", others[0], s.opt.Name))
		}
		_, err := t.exec(`INSERT INTO office (id, name, added_ms) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name`,
			s.opt.Office, s.opt.Name, t.ms)
		return err
	})
}

// ID is the identifier of the row that the office knows by a number of its own.
func (s *Store) ID(local int64) int64 { return s.first() + local }

// first is below every identifier of the office.
func (s *Store) first() int64 { return (s.opt.Office - 1) * checklist.OfficeSpan }

// newID draws the next identifier of a table for the office: its rows keep theirs
// when the office moves into a database where others are.
func (t *tx) newID(table string) (id int64, err error) {
	err = t.get(&id, `SELECT COALESCE(MAX(id), ?) + 1 FROM `+table+` WHERE id > ? AND id < ?`,
		t.s.first(), t.s.first(), t.s.first()+checklist.OfficeSpan)
	return id, err
}

// Waiting counts the mails that wait for the clerk and the letters that wait to go.
func (s *Store) Waiting(ctx context.Context) (mails, letters int, err error) {
	var n struct{ Mails, Letters int }
	err = s.get(ctx, &n, `
		SELECT (SELECT COUNT(*) FROM mail WHERE office = ? AND state IN ('asked', 'quarantined')) AS mails,
			(SELECT COUNT(*) FROM notice WHERE office = ? AND state IN ('queued', 'sending')) AS letters`, s.opt.Office, s.opt.Office)
	return n.Mails, n.Letters, err
}
