package checklist

import "duban/internal/msg"

// Undecided reports whether a request for time waits that somebody decides: one of a lead.
func (a Assignment) Undecided() bool { return a.Role == Lead && a.Requests() }

// Standing is the state, with what is undecided: 办理中（延期待批）.
func (a Assignment) Standing() msg.Message { return a.MarkedUndecided(a.State.Message()) }

// MarkedUndecided puts behind how an assignment stands that a request for time waits.
func (a Assignment) MarkedUndecided(standing msg.Message) msg.Message {
	if a.Undecided() {
		return msg.New("a standing while an extension is undecided", standing)
	}
	return standing
}

// AwaitsVerdict reports whether somebody must judge the assignment: a completion
// was claimed, or an extension asked for.
func (a Assignment) AwaitsVerdict() bool {
	return a.Role == Lead && (a.State == Submitted || a.Requests())
}

// Judged is what a word of one who judges does; until is the day he names for an
// extension, 0 for the one asked for.
func (a Assignment) Judged(word Verb, until Day, days OfficeDays) Effect {
	if settled := a.Ended(days); !settled.IsZero() && word != VerbRemark {
		return Effect{Outcome: settled}
	}
	asked := a.Asked != 0
	claimed := a.State == Submitted
	switch word {
	case VerbAccept:
		if claimed {
			return Effect{Event: EventAccepted, Outcome: msg.New("approved and struck off")}
		}
		return a.granted(asked, until, msg.New("not reported done, nothing done"), days)
	case VerbReturn:
		if claimed {
			return Effect{Event: EventReturned, Outcome: msg.New("sent back")}
		}
		return refused(asked, msg.New("not reported done, nothing to send back"))
	case VerbGrant:
		return a.granted(asked, until, msg.New("no extension asked for, nothing done"), days)
	case VerbRefuse:
		return refused(asked, msg.New("no extension asked for, nothing done"))
	}
	return Effect{Event: EventRemarked, Outcome: msg.New("instruction passed on")}
}

// Instructed is what an instruction does, due on a day or none: it stands until it is
// answered.
func (a Assignment) Instructed(due Day) Effect {
	if a.State.Closed() {
		return Effect{Event: EventRemarked, Outcome: msg.New("instruction passed on")}
	}
	if due == 0 {
		return Effect{Event: EventInstructed, Outcome: msg.New("instruction passed on, until it is answered")}
	}
	return Effect{Event: EventInstructed, Day: due, Outcome: msg.New("instruction passed on, to be answered by", due.Said())}
}

func refused(asked bool, otherwise msg.Message) Effect {
	if !asked {
		return Effect{Outcome: otherwise}
	}
	return Effect{Event: EventRefused, Outcome: msg.New("the extension is refused")}
}

// granted extends what was asked for: to the day that the judge names, else to the
// one asked for. A day that has passed gives nobody time: another one is asked for.
func (a Assignment) granted(asked bool, until Day, otherwise msg.Message, days OfficeDays) Effect {
	if !asked {
		return Effect{Outcome: otherwise}
	}
	if until == 0 {
		until = a.Asked
	}
	if until <= a.Deadline {
		return Effect{Outcome: msg.New("not after the deadline, nothing done", until.SaidFrom(a.Deadline), a.Deadline.SaidFrom(until))}
	}
	if until < days.Today {
		return Effect{Outcome: msg.New("the day is past, write another", until.SaidFrom(days.Today), (days.Today + 7).SaidFrom(days.Today))}
	}
	return Effect{Event: EventExtended, Day: until, Outcome: msg.New("the extension is granted", until.SaidFrom(days.Today)), Hint: days.Remark(a.Deadline, until)}
}

// Ended says how and when an assignment ended that is closed; zero of others.
func (a Assignment) Ended(days OfficeDays) msg.Message {
	if a.State.Closed() {
		return msg.New("closed, nothing done", a.closedOn(days))
	}
	return msg.Message{}
}

// closedOn says how and when an assignment ended: 已于4月23日销号.
func (a Assignment) closedOn(days OfficeDays) msg.Message {
	return a.State.EndedOn(days.On(a.ClosedMs))
}

// EndedOn says how and when what is in a closed state ended: 已于4月23日销号.
func (s State) EndedOn(on Day) msg.Message {
	if s == Waived {
		return msg.New("waived on", on.Said())
	}
	return msg.New("struck off on", on.Said())
}
