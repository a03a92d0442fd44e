package inquire

import (
	"cmp"
	"context"
	"log/slog"
	"slices"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
	"duban/scheduler"
)

// Written is one assignment of an item with the letters about it.
type Written struct {
	db.Owed
	Acts   []Act // in the order of time
	Coming []scheduler.Coming
}

// Act is a letter with the rung that brought it, or a rung that brought none.
type Act struct {
	Ms     int64
	Letter *db.Notice
	Step   db.Step // of a letter that only lists the assignment along: zero
}

// Why answers which letters were written about each part of the item of a number and
// which were not, and which will be.
func Why(ctx context.Context, o *office.Office, now time.Time, no int, named checklist.Named) (list []Written, err error) {
	all, _, err := o.Meant(ctx, no, checklist.ByHand{Named: named}, checklist.DayOf(now, o.Zone))
	if err != nil {
		return nil, err
	}
	outlook := scheduler.New(o.Store, o.Rules, slog.New(slog.DiscardHandler))
	for _, owed := range all {
		w := Written{Owed: owed}
		if w.Acts, err = acts(ctx, o.Store, owed.ID); err != nil {
			return nil, err
		}
		if w.Coming, err = outlook.Outlook(ctx, owed, now); err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	return list, nil
}

func acts(ctx context.Context, store *db.Store, assignment int64) (list []Act, err error) {
	steps, err := store.Steps(ctx, assignment)
	if err != nil {
		return nil, err
	}
	rungs := map[int64]db.Step{}
	for _, s := range steps {
		if s.State == checklist.StepPlanned {
			rungs[s.Notice] = s
			continue
		}
		list = append(list, Act{Ms: s.AtMs, Step: s})
	}
	letters, err := store.Notices(ctx, db.NoticeFilter{Assignment: assignment})
	for _, n := range letters {
		list = append(list, Act{Ms: n.CreatedMs, Letter: &n, Step: rungs[n.ID]})
	}
	slices.SortStableFunc(list, func(x, y Act) int { return cmp.Compare(x.Ms, y.Ms) })
	return list, err
}
