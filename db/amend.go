package db

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
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
		if err := t.append(checklist.Event{Kind: checklist.EventAmended, Actor: in.Actor, Reason: "文件 " + in.File.Name,
			Text: fmt.Sprintf("%s（%d年，%d项）", in.Checklist.Title, in.Checklist.Year, len(in.Items))}); err != nil {
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
			if err := t.assign(byNo[a.No], a, in.Import); err != nil {
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
		return fmt.Errorf("%w: the list was amended meanwhile (%v)", checklist.ErrConflict, err)
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
