package register

import (
	"context"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
)

// Closing says what becomes of the open items of a list that is closed.
type Closing struct {
	List  string // by its number, or words of its title
	Into  string // the list that carries items on
	Carry []int  // which of them; none: all that are not waived, where Into is said
	Waive []int  // by number
	Why   string // of what is waived
}

// Closed is what became of them.
type Closed struct {
	List, Into db.StoredList
	Carried    map[int]int // by number: the number in the list that carries it on
	Waived     []int
}

// Close ends a list: each open item is carried over into another list, where it begins
// anew with its deadline, or waived with a reason. It is refused while one is neither, or
// while a claim among what is carried over waits for a verdict. The last report names them.
func Close(ctx context.Context, o *office.Office, now time.Time, c Closing) (out Closed, err error) {
	if out.List, err = o.List(ctx, c.List); err != nil {
		return out, err
	}
	open, err := openItems(ctx, o, out.List.ID)
	if err != nil {
		return out, err
	}
	if err := c.divide(open); err != nil {
		return out, err
	}
	act := db.ListClose{List: out.List.ID, Title: out.List.Title, Actor: "clerk"}
	if len(c.Carry) > 0 {
		if out.Into, err = o.List(ctx, c.Into); err != nil {
			return out, err
		}
		if out.Into.ID == out.List.ID {
			return out, office.Refusal{Code: office.SameList, Name: out.Into.Title}
		}
		act.Into, act.IntoTitle = out.Into.ID, out.Into.Title
	}
	today := checklist.DayOf(now, o.Zone)
	var decided []checklist.Decision
	for _, parts := range open {
		no := parts[0].No
		if slices.Contains(c.Carry, no) {
			act.Carried = append(act.Carried, carriedOf(parts, today))
			continue
		}
		out.Waived = append(out.Waived, no)
		for _, p := range leadsOf(parts) {
			e := checklist.Event{Kind: checklist.EventWaived, Assignment: p.ID, Actor: "clerk", Reason: msg.Words(c.Why)}
			act.Events = append(act.Events, e)
			decided = append(decided, checklist.Decision{Before: p.Assignment, Event: e, Content: p.Content, Checklist: p.Checklist, Title: p.Title})
		}
	}
	letters := letter.OutcomeLetters(o.Directory, decided, checklist.Person{ID: "clerk"}, today, o.Calendar.Forecast)
	act.Notices = db.OutcomeNotices(fmt.Sprintf("closed/%d/%d", checklist.Local(out.List.ID), now.Unix()), letters, msg.Words(c.Why), now, 0)
	out.Carried, err = o.Store.CloseList(ctx, now, act)
	return out, err
}

// divide says of each open item what becomes of it, or why the list cannot be closed.
func (c *Closing) divide(open [][]db.Owed) error {
	var left []office.Past
	var waits []int
	known := map[int]bool{}
	all := c.Into != "" && len(c.Carry) == 0
	for _, parts := range open {
		no := parts[0].No
		known[no] = true
		waived := slices.Contains(c.Waive, no)
		if all && !waived {
			c.Carry = append(c.Carry, no)
		}
		carried := slices.Contains(c.Carry, no)
		switch {
		case waived && carried, !waived && !carried:
			left = append(left, office.Past{No: no, Content: parts[0].Content})
		case carried && slices.ContainsFunc(parts, func(p db.Owed) bool { return p.Role == checklist.Lead && p.State == checklist.Submitted }):
			waits = append(waits, no)
		}
	}
	for _, no := range slices.Concat(c.Waive, c.Carry) {
		if !known[no] {
			return office.Refusal{Code: office.NotOpen, No: no}
		}
	}
	switch {
	case len(left) > 0:
		return office.Refusal{Code: office.StillOpen, Past: left}
	case len(waits) > 0:
		return office.Refusal{Code: office.AwaitsVerdict, Cause: checklist.SaidItems(waits)}
	case len(c.Waive) > 0 && c.Why == "":
		return office.Refusal{Code: office.WaiveReason}
	case len(c.Carry) > 0 && c.Into == "":
		return office.Refusal{Code: office.NoList}
	}
	return nil
}

// openItems are the items of a list in which a lead still owes something, each with all
// its parts.
func openItems(ctx context.Context, o *office.Office, list int64) (open [][]db.Owed, err error) {
	all, err := o.Store.Ledger(ctx)
	if err != nil {
		return nil, err
	}
	items := map[int64][]db.Owed{}
	var order []int64
	for _, p := range all {
		if p.Checklist == list {
			if items[p.Item] == nil {
				order = append(order, p.Item)
			}
			items[p.Item] = append(items[p.Item], p)
		}
	}
	for _, id := range order {
		if len(leadsOf(items[id])) > 0 {
			open = append(open, items[id])
		}
	}
	return open, nil
}

// leadsOf are the leads that still owe something.
func leadsOf(parts []db.Owed) (leads []db.Owed) {
	for _, p := range parts {
		if p.Role == checklist.Lead && !p.State.Closed() {
			leads = append(leads, p)
		}
	}
	return leads
}

// carriedOf is an item as another list carries it on: what is open, with the deadlines
// that count.
func carriedOf(parts []db.Owed, today checklist.Day) (c db.Carried) {
	c.Item, c.No = parts[0].Item, parts[0].No
	for _, p := range parts {
		if p.State.Closed() {
			continue
		}
		if p.Role == checklist.Lead {
			c.Leads = append(c.Leads, p.ID)
		}
		c.Deadline = max(c.Deadline, p.Deadline)
		due := checklist.Due{Part: p.Part, Day: p.Deadline}
		if p.Opened > today {
			due.Opens = p.Opened
		}
		c.Assign = append(c.Assign, checklist.Assign{Party: p.Party, Role: p.Role, Due: due})
	}
	return c
}
