package checklist

import (
	"fmt"

	"duban/internal/msg"
)

// State of an assignment.
type State string

const (
	Open      State = "open"      // 办理中
	Submitted State = "submitted" // 办结待审; of a joint party: 已反馈
	Accepted  State = "accepted"  // 已销号
	Waived    State = "waived"    // 免办
)

var stateMessages = map[State]msg.Message{Open: msg.New("is open"), Submitted: msg.New("is to be judged"), Accepted: msg.New("is accepted"), Waived: msg.New("is waived")}

// Message is the state's name.
func (s State) Message() msg.Message { return stateMessages[s].Or(msg.Words(string(s))) }

// Closed reports whether nothing more is owed.
func (s State) Closed() bool { return s == Accepted || s == Waived }

// Assignment (责任) is an item in the hands of one party: what is reminded,
// answered and judged. Its state is what its events make of it; nothing else
// may change it.
type Assignment struct {
	ID        int64
	Office    int64
	Item      int64
	No        int    // the item's number
	Part      string // which of the item's dues: 启动, 4月; "" where there is one
	Every     Every  // the recurrence of which the part is one period; "" of what falls due once
	Party     string
	Role      Role
	State     State
	Round     int // 1 at first, one more with each return, reopening or reassignment
	Opened    Day // first day of this round
	Original  Day // the deadline as imported, kept for the record
	Deadline  Day // the deadline that counts
	Asked     Day // extension asked for and not yet decided
	AskedMs   int64
	AckedMs   int64 // 签收 in this round, Unix ms
	AnswerMs  int64 // last reply in this round that filed something, Unix ms
	ClaimedMs int64 //办结 claimed at, in this round: decides on time or not
	ClosedMs  int64 // accepted or waived at
	Returns   int   // how often sent back
	Decided   int   // requests for time of this round that were decided
	Version   int64 // number of events applied

	// What a verdict is about: the version that the last claim, and all that was
	// added to it, made, and the one that the last request for time made. 0: none.
	ClaimVersion int64
	AskedVersion int64

	// InstructedVersion is the version that the newest instruction (批示) made which
	// nobody has answered; 0: none waits.
	InstructedVersion int64
}

// Apply returns the assignment after an event, or ErrConflict where the event
// does not fit its state.
func (a Assignment) Apply(e Event) (Assignment, error) {
	rule, ok := transitions[e.Kind]
	if !ok {
		return a, fmt.Errorf("%w: %s is no event of an assignment", ErrInvalid, e.Kind)
	}
	if !rule.from(a) {
		return a, fmt.Errorf("%w: %w", ErrConflict, msg.New("its state does not allow the event", a.No, a.Party, a.State, e.Kind.asAct()))
	}
	a.Version++
	rule.to(&a, e)
	return a, nil
}

// Replay rebuilds an assignment from its events.
func Replay(id, office, item int64, no int, events []Event) (Assignment, error) {
	a := Assignment{ID: id, Office: office, Item: item, No: no}
	for _, e := range events {
		var err error
		if a, err = a.Apply(e); err != nil {
			return a, fmt.Errorf("replaying event %d: %w", e.Seq, err)
		}
	}
	return a, nil
}

// asAct is an event as what somebody cannot do.
func (k EventKind) asAct() msg.Message {
	switch k {
	case EventProgress:
		return msg.New("to report progress")
	case EventExtended:
		return msg.New("to extend")
	case EventRefused:
		return msg.New("to refuse an extension")
	}
	return k.Message()
}

type transition struct {
	from func(Assignment) bool
	to   func(*Assignment, Event)
}

func unborn(a Assignment) bool    { return a.Version == 0 }
func alive(a Assignment) bool     { return a.State == Open || a.State == Submitted }
func submitted(a Assignment) bool { return a.State == Submitted }
func exists(a Assignment) bool    { return a.Version > 0 }
func closed(a Assignment) bool    { return a.State.Closed() }

func judgeable(a Assignment) bool   { return a.Role == Lead && submitted(a) }
func acceptable(a Assignment) bool  { return a.Role == Lead && alive(a) } // the clerk may strike off what came by phone
func retractable(a Assignment) bool { return submitted(a) || asking(a) }
func instructed(a Assignment) bool  { return alive(a) && a.InstructedVersion != 0 }
func asking(a Assignment) bool      { return alive(a) && a.Asked != 0 }

// transitions spell the state machine, one row an event.
var transitions = map[EventKind]transition{
	EventAssigned: {unborn, func(a *Assignment, e Event) {
		a.State, a.Round, a.Opened = Open, 1, e.Start
		a.Every = e.Every
		a.Part, a.Party, a.Role, a.Deadline, a.Original = e.Text, e.Party, e.Role, e.Day, e.Day
	}},
	EventAcknowledged: {alive, func(a *Assignment, e Event) { a.AckedMs, a.AnswerMs = e.saidAt(), e.saidAt() }},
	EventProgress:     {exists, (*Assignment).hear},
	EventSubmitted: {alive, func(a *Assignment, e Event) {
		a.State, a.ClaimedMs = Submitted, e.saidAt()
		a.hear(e)
	}},
	EventWithdrawn: {retractable, func(a *Assignment, e Event) {
		if a.State == Open { // the request: what it held is held no more
			a.AnswerMs = e.saidAt()
			a.askNoMore()
			return
		}
		a.State, a.AnswerMs, a.ClaimedMs, a.ClaimVersion = Open, e.saidAt(), 0, 0
		if a.Asked != 0 { // the request stands anew
			a.AskedVersion = a.Version
		}
	}},
	EventAccepted: {acceptable, func(a *Assignment, e Event) { a.close(Accepted, e) }},
	EventSettled:  {alive, func(a *Assignment, e Event) { a.close(Accepted, e) }},
	EventWaived:   {alive, func(a *Assignment, e Event) { a.close(Waived, e) }},
	EventReturned: {judgeable, func(a *Assignment, e Event) {
		a.Returns++
		a.newRound(e.On)
	}},
	EventReopened: {closed, func(a *Assignment, e Event) { a.newRound(e.On) }},
	EventReassigned: {alive, func(a *Assignment, e Event) {
		a.Party = e.Party
		a.newRound(e.On)
	}},
	EventAskedExtend: {alive, func(a *Assignment, e Event) {
		a.Asked, a.AskedMs, a.AskedVersion = e.Day, e.saidAt(), a.Version
		a.hear(e)
	}},
	EventExtended: {alive, func(a *Assignment, e Event) {
		if a.Original == 0 { // nobody had read a day: this is the first
			a.Original = e.Day
		}
		a.Deadline = e.Day
		a.decideRequest()
	}},
	EventRescheduled: {alive, func(a *Assignment, e Event) {
		if a.Original == 0 {
			a.Original = e.Day
		}
		a.Deadline = e.Day
		a.decideRequest()
	}},
	EventRefused:    {asking, func(a *Assignment, _ Event) { a.decideRequest() }},
	EventRemarked:   {exists, func(*Assignment, Event) {}},
	EventInstructed: {alive, func(a *Assignment, _ Event) { a.InstructedVersion = a.Version }},
	EventFollowed: {instructed, func(a *Assignment, e Event) {
		a.InstructedVersion = 0
		a.hear(e)
	}},
	EventAskedHelp: {exists, (*Assignment).hear},
	EventAskedMove: {alive, (*Assignment).hear},
}

// hear notes words of the party: what is said while a claim waits is part of it.
func (a *Assignment) hear(e Event) {
	a.AnswerMs = e.saidAt()
	if a.State == Submitted {
		a.ClaimVersion = a.Version
	}
}

func (a *Assignment) askNoMore() { a.Asked, a.AskedMs, a.AskedVersion = 0, 0, 0 }

func (a *Assignment) decideRequest() {
	if a.Asked != 0 {
		a.Decided++
	}
	a.askNoMore()
}

func (a *Assignment) close(s State, e Event) {
	a.State, a.ClosedMs, a.InstructedVersion = s, e.At, 0 // what was instructed is answered by the completion
	a.askNoMore()
}

func (a *Assignment) newRound(d Day) {
	a.State, a.Opened, a.ClosedMs = Open, d, 0
	a.Round++
	a.AckedMs, a.AnswerMs, a.ClaimedMs, a.ClaimVersion = 0, 0, 0, 0
	a.askNoMore()
	a.Decided = 0
}

// Requests reports whether an extension waits for a decision. A claim overtakes it:
// while one waits, nothing else is to be decided.
func (a Assignment) Requests() bool { return a.Asked != 0 && a.State == Open }

// MostPaused is how many workdays past its deadline a request for time that nobody has
// decided keeps an assignment from being reported.
const MostPaused = 10

// Pauses reports whether a request waits that keeps the assignment from being reported:
// the first of its round. Requests are filed only while they are in time.
func (a Assignment) Pauses() bool { return a.Requests() && a.Decided == 0 }

// Follow returns the joint assignments of one part of an item whose deadline is no
// longer that of its leads, and what theirs is: the latest of the leads' that are open.
func Follow(part []Assignment) (joint []Assignment, deadline Day) {
	for _, a := range part {
		if a.Role == Lead && !a.State.Closed() {
			deadline = max(deadline, a.Deadline)
		}
	}
	for _, a := range part {
		if a.Role == Joint && !a.State.Closed() && deadline != 0 && a.Deadline != deadline {
			joint = append(joint, a)
		}
	}
	return joint, deadline
}

// Settle returns the joint assignments of one part of an item that close because
// its lead assignments are all closed: it is struck off when every lead is.
func Settle(item []Assignment) (settled []Assignment) {
	for _, a := range item {
		if a.Role == Lead && !a.State.Closed() {
			return nil
		}
	}
	for _, a := range item {
		if a.Role == Joint && !a.State.Closed() {
			settled = append(settled, a)
		}
	}
	return settled
}
