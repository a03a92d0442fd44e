package decide

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// Deed is what the clerk decides about the parts of an item by hand.
type Deed struct {
	Kind checklist.EventKind // accepted, returned, waived, reopened, extended, reassigned
	Why  string
	Only string        // the party whose part it is; "": every part that it fits
	Day  checklist.Day // extended: the new deadline
	To   string        // reassigned: the new party
}

// Do records a deed on the item of a number and tells the people concerned, in one
// act. It returns how many parts were decided on; NoPart where it fits none.
func Do(ctx context.Context, o *office.Office, now time.Time, no int, d Deed) (parts int, err error) {
	all, err := o.Parts(ctx, no)
	if err != nil {
		return 0, err
	}
	if d.To != "" {
		if d.To, err = o.Party(d.To); err != nil {
			return 0, err
		}
	}
	today := checklist.DayOf(now, o.Zone)
	absences, err := o.Store.Absences(ctx, today)
	if err != nil {
		return 0, err
	}
	r := d.on(all)
	if len(r.events) == 0 {
		return 0, office.Refusal{Code: office.NoPart, No: no, Parts: all}
	}
	acting := o.Directory.Acting(absences, today) // who stands in is told
	letters := checklist.OutcomeLetters(acting, r.decisions, clerk, today, o.Calendar.Forecast)
	return len(r.events), o.Store.Record(ctx, now, db.Record{Events: r.events, Notices: r.notices(letters, d.Why, now)})
}

var clerk = checklist.Person{ID: "clerk", Title: "督办员"}

// record is a deed on those parts that it fits.
type record struct {
	item      int64
	version   int64 // of all parts together: it grows with each deed
	events    []checklist.Event
	decisions []checklist.Decision
}

func (d Deed) on(all []db.Owed) (r record) {
	r.item = all[0].Item
	for _, part := range all {
		if !part.ByHand(d.Kind, d.Only != "") || d.Only != "" && part.Party != d.Only {
			continue
		}
		e := checklist.Event{Kind: d.Kind, Assignment: part.ID, Actor: clerk.ID, Reason: d.Why, Day: d.Day, Party: d.To}
		r.events = append(r.events, e)
		r.decisions = append(r.decisions, checklist.Decision{Before: part.Assignment, Event: e, Content: part.Content, Checklist: part.Checklist, Title: part.Title})
		r.version += part.Version
	}
	return r
}

func (r record) notices(letters []checklist.Letter, why string, now time.Time) (list []db.NewNotice) {
	for _, l := range letters {
		list = append(list, db.NewNotice{Key: fmt.Sprintf("outcome/%d/%s/v%d", r.item, l.To, r.version), Letter: l, Reason: why, NotBefore: now})
	}
	return list
}
