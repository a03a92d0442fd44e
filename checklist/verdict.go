package checklist

import (
	"slices"

	"duban/internal/msg"
	"duban/internal/zh"
)

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
	if settled := a.settled(days); !settled.IsZero() && word != VerbRemark {
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

// Said is what was promised of an assignment, or decided on it, before the words that wait
// for a verdict.
type Said struct {
	On    Day         `json:"on"`
	Event EventKind   `json:"event"` // returned, extension-asked, progress
	Day   Day         `json:"day,omitempty"`
	Words msg.Message `json:"words,omitzero"`
}

// mostSaid is how many characters of such words are kept.
const mostSaid = 60

// SaidBefore is, of an assignment's history, the last of each kind before the claim or the
// request that waits now, oldest first: who judges again what he sent back should know it.
func SaidBefore(history []Event) (said []Said) {
	waits := func(e Event) bool { return e.Kind == EventSubmitted || e.Kind == EventAskedExtend }
	end := len(history)
	for end > 0 && !waits(history[end-1]) {
		end--
	}
	if end == 0 {
		return nil
	}
	mail := history[end-1].Mail
	for i := end - 2; i >= 0; i-- {
		e := history[i]
		if e.Kind == EventReassigned { // what came before was another's
			break
		}
		if e.Kind != EventReturned && e.Kind != EventAskedExtend && e.Kind != EventProgress || mail != 0 && e.Mail == mail ||
			slices.ContainsFunc(said, func(s Said) bool { return s.Event == e.Kind }) {
			continue
		}
		s := Said{On: e.On, Event: e.Kind, Words: e.Said().ChangeOwn(func(s string) string { return zh.FirstRunes(s, mostSaid) })}
		if e.Kind == EventAskedExtend {
			s.Day, s.Words = e.Day, msg.Message{}
		}
		said = append(said, s)
	}
	slices.Reverse(said)
	return said
}

// Returned reports whether a line's claim was sent back before.
func (l Line) Returned() bool {
	return slices.ContainsFunc(l.Before, func(s Said) bool { return s.Event == EventReturned })
}
