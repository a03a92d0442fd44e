package inquire

import (
	"context"
	"errors"
	"slices"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox/sender"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/scheduler"
)

// Part is one assignment of an item with its story.
type Part struct {
	db.Owed
	Entries []Entry // in the order of time
	Next    *Next   // the next rung, where it climbs on
	With    string  // the period of its recurrence with which it is reminded; "" by itself
}

// Entry is an event, or a rung of the ladder.
type Entry struct {
	Ms    int64
	Event *checklist.Event
	Proof sender.ProofState // of the event's mail; "" where it has none
	Way   checklist.Way     // how the event's report came, where the clerk recorded it
	Owned bool              // its sender has confirmed that it is his
	Step  *db.Step          // where Event is nil
}

// Next is the rung that comes, and why then.
type Next struct {
	scheduler.Step
	Reason msg.Message
}

// Story answers what happened to each part of the item of a number, and what comes.
func Story(ctx context.Context, o *office.Office, now time.Time, no int, named checklist.Named) (list []Part, err error) {
	today := checklist.DayOf(now, o.Zone)
	all, _, err := o.Meant(ctx, no, checklist.ByHand{Named: named}, today)
	if err != nil {
		return nil, err
	}
	for _, owed := range all {
		p := Part{Owed: owed}
		if p.Entries, err = entries(ctx, o.Store, owed.ID); err != nil {
			return nil, err
		}
		if err := o.Store.ReadTold(ctx, today, &owed); err != nil {
			return nil, err
		}
		if first, carried := o.Rules().CarriedBy(all, owed, today); carried && owed.State == checklist.Open {
			p.With = first.Part
		} else if next, ok := o.Rules().NextStep(owed, o.Rules().SeenFrom(owed, now, o.Zone)); ok && owed.State == checklist.Open {
			p.Next = &Next{next, o.Rules().Reason(next, owed)}
		}
		list = append(list, p)
	}
	return list, nil
}

// Arrears are the periods that parties have not reported, where they are several.
func Arrears(o *office.Office, on checklist.Day, parts []Part) []scheduler.Arrears {
	all := make([]db.Owed, len(parts))
	for i, p := range parts {
		all[i] = p.Owed
	}
	return o.Rules().ArrearsOf(all, on)
}

func entries(ctx context.Context, store *db.Store, assignment int64) (list []Entry, err error) {
	events, err := store.History(ctx, assignment)
	if err != nil {
		return nil, err
	}
	for _, e := range events {
		entry := Entry{Ms: e.At, Event: &e}
		if e.Mail != 0 { // whether it surely was he
			if entry.Way, err = store.WayOf(ctx, e.Mail); err != nil {
				return nil, err
			}
			proof, err := store.ProofOf(ctx, e.Mail)
			if err != nil {
				return nil, err
			}
			entry.Proof = sender.ProofState(proof.State)
			w, err := store.ConfirmationOf(ctx, checklist.Local(e.Mail))
			if err != nil && !errors.Is(err, checklist.ErrNotFound) {
				return nil, err
			}
			entry.Owned = w.State == checklist.MailFiled
		}
		list = append(list, entry)
	}
	steps, err := store.Steps(ctx, assignment)
	for _, s := range steps {
		list = append(list, Entry{Ms: s.AtMs, Step: &s})
	}
	slices.SortStableFunc(list, func(x, y Entry) int { return int(min(max(x.Ms-y.Ms, -1), 1)) })
	return list, err
}
