package main

import (
	"slices"

	"duban/checklist"
	"duban/db"
)

// settlement is what becomes of the assignments of one item that an amended list
// changes: who stays is left in peace, or gets the new deadline; who comes is
// assigned; who goes is waived. What is closed stays closed.
type settlement struct {
	dir     *checklist.Directory
	change  checklist.Change
	held    []db.Owed
	add     []db.Assign
	decided []checklist.Decision
}

const amendedReason = "清单修订"

func (s *settlement) settle() {
	c := s.change
	duties := slices.Contains(c.What, "责任主体") || slices.Contains(c.What, "完成时限")
	if !c.Added() && !c.Removed() && !duties {
		return
	}
	var wanted []db.Assign
	if !c.Removed() {
		wanted = assignments(s.dir, c.New)
	}
	for _, w := range wanted {
		s.keepOrAdd(w)
	}
	// Joint parties go first: when the last lead goes, what is left of them settles.
	for _, role := range []checklist.Role{checklist.Joint, checklist.Lead} {
		for _, o := range s.held {
			stays := slices.ContainsFunc(wanted, func(w db.Assign) bool { return isFor(o, w) })
			if o.Role == role && !stays && !o.State.Closed() {
				s.decide(o, checklist.Event{Kind: checklist.EventWaived, Reason: s.whyWaived(o, wanted)})
			}
		}
	}
}

func isFor(o db.Owed, w db.Assign) bool {
	return o.Part == w.Due.Part && o.Party == w.Party && o.Role == w.Role
}

func (s *settlement) whyWaived(o db.Owed, wanted []db.Assign) string {
	switch {
	case s.change.Removed():
		return amendedReason + "，本项已删去"
	case slices.ContainsFunc(wanted, func(w db.Assign) bool { return w.Party == o.Party && w.Role == o.Role }):
		return amendedReason + "，时限另定"
	}
	return amendedReason + "，不再由本单位负责"
}

func (s *settlement) keepOrAdd(w db.Assign) {
	at := slices.IndexFunc(s.held, func(o db.Owed) bool { return isFor(o, w) })
	if at < 0 {
		s.add = append(s.add, w)
		return
	}
	o := s.held[at]
	if o.State == checklist.Waived && slices.Contains(s.change.What, "责任主体") {
		s.decide(o, checklist.Event{Kind: checklist.EventReopened, Reason: amendedReason + "，重新由本单位负责"})
	}
	moved := slices.Contains(s.change.What, "完成时限") && o.Deadline != w.Due.Day
	if moved && (!o.State.Closed() || len(s.decided) > 0 && s.decided[len(s.decided)-1].Event.Assignment == o.ID) {
		s.decide(o, checklist.Event{Kind: checklist.EventRescheduled, Reason: amendedReason, Day: w.Due.Day})
	}
}

func (s *settlement) decide(o db.Owed, e checklist.Event) {
	e.Assignment, e.Actor = o.ID, "clerk"
	before := o.Assignment
	if !s.change.Removed() {
		before.No = s.change.New.No // the letter calls it by its new number
	}
	s.decided = append(s.decided, checklist.Decision{Before: before, Event: e, Content: o.Content, Checklist: o.Checklist, Title: o.Title})
}
