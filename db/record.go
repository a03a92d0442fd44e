package db

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Record is one act with all that follows from it: the events, in order, the
// letters they cause, and the disposition of the mail that carried them.
type Record struct {
	Events  []checklist.Event // assignment events are applied; Actor, Reason, … as the caller knows them
	Notices []NewNotice
	Mails   []Disposition // of the mail that carried it, and of earlier ones it completes; none: the clerk acted by hand
	Notes   []Note
	Faults  []AddressFault
	Lost    []LostLetter // letters that came back

	Confirm  []Confirmation // words that wait from now on until their writer has confirmed them
	Void     []Void         // words that were not confirmed, and never are
	Replaced []int64        // letters that say no more than a new one does: those that nobody tried to send yet do not go
}

// Note is information on a person: the text of an automatic reply.
type Note struct {
	Person    string
	Text      string
	AwayFrom  checklist.Day // the days it states; zero: none
	AwayUntil checklist.Day // the last day away
	Mail      int64
	AtMs      int64
}

// Record stores an act. An event that does not fit the state of its assignment
// makes the whole act ErrConflict: read again, decide again.
func (s *Store) Record(ctx context.Context, now time.Time, r Record) error {
	return s.act(ctx, now, func(t *tx) error { return t.record(r) })
}

func (t *tx) record(r Record) error {
	for _, e := range r.Events {
		if err := t.apply(e); err != nil {
			return err
		}
	}
	for _, f := range r.Faults {
		if err := t.markAddress(f); err != nil {
			return err
		}
	}
	for _, l := range r.Lost {
		if err := t.lose(l); err != nil {
			return err
		}
	}
	for _, n := range r.Notes {
		if err := t.keepNote(n); err != nil {
			return err
		}
	}
	if err := t.replace(r.Replaced); err != nil {
		return err
	}
	if _, err := t.insertNotices(r.Notices); err != nil {
		return err
	}
	for _, m := range r.Mails {
		if err := t.recordDisposition(m); err != nil {
			return err
		}
	}
	for _, v := range r.Void {
		if err := t.never(v.Mail, v.Why); err != nil {
			return err
		}
	}
	return t.await(r.Confirm)
}

// keepNote writes the note of a mail; one that is processed again has one note still.
func (t *tx) keepNote(n Note) error {
	if _, err := t.exec(`DELETE FROM note WHERE office = ? AND mail = ?`, t.s.opt.Office, n.Mail); err != nil {
		return err
	}
	id, err := t.newID("note")
	if err != nil {
		return err
	}
	_, err = t.exec(`INSERT INTO note (id, office, person, text, away_from, away_until, mail, at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		id, t.s.opt.Office, n.Person, n.Text, n.AwayFrom, n.AwayUntil, n.Mail, t.ms)
	return err
}

// apply applies an event to its assignment, writes both, and carries out what follows
// for the joint parties: they close with an item that is struck off, and have the
// deadline of its leads.
func (t *tx) apply(e checklist.Event) error {
	if e.Assignment == 0 {
		return t.append(e)
	}
	var a checklist.Assignment
	if err := t.get(&a, `SELECT `+assignmentColumns+` FROM assignment WHERE id = ? AND office = ?`, e.Assignment, t.s.opt.Office); err != nil {
		return msg.New("reading an assignment", e.Assignment, err)
	}
	e.Office, e.At, e.On = t.s.opt.Office, t.ms, t.on
	next, err := a.Apply(e)
	if err != nil {
		return err
	}
	if err := t.append(e); err != nil {
		return err
	}
	if err := t.saveAssignment(a, next); err != nil {
		return err
	}
	switch {
	case !a.State.Closed() && next.State.Closed() && e.Kind != checklist.EventSettled:
		return t.settle(next.Item, next.Part)
	case e.Kind == checklist.EventExtended && a.Role == checklist.Lead:
		return t.follow(next.Item, next.Part)
	}
	return nil
}

func (t *tx) partOf(item int64, part string) (all []checklist.Assignment, err error) {
	err = t.list(&all, `SELECT `+assignmentColumns+` FROM assignment WHERE item = ? AND part = ? ORDER BY id`, item, part)
	return all, err
}

// follow gives the joint parties of an item the deadline that its leads have by now.
func (t *tx) follow(item int64, part string) error {
	all, err := t.partOf(item, part)
	if err != nil {
		return err
	}
	joint, deadline := checklist.Follow(all)
	for _, a := range joint {
		if err := t.apply(checklist.Event{Kind: checklist.EventExtended, Assignment: a.ID, Actor: "duban", Day: deadline, Reason: msg.New("extended with the lead")}); err != nil {
			return err
		}
	}
	return nil
}

func (t *tx) settle(item int64, part string) error {
	all, err := t.partOf(item, part)
	if err != nil {
		return err
	}
	for _, a := range checklist.Settle(all) {
		if err := t.apply(checklist.Event{Kind: checklist.EventSettled, Assignment: a.ID, Actor: "duban", Reason: msg.New("all leads are done")}); err != nil {
			return err
		}
	}
	return nil
}

const assignmentColumns = `id, office, item, no, part, every, party, role, state, round, opened, original, deadline,
	asked, asked_ms, acked_ms, answer_ms, claimed_ms, closed_ms, returns, decided, version, claim_version, asked_version, instructed_version`

// saveAssignment writes an assignment and asks the ladder anew where its round,
// deadline or state changed.
func (t *tx) saveAssignment(was, is checklist.Assignment) error {
	res, err := t.named(`
		UPDATE assignment SET party = :party, state = :state, round = :round, opened = :opened, original = :original, deadline = :deadline,
			asked = :asked, asked_ms = :asked_ms, acked_ms = :acked_ms, answer_ms = :answer_ms, claimed_ms = :claimed_ms,
			closed_ms = :closed_ms, returns = :returns, decided = :decided, version = :version,
			claim_version = :claim_version, asked_version = :asked_version, instructed_version = :instructed_version,
			next_day = CASE WHEN :state = 'open' THEN next_day END
		WHERE id = :id AND version = :version - 1`, is)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("an assignment changed meanwhile", is.ID))
	}
	sameLadder := was.Round == is.Round && was.Deadline == is.Deadline && was.State == is.State
	if is.State != checklist.Open {
		return nil
	}
	if sameLadder {
		if was.Asked != 0 && is.Asked == 0 || is.InstructedVersion > was.InstructedVersion { // what waited for the decision may climb, and an instruction has its day
			_, err = t.exec(`UPDATE assignment SET next_day = ? WHERE id = ?`, t.on, is.ID)
		}
		return err
	}
	steppedTo := t.on // the letter that told of the change stands for the steps up to today
	moved := was.Party != is.Party
	if moved {
		steppedTo = 0 // a new party has not been told anything yet
	}
	anew := was.Round != is.Round || was.Deadline != is.Deadline // then every rung may come again
	_, err = t.exec(`
		UPDATE assignment SET next_day = ?, stepped_to = ?, told_to = ?, last_step = CASE WHEN ? THEN '' ELSE last_step END,
			escalated = CASE WHEN ? THEN 0 ELSE escalated END,
			first_to = CASE WHEN ? OR ? AND first_on = '' THEN '' ELSE first_to END, -- what was to be the first letter was not sent
			first_on = CASE WHEN ? OR first_on = '' THEN '' WHEN ? THEN ? ELSE first_on END
		WHERE id = ?`, t.on, steppedTo, steppedTo, anew, anew, moved, was.State != checklist.Open || was.Round != is.Round, moved, was.Round != is.Round, t.on, is.ID)
	return err
}

// Notes returns the newest note on each person since an instant.
func (s *Store) Notes(ctx context.Context, since time.Time) (notes []Note, err error) {
	err = s.list(ctx, &notes, `
		SELECT person, text, away_from, away_until, mail, at_ms FROM note
		WHERE office = ? AND at_ms >= ? AND id IN (SELECT MAX(id) FROM note GROUP BY office, person)
		ORDER BY id`, s.opt.Office, since.UnixMilli())
	return notes, err
}

// asJSON is a value as JSON; a list without members is [] and not null.
func asJSON(v any) string {
	if list := reflect.ValueOf(v); list.Kind() == reflect.Slice && list.IsNil() {
		return "[]"
	}
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("plain data always marshals: %v", err))
	}
	return string(b)
}
