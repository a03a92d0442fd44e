package checklist

import (
	"slices"

	"duban/internal/msg"
)

// Amendment is what becomes of the assignments of one item that an amended list
// changes: who stays is left in peace, or gets the new deadline; who comes is
// assigned; who goes is waived. What is closed stays closed unless Reopen is called.
type Amendment struct {
	Add     []Assign
	Decided []Decision // of what is held; the words of its letter are the caller's

	change Change
	held   []Assignment
	dir    *Directory
}

// Amend decides what a change of an item does to its assignments.
func Amend(dir *Directory, change Change, held []Assignment) Amendment {
	s := Amendment{change: change, held: held, dir: dir}
	duties := slices.Contains(change.What, CellParties) || slices.Contains(change.What, CellDeadline)
	if !change.Added() && !change.Removed() && !duties {
		return s
	}
	var wanted []Assign
	if !change.Removed() {
		wanted = change.New.Assignments(dir)
	}
	for _, w := range wanted {
		s.keepOrAdd(w)
	}
	s.waiveOthers(wanted)
	return s
}

// Asks reports whether the amendment changes the text of what is closed and still wanted:
// whether that is to be done again only whoever amends the list can say.
func (s *Amendment) Asks() bool {
	return slices.Contains(s.change.What, CellContent) && len(s.reopenable()) > 0
}

// Reopen opens anew what of the item is closed, leads and joint parties, each with the
// deadline that the amended list says.
func (s *Amendment) Reopen() {
	for _, a := range s.reopenable() {
		s.decide(a, Event{Kind: EventReopened, Reason: msg.New("amended list, content changed")})
		wanted := s.change.New.Assignments(s.dir)
		at := slices.IndexFunc(wanted, func(w Assign) bool { return s.isOf(w, a) })
		if day := wanted[at].Due.Day; a.Deadline != day && slices.Contains(s.change.What, CellDeadline) {
			s.decide(a, Event{Kind: EventRescheduled, Reason: msg.New("amended list"), Day: day})
		}
	}
}

// reopenable are the closed assignments that the amended item still wants, but those that
// the amendment reopens by itself.
func (s *Amendment) reopenable() (closed []Assignment) {
	if s.change.Removed() {
		return nil
	}
	wanted := s.change.New.Assignments(s.dir)
	for _, a := range s.held {
		stays := slices.ContainsFunc(wanted, func(w Assign) bool { return s.isOf(w, a) })
		decided := slices.ContainsFunc(s.Decided, func(d Decision) bool { return d.Event.Assignment == a.ID })
		if a.State.Closed() && stays && !decided {
			closed = append(closed, a)
		}
	}
	return closed
}

// waiveOthers waives who is no longer wanted. Joint parties go first: when the last
// lead goes, what is left of them settles.
func (s *Amendment) waiveOthers(wanted []Assign) {
	for _, role := range []Role{Joint, Lead} {
		for _, a := range s.held {
			stays := slices.ContainsFunc(wanted, func(w Assign) bool { return s.isOf(w, a) })
			if a.Role == role && !stays && !a.State.Closed() {
				s.decide(a, Event{Kind: EventWaived, Reason: s.whyWaived(a, wanted)})
			}
		}
	}
}

// isOf reports whether an assignment is the one wanted, whatever its deadline, and by
// whichever of its names the party was known.
func (s *Amendment) isOf(w Assign, a Assignment) bool {
	return a.Part == w.Due.Part && s.dir.PartyName(a.Party) == w.Party && a.Role == w.Role
}

func (s *Amendment) whyWaived(a Assignment, wanted []Assign) msg.Message {
	switch {
	case s.change.Removed():
		return msg.New("amended list, item removed")
	case slices.ContainsFunc(wanted, func(w Assign) bool { return w.Party == s.dir.PartyName(a.Party) && w.Role == a.Role }):
		return msg.New("amended list, another deadline")
	}
	return msg.New("amended list, no longer theirs")
}

func (s *Amendment) keepOrAdd(w Assign) {
	at := slices.IndexFunc(s.held, func(a Assignment) bool { return s.isOf(w, a) })
	if at < 0 {
		s.Add = append(s.Add, w)
		return
	}
	a := s.held[at]
	reopened := a.State == Waived && slices.Contains(s.change.What, CellParties)
	if reopened {
		s.decide(a, Event{Kind: EventReopened, Reason: msg.New("amended list, theirs again")})
	}
	moved := slices.Contains(s.change.What, CellDeadline) && a.Deadline != w.Due.Day
	if moved && (!a.State.Closed() || reopened) {
		s.decide(a, Event{Kind: EventRescheduled, Reason: msg.New("amended list"), Day: w.Due.Day})
	}
}

func (s *Amendment) decide(a Assignment, e Event) {
	e.Assignment, e.Actor = a.ID, "clerk"
	if !s.change.Removed() {
		a.No = s.change.New.No // the letter calls it by its new number
	}
	s.Decided = append(s.Decided, Decision{Before: a, Event: e})
}
