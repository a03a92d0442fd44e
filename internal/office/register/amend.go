package register

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// amendment decides what becomes of the assignments of changed items, and who is
// told.
func amendment(ctx context.Context, o *office.Office, now time.Time, in Imported) (db.Amend, error) {
	today := checklist.DayOf(now, o.Zone)
	out := db.Amend{Import: in.List, List: in.Former.ID, Was: in.Former.Document, Changes: in.Changes}
	out.Assignments = nil
	out.Checklist.Start = max(in.List.Checklist.Start, today)
	all, err := o.Store.Ledger(ctx)
	if err != nil {
		return out, err
	}
	held := map[int64][]db.Owed{}
	for _, part := range all {
		held[part.Item] = append(held[part.Item], part)
	}
	var decided []checklist.Decision
	for _, c := range in.Changes {
		a := amendItem(o.Directory, c, held[c.Old.ID])
		out.Assignments = append(out.Assignments, a.Add...)
		for _, d := range a.Decided {
			out.Events = append(out.Events, d.Event)
			decided = append(decided, d)
		}
	}
	clerk := checklist.Person{ID: in.List.Actor, Title: "督办员"}
	sum := sha256.Sum256(in.List.File.Raw)
	letters := checklist.OutcomeLetters(o.Directory, decided, clerk, today, o.Calendar.Forecast)
	out.Notices = db.OutcomeNotices(fmt.Sprintf("amended/%x/%d", sum[:6], now.Unix()), letters, "清单修订", now, 0)
	return out, nil
}

// amendItem is checklist.Amend for stored parts of an item, with what their letters say.
func amendItem(dir *checklist.Directory, c checklist.Change, parts []db.Owed) checklist.Amendment {
	var held []checklist.Assignment
	for _, p := range parts {
		held = append(held, p.Assignment)
	}
	a := checklist.Amend(dir, c, held)
	for i := range a.Decided {
		d := &a.Decided[i]
		d.Content, d.Checklist, d.Title = parts[0].Content, parts[0].Checklist, parts[0].Title
	}
	return a
}
