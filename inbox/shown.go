package inbox

import (
	"context"
	"slices"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
)

// line is a line of the letter that is answered: as it was printed, and how its
// assignment stands by now.
type line struct {
	shown letter.Shown
	now   db.Owed
}

// linesOf joins printed lines with their assignments as they are now.
func (c *intake) linesOf(ctx context.Context, shown []letter.Shown) (lines []line, err error) {
	ids := make([]int64, len(shown))
	for i, s := range shown {
		ids[i] = s.Assignment
	}
	owed, err := c.store.Assignments(ctx, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]db.Owed, len(owed))
	for _, o := range owed {
		byID[o.ID] = o
		if applied, is := c.applied[o.ID]; is {
			byID[o.ID] = applied
		}
	}
	for _, s := range shown {
		lines = append(lines, line{s, byID[s.Assignment]})
	}
	return lines, nil
}

// lookUp finds numbers that the letter does not list, and reports whether it found
// any: in the newest letter to the same person that did, up to this one; else in the
// ledger.
func (c *intake) lookUp(ctx context.Context, nos []int) (found bool, err error) {
	for _, no := range nos {
		shown, err := c.store.ShownBefore(ctx, c.person.ID, c.person.Parties, c.notice.ID, no)
		if err != nil {
			return found, err
		}
		if len(shown) == 0 {
			shown, err = c.ledgerLines(ctx, no)
		}
		if err != nil {
			return found, err
		}
		lines, err := c.linesOf(ctx, shown)
		if err != nil {
			return found, err
		}
		c.lines, found = append(c.lines, lines...), found || len(lines) > 0
	}
	return found, nil
}

// ledgerLines are what a number means that no letter has shown: to the one responsible
// what is his, while the list has not been amended since the letter and its numbers are
// still those he knows. The remarks of one who judges reach whom they are about in any
// case, while a verdict needs a letter that showed what it is about.
func (c *intake) ledgerLines(ctx context.Context, no int) (lines []letter.Shown, err error) {
	amended, err := c.store.AmendedSince(ctx, c.notice.CreatedMs)
	if err != nil || amended && !c.judges() {
		return nil, err
	}
	all, err := c.store.AssignmentsOf(ctx, no)
	for _, o := range all {
		s := letter.Shown{Assignment: o.ID, Checklist: o.Checklist, Item: o.Item, No: o.No, Part: o.Part,
			Party: o.Party, Role: o.Role, Round: o.Round, Heading: letter.HeadingTold}
		if c.judges() || slices.Contains(c.person.Parties, o.Party) {
			lines = append(lines, s)
		}
	}
	return lines, err
}

// isMine reports whether the writer answers for a line today.
func (c *intake) isMine(l line) bool { return slices.Contains(c.person.Parties, l.now.Party) }

// mine are the letter's own lines that the writer answers for today.
func (c *intake) mine() (at []int) {
	for i, l := range c.lines[:c.printed] {
		if c.isMine(l) {
			at = append(at, i)
		}
	}
	return at
}

// all are the letter's own lines.
func (c *intake) all() (at []int) {
	for i := range c.lines[:c.printed] {
		at = append(at, i)
	}
	return at
}

// happens records an event on a line, whose assignment stands accordingly from then
// on; it reports false where the event no longer fits.
func (c *intake) happens(i int, e checklist.Event) bool {
	o := &c.lines[i].now
	e.At, e.On, e.Received = c.now.UnixMilli(), checklist.DayOf(c.now, c.store.Zone()), c.said()
	next, err := o.Apply(e)
	if err != nil {
		return false
	}
	o.Assignment = next
	if c.applied != nil {
		c.applied[o.ID] = *o
	}
	for j := range c.lines {
		if c.lines[j].now.ID == o.ID {
			c.lines[j].now = *o
		}
	}
	e.At, e.On = 0, 0 // the store's to say
	c.events = append(c.events, e)
	return true
}

// numbered is a line's number as its reader knows it.
func (l line) numbered() string { return checklist.Numbered(l.shown.Mark, l.shown.No) }

// renumbered is the number that the item has by now, where that is another.
func (l line) renumbered() int {
	if l.now.No == l.shown.No {
		return 0
	}
	return max(0, l.now.No) // below 0: the item has gone
}
