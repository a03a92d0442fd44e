package db

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Import is a checklist as it goes into the store, whole or not at all.
type Import struct {
	Checklist   checklist.Checklist
	Items       []checklist.Item
	Assignments []checklist.Assign
	File        Document
	Encoding    string // how the file's text was read, so that it is read the same way again
	Sheet       string // which sheet or table of the file
	Mapping     string // what its columns are, where the clerk said so
	Actor       string
}

// Document is an imported file as it came.
type Document struct {
	SHA256 string
	Name   string
	Raw    []byte
}

// Import stores a checklist with its items and assignments. The same file with
// the same base year a second time is ErrConflict.
func (s *Store) Import(ctx context.Context, now time.Time, in Import) (id int64, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		if id, err = t.insertChecklist(in); err != nil {
			return err
		}
		if err := t.append(checklist.Event{Kind: checklist.EventImported, Actor: in.Actor, Start: in.Checklist.Start,
			Text: in.Checklist.Title, Reason: in.fromFile()}); err != nil {
			return err
		}
		byNo, err := t.insertItems(id, in.Items)
		if err != nil {
			return err
		}
		for _, a := range in.Assignments {
			if err := t.assign(byNo[a.No], a, in, msg.Words(byNo[a.No].Parties)); err != nil {
				return err
			}
		}
		return nil
	})
	return id, err
}

func (t *tx) insertChecklist(in Import) (id int64, err error) {
	sha, err := t.keepDocument(in.File)
	if err != nil {
		return 0, err
	}
	var known int
	if err := t.get(&known, `SELECT COUNT(*) FROM checklist WHERE office = ? AND document = ? AND year = ?`, t.s.opt.Office, sha, in.Checklist.Year); err != nil {
		return 0, err
	}
	if known > 0 {
		return 0, fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("imported already", in.Checklist.Year))
	}
	if id, err = t.newID("checklist"); err != nil {
		return 0, err
	}
	_, err = t.exec(`
		INSERT INTO checklist (id, office, title, year, start, document, encoding, sheet, mapping, added_ms)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, t.s.opt.Office, in.Checklist.Title, in.Checklist.Year, in.Checklist.Start, sha, in.Encoding, in.Sheet, in.Mapping, t.ms)
	return id, err
}

// keepDocument keeps a file under its hash.
func (t *tx) keepDocument(d Document) (sha string, err error) {
	sum := sha256.Sum256(d.Raw)
	sha = hex.EncodeToString(sum[:])
	_, err = t.exec(`INSERT INTO document (sha256, office, name, raw, added_ms) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		sha, t.s.opt.Office, d.Name, d.Raw, t.ms)
	return sha, err
}

func (t *tx) insertItems(list int64, items []checklist.Item) (byNo map[int]checklist.Item, err error) {
	byNo = make(map[int]checklist.Item, len(items))
	for _, it := range items {
		it.Checklist = list
		if it.ID, err = t.newID("item"); err != nil {
			return nil, err
		}
		if _, err := t.exec(`
			INSERT INTO item (id, checklist, no, label, task, section, content, parties, leads, joint, deadline_text, deadline, row)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			it.ID, list, it.No, it.Label, it.Task, it.Section, it.Content, it.Parties, asJSON(it.Leads), asJSON(it.Joint), it.DeadlineText, it.Deadline, it.Row); err != nil {
			return nil, err
		}
		byNo[it.No] = it
	}
	return byNo, nil
}

// fromFile says where a list came from.
func (in Import) fromFile() msg.Message {
	return msg.New("a list from a file", in.File.Name, in.Checklist.Year, len(in.Items))
}

// assign begins what a party owes of an item; why are the words of the list that say so, or
// where else it comes from.
func (t *tx) assign(it checklist.Item, in checklist.Assign, imp Import, why msg.Message) error {
	due := in.Due
	if due == (checklist.Due{}) {
		due.Day = it.Deadline
	}
	e := checklist.Event{Kind: checklist.EventAssigned, Actor: imp.Actor, Party: in.Party, Role: in.Role, Text: due.Part, Every: due.Every,
		Day: cmp.Or(due.Was, due.Day), Start: max(imp.Checklist.Start, due.Opens), Reason: why}
	a, err := checklist.Assignment{Office: t.s.opt.Office, Item: it.ID, No: it.No}.Apply(e)
	if err != nil {
		return err
	}
	if e.Assignment, err = t.newID("assignment"); err != nil {
		return err
	}
	if _, err := t.exec(`
		INSERT INTO assignment (id, office, item, no, part, every, party, role, state, round, opened, original, deadline, version, next_day)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Assignment, a.Office, a.Item, a.No, a.Part, a.Every, a.Party, a.Role, a.State, a.Round, a.Opened, a.Original, a.Deadline, a.Version, a.Opened); err != nil {
		return err
	}
	if err := t.append(e); err != nil || due.Was == 0 {
		return err
	}
	if err := t.apply(checklist.Event{Kind: checklist.EventExtended, Assignment: e.Assignment, Actor: imp.Actor, Day: due.Day,
		Reason: msg.New("said by the list", it.DeadlineText)}); err != nil {
		return err
	}
	// Nobody has been written to yet: the first letter is still to come.
	_, err = t.exec(`UPDATE assignment SET stepped_to = '', told_to = '', next_day = opened WHERE id = ?`, e.Assignment)
	return err
}
