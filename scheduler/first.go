package scheduler

import (
	"context"
	"fmt"
	"strings"

	"duban/checklist"
	"duban/db"
)

// first is how it stands with an assignment's first letter (交办). It is no rung that a
// newer one stands for: it goes before all others, to whoever reads the mailbox now, and
// silence counts from the day it was sent.
type first struct {
	owed  bool          // it is due, whatever day it is
	begin checklist.Day // the ladder is climbed from this day on
	to    string        // whose mailbox it is for
}

func (f facts) first(r Rules, o db.Owed) first {
	if !r.ladder(o).Assign {
		return first{begin: o.Opened}
	}
	owner, known := r.Directory.Owner(o.Party)
	reader, _ := r.Directory.ResponsibleFor(o.Party)
	is := first{owed: o.FirstTo == "" || known && movedFrom(o.FirstTo, owner), to: mailboxOf(owner)}
	fault := f.unreachable(reader, known)
	switch {
	case fault.IsZero() && (is.owed || o.FirstOn == 0): // it goes today, or is on its way
		is.begin = max(o.Opened, f.on)
	case o.FirstOn != 0:
		is.begin = max(o.Opened, o.FirstOn)
	default: // silence counts from when it was known that nothing reaches him
		is.begin = max(o.Opened, f.faultySince(reader))
	}
	return is
}

// faultySince is the day on which it was known that no letter reaches a person; 0 where
// he never had an address.
func (f facts) faultySince(p checklist.Person) checklist.Day {
	if fault, ok := f.faults[p.Mail]; ok {
		return min(f.day(fault.SinceMs), f.on)
	}
	return 0
}

// mailboxOf names a mailbox with who holds it.
func mailboxOf(p checklist.Person) string { return p.Mail + " " + p.Name }

// movedFrom reports whether a first letter went to another mailbox than the person's, or
// to another holder of it.
func movedFrom(firstTo string, p checklist.Person) bool {
	mail, name, _ := strings.Cut(firstTo, " ")
	return p.Mail != "" && (mail != p.Mail || name != "" && p.Name != "" && name != p.Name)
}

// spared reports whether nobody above is told yet that an assignment is late: who was
// first asked when its day had passed has the grace of a level from then on.
func (f facts) spared(r Rules, o db.Owed, grace int) bool {
	if o.State != checklist.Open || !r.ladder(o).Assign {
		return false
	}
	p, known := r.Directory.ResponsibleFor(o.Party)
	if !f.unreachable(p, known).IsZero() {
		return false
	}
	return o.FirstOn == 0 || o.FirstOn > r.counts(o.Deadline) && r.Calendar.Between(o.FirstOn, f.on) < grace
}

// written tells who of those reached has his letter of the day already.
func (s *Scheduler) written(ctx context.Context, r Rules, f facts) (map[string]bool, error) {
	var keys []string
	people := f.people(r)
	for _, p := range people {
		keys = append(keys, dailyKey(p.ID, f.on))
	}
	states, err := s.store.LettersOf(ctx, keys)
	written := map[string]bool{}
	for _, p := range people {
		_, written[p.ID] = states[dailyKey(p.ID, f.on)]
	}
	return written, err
}

func dailyKey(person string, on checklist.Day) string { return fmt.Sprintf("daily/%s/%s", person, on) }
