package checklist

import (
	"duban/internal/msg"
)

// Effect is what somebody's words do to an assignment in the state it is in.
type Effect struct {
	Event   EventKind   // "": filed, changes nothing
	Day     Day         // the deadline that is asked for or granted
	Outcome msg.Message // what the writer is told: 已办结，待审核
	Hint    msg.Message // how to say it, if it was meant otherwise
	Clerk   msg.Message // what the clerk must do about it
}

// Answered is what an answer of the responsible person does, who knows the item by the
// number that his letter called it; on is the day it was received.
func (a Assignment) Answered(ans Answer, called string, on Day, days OfficeDays) Effect {
	if a.State.Closed() {
		return Effect{Event: EventProgress, Outcome: msg.New("closed, kept as further material", a.closedOn(days))}
	}
	if a.Round > 1 && a.Opened > on {
		return Effect{Event: EventProgress, Outcome: msg.New("sent before this round")}
	}
	switch ans.Verb {
	case VerbDone:
		return a.claimed(ans, called)
	case VerbFollow:
		return a.followed(ans, called)
	case VerbAcknowledge:
		return Effect{Event: EventAcknowledged, Outcome: msg.New("filed as acknowledged")}
	case VerbExtend:
		return a.askedToExtend(ans, called, on, days)
	case VerbWithdraw:
		return a.withdrawn(ans, called)
	case VerbTransfer:
		return Effect{Event: EventAskedMove, Outcome: msg.New("handing over is asked of the clerk"), Clerk: msg.New("asks to hand over", a.No, a.Party, ans.To)}
	case VerbHelp:
		return Effect{Event: EventAskedHelp, Outcome: msg.New("help is asked of the clerk"), Clerk: msg.New("asks for help", a.No, a.Party, ans.Text)}
	}
	return a.progressed(ans, called)
}

func (a Assignment) claimed(ans Answer, called string) Effect {
	if !ans.Doubt.IsZero() {
		return doubted(ans.Doubt)
	}
	if a.State == Submitted {
		return supplemented
	}
	if a.Role == Joint {
		return contributed
	}
	done := Effect{Event: EventSubmitted, Outcome: msg.New("filed as done")}
	if ans.Text == "" {
		done.Hint = msg.New("filed as done, for it brought files", called)
	}
	return done
}

// followed answers the instructions that wait.
func (a Assignment) followed(ans Answer, called string) Effect {
	if !ans.Doubt.IsZero() {
		return doubted(ans.Doubt)
	}
	if a.InstructedVersion == 0 {
		return a.progressed(ans, called)
	}
	return Effect{Event: EventFollowed, Outcome: msg.New("answer to an instruction filed"), Hint: msg.New("how to report the item itself done", called)}
}

// progressed: of a joint party it is the answer to the lead, and the party is left
// alone from then on.
func (a Assignment) progressed(ans Answer, called string) Effect {
	if a.State == Submitted {
		return supplemented
	}
	if !ans.Doubt.IsZero() {
		return doubted(ans.Doubt)
	}
	if a.Role == Joint {
		return contributed
	}
	return Effect{Event: EventProgress, Outcome: msg.New("progress filed"), Hint: msg.New("how to report it done", called)}
}

var (
	supplemented = Effect{Event: EventProgress, Outcome: msg.New("further material filed")}
	contributed  = Effect{Event: EventSubmitted, Outcome: msg.New("part of a joint party filed")}
)

// doubted files words that are not sure, and asks back.
func doubted(doubt msg.Message) Effect {
	return Effect{Event: EventProgress, Outcome: msg.New("filed as progress"), Hint: doubt}
}

func (a Assignment) askedToExtend(ans Answer, called string, on Day, days OfficeDays) Effect {
	until := ans.Until
	if a.State == Submitted { // one thing at a time waits for a verdict
		return Effect{Event: EventProgress, Outcome: supplemented.Outcome, Hint: msg.New("reported done, withdraw that first", called)}
	}
	if a.Role == Joint {
		return a.jointAsked(ans, on)
	}
	if until == 0 {
		return doubted(msg.New("write the day of the extension, as in", called, (a.Deadline + 14).SaidFrom(on)))
	}
	if until <= a.Deadline {
		return doubted(msg.New("not after the deadline, none needed", until.SaidFrom(a.Deadline), a.Deadline.SaidFrom(until)))
	}
	if !days.InTime(on, a.Deadline) {
		return doubted(msg.New("extensions are asked for before the deadline"))
	}
	return Effect{Event: EventAskedExtend, Day: until, Outcome: msg.New("extension went to the director", until.SaidFrom(on)),
		Hint: days.Remark(a.Deadline, until)}
}

// jointAsked passes a joint party's request on: it has the lead's deadline, and nobody
// decides on one of its own.
func (a Assignment) jointAsked(ans Answer, on Day) Effect {
	what := msg.New("who takes part asks for an extension", a.No, a.Party)
	if ans.Until != 0 {
		what = msg.New("who takes part asks for an extension to", a.No, a.Party, ans.Until.SaidFrom(on))
	}
	if ans.Text != "" {
		what = msg.New("asked, in words", what, ans.Text)
	}
	return Effect{Event: EventProgress, Outcome: msg.New("who takes part has the deadline of the lead"), Clerk: msg.Together(msg.Clauses, what, msg.New("settle it with the lead"))}
}

// withdrawn takes back what waits, and nothing but what the words name.
func (a Assignment) withdrawn(ans Answer, called string) Effect {
	nothing := func(what, hint msg.Message) Effect {
		return Effect{Event: EventProgress, Outcome: msg.New("nothing waits that could be withdrawn", what), Hint: hint}
	}
	claim, extension := msg.New("what was reported done"), msg.New("an extension asked for")
	switch {
	case a.State == Submitted && ans.Of == VerbExtend:
		return nothing(extension, msg.New("reported done, how to take that back", called))
	case a.State == Submitted:
		return Effect{Event: EventWithdrawn, Outcome: msg.New("withdrawn, open again")}
	case ans.Of == VerbDone:
		return nothing(claim, msg.Message{})
	case a.Undecided():
		return Effect{Event: EventWithdrawn, Outcome: msg.New("extension withdrawn, the deadline stays", a.Asked.Said(), a.Deadline.Said())}
	case ans.Of == VerbExtend:
		return nothing(extension, msg.Message{})
	}
	return nothing(msg.New("either of two", claim, extension), msg.Message{})
}
