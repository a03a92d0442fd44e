package db

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
)

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
			Reason: fmt.Sprintf("转出%d项，免办%d份责任", len(c.Carried), len(c.Events))}); err != nil {
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
	it := checklist.Item{ID: id, No: no, Deadline: one.Deadline, Parties: fmt.Sprintf("自《%s》第%d项转入", c.Title, one.No)}
	for _, a := range one.Assign {
		if err := t.assign(it, a, Import{Checklist: checklist.Checklist{Start: t.on}, Actor: c.Actor}); err != nil {
			return 0, err
		}
	}
	return no, nil
}
