package db

import (
	"context"

	"duban/checklist"
	"duban/internal/msg"
)

// append adds events to the office's chain.
func (t *tx) append(events ...checklist.Event) error {
	head, err := t.head()
	if err != nil {
		return err
	}
	rows := make([][]any, len(events))
	for i, e := range events {
		e.Office, e.At, e.On, e.Seq = t.s.opt.Office, t.ms, t.on, head.Seq+1
		e.Actor, e.Party, e.Text = plainText(e.Actor), plainText(e.Party), plainText(e.Text) // sealed as they are stored
		if e.Reason, err = asStored(e.Reason); err != nil {
			return err
		}
		e.Hash = e.Seal(head.Hash)
		rows[i] = []any{e.Office, e.Seq, e.At, e.On, e.Kind, e.Assignment, e.Actor, e.Reason, e.Mail, e.Notice, e.Party, e.Role, e.Day, e.Start, e.Text, e.Every, e.Received, e.Hash}
		head = e
	}
	t.chain = &head
	return t.insertMany(`INSERT INTO event (`+eventColumns+`)`, rows, ``)
}

// asStored is a message as it will be read.
func asStored(m msg.Message) (msg.Message, error) {
	kept, err := m.Value()
	if err != nil {
		return m, err
	}
	return msg.FromText(plainText(kept.(string))), nil
}

func (t *tx) head() (checklist.Event, error) {
	if t.chain != nil {
		return *t.chain, nil
	}
	var heads []checklist.Event
	err := t.list(&heads, `SELECT seq, hash FROM event WHERE office = ? ORDER BY seq DESC LIMIT 1`, t.s.opt.Office)
	if err != nil || len(heads) == 0 {
		return checklist.Event{Hash: checklist.ChainStart}, err
	}
	return heads[0], nil
}

const eventColumns = `office, seq, at, "on", kind, assignment, actor, reason, mail, notice, party, role, day, start, text, every, received, hash`

// Head returns the last event of the office's chain; its Seq is 0 in an empty one.
func (s *Store) Head(ctx context.Context) (checklist.Event, error) {
	var heads []checklist.Event
	err := s.list(ctx, &heads, `SELECT `+eventColumns+` FROM event WHERE office = ? ORDER BY seq DESC LIMIT 1`, s.opt.Office)
	if err != nil || len(heads) == 0 {
		return checklist.Event{Hash: checklist.ChainStart}, err
	}
	return heads[0], nil
}

// History returns the events of one assignment, oldest first.
func (s *Store) History(ctx context.Context, assignment int64) (events []checklist.Event, err error) {
	err = s.list(ctx, &events, historyQuery, assignment)
	return events, err
}

// The index leaves out events of no assignment, and SQLite takes it only where
// the statement says so too.
const historyQuery = `SELECT ` + eventColumns + ` FROM event WHERE assignment = ? AND assignment > 0 ORDER BY seq`

// EventsOfMail returns what a mail caused, oldest first.
func (s *Store) EventsOfMail(ctx context.Context, mail int64) (events []checklist.Event, err error) {
	err = s.list(ctx, &events, `SELECT `+eventColumns+` FROM event WHERE office = ? AND mail = ? AND mail > 0 ORDER BY seq`, s.opt.Office, mail)
	return events, err
}

// Events calls fn with every event of the office in order.
func (s *Store) Events(ctx context.Context, fn func(checklist.Event) error) error {
	rows, err := s.rows(ctx, `SELECT `+eventColumns+` FROM event WHERE office = ? ORDER BY seq`, s.opt.Office)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var e checklist.Event
		if err := rows.StructScan(&e); err != nil {
			return err
		}
		if err := fn(e); err != nil {
			return err
		}
	}
	return rows.Err()
}
