package inquire

import (
	"context"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// OfficeStanding is how one of several offices stands.
type OfficeStanding struct {
	ID    int64
	Title string
	db.Standing
}

// Offices tells how each office stands, as of its own day.
func Offices(ctx context.Context, all []*office.Office, now time.Time) (list []OfficeStanding, err error) {
	for _, o := range all {
		s, err := o.Store.Standing(ctx, checklist.DayOf(now, o.Zone))
		if err != nil {
			return nil, err
		}
		list = append(list, OfficeStanding{ID: o.Store.Office(), Title: o.Config.Title(), Standing: s})
	}
	return list, nil
}
