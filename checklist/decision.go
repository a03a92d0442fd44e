package checklist

import "duban/internal/msg"

// Decision is what was decided on one party's part of an item, with what the
// letter about it says.
type Decision struct {
	Before    Assignment // as it was when decided
	Event     Event
	Content   string // the item's
	Checklist int64
	Title     string // the checklist's
	Unproven  bool   // nobody proved who decided it
}

// Followed are the decisions on joint parties that an extension of their lead's brings
// about; parts are the assignments of its item before it.
func (d Decision) Followed(parts []Assignment) (all []Decision) {
	if d.Event.Kind != EventExtended || d.Before.Role != Lead {
		return nil
	}
	var part []Assignment
	for _, a := range parts {
		if a.Item == d.Before.Item && a.Part == d.Before.Part {
			if a.ID == d.Before.ID {
				a.Deadline = d.Event.Day
			}
			part = append(part, a)
		}
	}
	joint, deadline := Follow(part)
	for _, a := range joint {
		follows := d
		follows.Before = a
		follows.Event = Event{Kind: EventExtended, Assignment: a.ID, Actor: d.Event.Actor, Reason: msg.New("extended with the lead"), Day: deadline}
		all = append(all, follows)
	}
	return all
}
