package inquire

import (
	"context"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/office"
)

// OfficeStanding is how one of several offices stands.
type OfficeStanding struct {
	ID      int64
	Title   string
	Counts  letter.Counts // of its items, as its status counts them
	Held    int           // mails for the clerk
	Waiting int           // letters
}

// Offices tells how each office stands, as of its own day.
func Offices(ctx context.Context, all []*office.Office, now time.Time) (list []OfficeStanding, err error) {
	for _, o := range all {
		owed, err := o.Store.RunningLedger(ctx)
		if err != nil {
			return nil, err
		}
		s := OfficeStanding{ID: o.Store.Office(), Title: o.Config.Title(), Counts: o.Rules().Count(owed, checklist.DayOf(now, o.Zone))}
		if s.Held, s.Waiting, err = o.Store.Waiting(ctx); err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}
