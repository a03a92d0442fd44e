package checklist

import (
	"slices"

	"duban/internal/msg"
)

// ByHand is what the clerk records on an item, or asks about it: what it does, and what
// he named to say on which of its assignments.
type ByHand struct {
	Kind          EventKind // "": he asks
	Named         Named
	WithoutReport bool // strikes off what nobody has reported
}

// Standing is an assignment with the place that its number is read against.
type Standing struct {
	Assignment
	Place Place
	Ended bool // all of its list is settled
}

// Choose returns the assignments of a number that an act by hand is about, by their
// index, and a question where the number fits several of which one must be meant.
// Lists are told apart first, by all that still runs in them; then an act is about the
// part that it fits, an extension about the part that is owed.
func (h ByHand) Choose(all []Standing, no int, on Day) (at []int, ask msg.Message) {
	places := make([]Place, len(all))
	for i, a := range all {
		if places[i] = a.Place; !h.runs(a, all) {
			places[i].No = 0
		}
	}
	at, ask = Choose(places, no, h.Named, OfLists)
	if !ask.IsZero() || h.Kind == "" {
		return at, ask
	}
	at = slices.DeleteFunc(at, func(i int) bool { return !h.fits(all[i].Assignment) })
	if h.Kind == EventSubmitted && h.Named.Part == "" {
		at = begunOf(all, at, on)
	}
	if h.ofOnePart() && h.Named.Part == "" {
		at = owedPart(all, at, on)
	}
	for i := range places {
		if !slices.Contains(at, i) {
			places[i].No = 0
		}
	}
	return Choose(places, no, h.Named, h.settles()...)
}

// runs reports whether an assignment makes its list one that the act may be about. A
// question without a list is about one that has not ended, as long as there is one.
func (h ByHand) runs(a Standing, all []Standing) bool {
	switch h.Kind {
	case EventReopened:
		return true
	case "":
		return !a.Ended || h.Named.List != "" || !slices.ContainsFunc(all, func(x Standing) bool { return !x.Ended })
	}
	return !a.State.Closed()
}

func (h ByHand) fits(a Assignment) bool {
	switch h.Kind {
	case EventAccepted:
		return a.Role == Lead && (a.State == Submitted || h.WithoutReport && a.State == Open)
	case EventReturned:
		return a.Role == Lead && a.State == Submitted
	case EventReopened:
		return a.Role == Lead && a.State.Closed()
	case EventReassigned, EventWaived, EventExtended, EventSubmitted: // what becomes of the leads' becomes of the joint parties' too
		return !a.State.Closed() && (a.Role == Lead || h.Named.Party != "")
	}
	return !a.State.Closed() // EventProgress: a report of any party's, be it done or not
}

// settles are the levels at which an act is about one place only.
func (h ByHand) settles() []Level {
	switch h.Kind {
	case EventAccepted:
		if h.WithoutReport {
			return []Level{OfParts, OfParties}
		}
		return []Level{OfParts}
	case EventReturned, EventReassigned, EventSubmitted:
		return []Level{OfParts, OfParties}
	case EventReopened, EventWaived, EventExtended:
		return []Level{OfParts}
	case EventProgress:
		return []Level{OfParties}
	}
	return nil
}

// ofOnePart: nobody means all months of a year when he names none.
func (h ByHand) ofOnePart() bool {
	return h.Kind == EventExtended || h.Kind == EventProgress || h.Kind == EventAccepted && h.WithoutReport
}

// begunOf leaves the assignments whose part has begun, where one has: nobody reports on a
// month to come.
func begunOf(all []Standing, at []int, on Day) []int {
	begun := func(i int) bool { return all[i].Opened <= on }
	if !slices.ContainsFunc(at, begun) {
		return at
	}
	return slices.DeleteFunc(at, func(i int) bool { return !begun(i) })
}

// owedPart leaves the assignments of the part that is owed: the earliest that is open
// and has begun, else the earliest of all.
func owedPart(all []Standing, at []int, on Day) []int {
	if len(at) == 0 {
		return at
	}
	rank := func(i int) []int64 {
		begun := int64(1)
		if all[i].State == Open && all[i].Opened <= on {
			begun = 0
		}
		never := int64(0)
		if all[i].Deadline == 0 {
			never = 1
		}
		return []int64{begun, never, int64(all[i].Deadline)}
	}
	first := slices.MinFunc(at, func(i, j int) int { return slices.Compare(rank(i), rank(j)) })
	return slices.DeleteFunc(at, func(i int) bool { return all[i].Part != all[first].Part })
}
