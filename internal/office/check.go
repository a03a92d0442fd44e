package office

import (
	"context"
	"slices"
	"time"

	"duban/db"
)

// Broken proves the invariants on the stored data of an office: what the database can
// tell alone, and what it takes the office's calendar, settings and clock to tell.
func (o *Office) Broken(ctx context.Context, now time.Time) ([]db.Violation, error) {
	stored, err := o.Store.Check(ctx)
	if err != nil {
		return nil, err
	}
	sending, err := o.Store.CheckSending(ctx, db.Keeping{Workday: o.Calendar.IsWorkday, StaleAfter: o.Config.Inbox.StaleAfter.Duration})
	if err != nil {
		return nil, err
	}
	clock, err := o.Store.CheckClock(ctx, now)
	return slices.Concat(stored, sending, clock), err
}
