package db

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Amend is a list that was imported again, with what it changes. Whoever makes
// it has decided everything; it is stored whole or not at all.
type Amend struct {
	Import                     // as the list reads now; its Assignments are those to be added
	List    int64              // which list is amended
	Was     string             // SHA-256 of the document that Changes compare with
	Changes []checklist.Change // of checklist.Compare
	Events  []checklist.Event  // on assignments that are there: waived, rescheduled, reopened
	Notices []NewNotice
}

// Amend changes a list. Items keep their identity under a new number, so their
// evidence, rounds and history stay theirs; a removed item gives its number up
// and is kept, its assignments waived by Events. A list that has changed since
// is ErrConflict.
func (s *Store) Amend(ctx context.Context, now time.Time, in Amend) error {
	return s.act(ctx, now, func(t *tx) error {
		if err := t.replaceDocument(in); err != nil {
			return err
		}
		if err := t.append(checklist.Event{Kind: checklist.EventAmended, Actor: in.Actor,
			Text: in.Checklist.Title, Reason: in.fromFile()}); err != nil {
			return err
		}
		if err := t.renumber(in.Changes); err != nil {
			return err
		}
		byNo, err := t.amendItems(in)
		if err != nil {
			return err
		}
		for _, a := range in.Assignments {
			if err := t.assign(byNo[a.No], a, in.Import, msg.Words(byNo[a.No].Parties)); err != nil {
				return err
			}
		}
		return t.record(Record{Events: in.Events, Notices: in.Notices})
	})
}

// replaceDocument makes the new file the list's own; the former one is kept.
func (t *tx) replaceDocument(in Amend) error {
	sha, err := t.keepDocument(in.File)
	if err != nil {
		return err
	}
	res, err := t.exec(`UPDATE checklist SET title = ?, document = ?, encoding = ?, sheet = ?, mapping = ? WHERE id = ? AND office = ? AND document = ?`,
		in.Checklist.Title, sha, in.Encoding, in.Sheet, in.Mapping, in.List, t.s.opt.Office, in.Was)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the list was amended meanwhile"))
	}
	return nil
}

// renumber gives items their new numbers. All that move step aside first, since
// two may change places; a removed one stays aside, its number that of no item.
func (t *tx) renumber(changes []checklist.Change) error {
	for _, c := range changes {
		if c.Removed() || c.Renumbered() {
			if _, err := t.exec(`UPDATE item SET no = -id WHERE id = ?`, c.Old.ID); err != nil {
				return err
			}
		}
	}
	for _, c := range changes {
		if !c.Renumbered() {
			continue
		}
		if _, err := t.exec(`UPDATE item SET no = ? WHERE id = ?`, c.New.No, c.Old.ID); err != nil {
			return err
		}
		if _, err := t.exec(`UPDATE assignment SET no = ? WHERE item = ?`, c.New.No, c.Old.ID); err != nil {
			return err
		}
	}
	return nil
}

// amendItems writes what the items say now, inserts the new ones, and returns
// those that are new or changed by their numbers.
func (t *tx) amendItems(in Amend) (byNo map[int]checklist.Item, err error) {
	var added []checklist.Item
	changed := map[int]checklist.Item{}
	for _, c := range in.Changes {
		switch {
		case c.Added():
			added = append(added, c.New)
		case !c.Removed():
			it := c.New
			it.ID = c.Old.ID
			changed[it.No] = it
			if _, err := t.exec(`
				UPDATE item SET label = ?, task = ?, section = ?, content = ?, parties = ?, leads = ?, joint = ?, deadline_text = ?, deadline = ?, row = ?
				WHERE id = ?`,
				it.Label, it.Task, it.Section, it.Content, it.Parties, asJSON(it.Leads), asJSON(it.Joint), it.DeadlineText, it.Deadline, it.Row, it.ID); err != nil {
				return nil, err
			}
		}
	}
	if byNo, err = t.insertItems(in.List, added); err != nil {
		return nil, err
	}
	for no, it := range changed {
		byNo[no] = it
	}
	return byNo, nil
}

// ListClose is a list that ends, with what becomes of its open items. Whoever makes it has
// decided everything; it is stored whole or not at all.
type ListClose struct {
	List      int64
	Title     string
	Into      int64 // the list that carries items on; 0: none does
	IntoTitle string
	Carried   []Carried
	Events    []checklist.Event // on what is waived
	Notices   []NewNotice
	Actor     string
}

// Carried is an item that another list carries on.
type Carried struct {
	Item     int64
	No       int
	Leads    []int64 // the assignments that end with it
	Deadline checklist.Day
	Assign   []checklist.Assign // what it owes in the other list; the number is to come
}

// CloseList ends a list and returns the numbers that items have in the list which carries
// them on, by the numbers they had. The old items keep all that happened to them.
func (s *Store) CloseList(ctx context.Context, now time.Time, c ListClose) (numbers map[int]int, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		numbers = map[int]int{}
		if err := t.append(checklist.Event{Kind: checklist.EventClosed, Actor: c.Actor, Text: c.Title,
			Reason: msg.New("a list closed", len(c.Carried), len(c.Events))}); err != nil {
			return err
		}
		if err := t.record(Record{Events: c.Events, Notices: c.Notices}); err != nil {
			return err
		}
		for _, one := range c.Carried {
			if numbers[one.No], err = t.carry(c, one); err != nil {
				return err
			}
		}
		return nil
	})
	return numbers, err
}

// carry ends an item in its list and begins it in another, under the next number there.
func (t *tx) carry(c ListClose, one Carried) (no int, err error) {
	if err := t.get(&no, `SELECT COALESCE(MAX(no), 0) + 1 FROM item WHERE checklist = ?`, c.Into); err != nil {
		return 0, err
	}
	id, err := t.newID("item")
	if err != nil {
		return 0, err
	}
	// Row 0: it stands in no line of that list's document.
	if _, err := t.exec(`
		INSERT INTO item (id, checklist, no, label, task, section, content, parties, leads, joint, deadline_text, deadline, row, ladder)
		SELECT ?, ?, ?, '', task, section, content, parties, leads, joint, deadline_text, ?, 0, ladder FROM item WHERE id = ?`,
		id, c.Into, no, one.Deadline, one.Item); err != nil {
		return 0, err
	}
	for _, lead := range one.Leads {
		if err := t.apply(checklist.Event{Kind: checklist.EventWaived, Assignment: lead, Actor: c.Actor, Reason: checklist.CarriedTo(c.IntoTitle, no)}); err != nil {
			return 0, err
		}
	}
	it := checklist.Item{ID: id, No: no, Deadline: one.Deadline}
	for _, a := range one.Assign {
		if err := t.assign(it, a, Import{Checklist: checklist.Checklist{Start: t.on}, Actor: c.Actor}, msg.New("carried over from a list", c.Title, one.No)); err != nil {
			return 0, err
		}
	}
	return no, nil
}
