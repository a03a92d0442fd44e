package checklist

// OutcomeLetter tells the person who answers for a part of an item what was
// decided on it. before is the assignment as it was, e the event as decided.
func OutcomeLetter(to Person, item string, list int64, title string, before Assignment, e Event, by Person, on Day) Letter {
	o := &Outcome{No: before.No, Content: item, Event: e.Kind, By: by.Title, Why: e.Reason, Deadline: before.Deadline}
	switch e.Kind {
	case EventExtended:
		o.Deadline = e.Day
	case EventReassigned:
		o.To = e.Party
	}
	return Letter{
		Kind: LetterOutcome, To: to.ID, Salutation: to.Title, Checklist: list, List: title, On: on, Outcome: o,
		Lines: []Line{{Assignment: before.ID, No: before.No, Content: item, Role: before.Role, Party: before.Party, Deadline: o.Deadline}},
	}
}
