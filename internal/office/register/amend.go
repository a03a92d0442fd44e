package register

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
)

// amendment decides what becomes of the assignments of changed items, and who is
// told.
func amendment(ctx context.Context, o *office.Office, now time.Time, in Imported, reopen []int) (db.Amend, error) {
	today := checklist.DayOf(now, o.Zone)
	out := db.Amend{Import: in.List, List: in.Former.ID, Was: in.Former.Document, Changes: in.Changes}
	out.Assignments = nil
	out.Checklist.Start = max(in.List.Checklist.Start, today)
	held, err := partsHeld(ctx, o)
	if err != nil {
		return out, err
	}
	var decided []checklist.Decision
	for _, c := range in.Changes {
		a := amendItem(o.Directory, c, held[c.Old.ID])
		if slices.Contains(reopen, c.New.No) {
			a.Reopen()
		}
		for i := range a.Decided {
			d, part := &a.Decided[i], held[c.Old.ID][0]
			d.Content, d.Checklist, d.Title = cmp.Or(c.New.Content, part.Content), part.Checklist, part.Title
		}
		out.Assignments = append(out.Assignments, a.Add...)
		for _, d := range a.Decided {
			out.Events = append(out.Events, d.Event)
			decided = append(decided, d)
		}
	}
	clerk := checklist.Person{ID: in.List.Actor}
	sum := sha256.Sum256(in.List.File.Raw)
	letters := letter.OutcomeLetters(o.Directory, decided, clerk, today, o.Calendar.Forecast)
	out.Notices = db.OutcomeNotices(fmt.Sprintf("amended/%x/%d", sum[:6], now.Unix()), letters, msg.New("the list was amended"), now, 0)
	return out, nil
}

// partsHeld are the parts of all items, by item.
func partsHeld(ctx context.Context, o *office.Office) (map[int64][]db.Owed, error) {
	all, err := o.Store.Ledger(ctx)
	held := map[int64][]db.Owed{}
	for _, part := range all {
		held[part.Item] = append(held[part.Item], part)
	}
	return held, err
}

// amendItem is checklist.Amend for stored parts of an item.
func amendItem(dir *checklist.Directory, c checklist.Change, parts []db.Owed) checklist.Amendment {
	var held []checklist.Assignment
	for _, p := range parts {
		held = append(held, p.Assignment)
	}
	return checklist.Amend(dir, c, held)
}

// closedChanged are the closed items whose text a list changes, by their new numbers.
func closedChanged(ctx context.Context, o *office.Office, changes []checklist.Change) (closed []office.Past, err error) {
	held, err := partsHeld(ctx, o)
	for _, c := range changes {
		if a := amendItem(o.Directory, c, held[c.Old.ID]); a.Asks() {
			closed = append(closed, office.Past{No: c.New.No, Content: c.New.Content})
		}
	}
	return closed, err
}
