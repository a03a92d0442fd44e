package decide

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
)

// Deed is what the clerk decides about the parts of an item by hand: accepted, returned,
// waived, reopened, extended, reassigned.
type Deed struct {
	checklist.ByHand
	Why  string
	Day  checklist.Day // extended: the new deadline
	Past bool          // extended to a day that has passed, and meant so
	To   string        // reassigned: the new party
}

// Do records a deed on the item of a number and tells the people concerned, in one
// act. It returns how many parts were decided on; NoPart where it fits none, WhichOne
// where it does not tell which of several is meant.
func Do(ctx context.Context, o *office.Office, now time.Time, no int, d Deed) (parts int, err error) {
	if d.Kind == checklist.EventAccepted && d.WithoutReport && d.Why == "" {
		return 0, office.Refusal{Code: office.NoReason, No: no}
	}
	if d.To != "" {
		if d.To, err = o.Party(d.To); err != nil {
			return 0, err
		}
	}
	today := checklist.DayOf(now, o.Zone)
	if d.Kind == checklist.EventExtended && d.Day < today && !d.Past {
		return 0, office.Refusal{Code: office.PastDay, No: no, First: d.Day, Last: today}
	}
	absences, err := o.Store.Absences(ctx, today)
	if err != nil {
		return 0, err
	}
	chosen, all, err := o.Meant(ctx, no, d.ByHand, today)
	if err != nil {
		return 0, err
	}
	r := d.on(chosen)
	for _, part := range all {
		r.version += part.Version
	}
	r.decisions = append(r.decisions, r.followed(all)...)
	acting := o.Directory.Acting(absences, today) // who stands in is told
	letters := letter.OutcomeLetters(acting, r.decisions, clerk, today, o.Calendar.Forecast)
	return len(r.events), o.Store.Record(ctx, now, db.Record{Events: r.events, Notices: db.OutcomeNotices(fmt.Sprintf("%d/v%d", r.item, r.version), letters, msg.Words(d.Why), now, 0)})
}

// Remark says of an extension what its day alone does not tell: that it is a day off, or
// gives no workday; zero where there is nothing to say.
func Remark(ctx context.Context, o *office.Office, now time.Time, no int, d Deed) (said msg.Message, err error) {
	if d.Kind != checklist.EventExtended {
		return said, nil
	}
	meant, _, err := o.Meant(ctx, no, d.ByHand, checklist.DayOf(now, o.Zone))
	for _, part := range meant {
		if said := o.Days().Remark(part.Deadline, d.Day); !said.IsZero() && part.Role == checklist.Lead && !part.State.Closed() {
			return said, nil
		}
	}
	return said, err
}

var clerk = checklist.Person{ID: "clerk"}

// record is a deed on the parts that it is about.
type record struct {
	item      int64
	version   int64 // of all that bear the number together: it grows with each deed
	events    []checklist.Event
	decisions []checklist.Decision
}

func (d Deed) on(chosen []db.Owed) (r record) {
	r.item = chosen[0].Item
	for _, part := range chosen {
		e := checklist.Event{Kind: d.Kind, Assignment: part.ID, Actor: clerk.ID, Reason: msg.Words(d.Why), Day: d.Day, Party: d.To}
		r.events = append(r.events, e)
		r.decisions = append(r.decisions, checklist.Decision{Before: part.Assignment, Event: e, Content: part.Content, Checklist: part.Checklist, Title: part.Title})
	}
	return r
}

// followed are the decisions on joint parties that move with their leads.
func (r record) followed(parts []db.Owed) (all []checklist.Decision) {
	stored := make([]checklist.Assignment, len(parts))
	for i, p := range parts {
		stored[i] = p.Assignment
	}
	for _, d := range r.decisions {
		all = append(all, d.Followed(stored)...)
	}
	return all
}
