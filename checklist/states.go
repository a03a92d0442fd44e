package checklist

import "duban/internal/msg"

// MailState is what became of a mail that came in.
type MailState string

const (
	MailReceived    MailState = "received"    // stored, not yet judged
	MailFiled       MailState = "filed"       // what it says is on record
	MailAsked       MailState = "asked"       // a question went back: which item?
	MailNoted       MailState = "noted"       // an automatic reply, kept on the person
	MailDropped     MailState = "dropped"     // our own letter, a duplicate: stored, nothing follows
	MailQuarantined MailState = "quarantined" // waits for the clerk
	MailDiscarded   MailState = "discarded"   // put aside by the clerk, with a reason
)

// Message is the state as the clerk reads it.
func (s MailState) Message() msg.Message {
	switch s {
	case MailReceived:
		return msg.New("mail to be processed")
	case MailFiled:
		return msg.New("mail filed")
	case MailAsked:
		return msg.New("mail asked about")
	case MailNoted:
		return msg.New("mail noted")
	case MailDropped:
		return msg.New("mail not filed")
	case MailQuarantined:
		return msg.New("mail that waits for the clerk")
	case MailDiscarded:
		return msg.New("mail put aside")
	}
	return msg.Message{}
}

// NoticeState is how far a letter has come.
type NoticeState string

const (
	NoticeQueued     NoticeState = "queued"     // waits for its time and its turn
	NoticeSending    NoticeState = "sending"    // a sender has it until its lease ends
	NoticeSent       NoticeState = "sent"       // a server took it
	NoticeFailed     NoticeState = "failed"     // given up
	NoticeSuperseded NoticeState = "superseded" // nothing in it holds any more: it does not go
)

// AttemptOutcome is what came of one attempt to send a letter; "" while it is under way.
type AttemptOutcome string

const (
	AttemptSent   AttemptOutcome = "sent"
	AttemptRetry  AttemptOutcome = "retry"  // refused for now, or no answer
	AttemptFailed AttemptOutcome = "failed" // refused for good, or once too often
	AttemptLost   AttemptOutcome = "lost"   // its sender died: it may have gone
)

// StepState is what became of a step of a ladder that came due.
type StepState string

const (
	StepPlanned StepState = "planned" // a letter tells of it
	StepSkipped StepState = "skipped" // a later one stands for it
	StepHeld    StepState = "held"    // waits until mail has been read again
)

// OfficeSpan is how many identifiers of each kind an office has: those of the
// office n are (n-1)·OfficeSpan + 1, + 2 …, so that the rows of several offices
// never share one.
const OfficeSpan = 1_000_000_000

// Local is an identifier as its office knows it: 1, 2, 3 …
func Local(id int64) int64 { return id % OfficeSpan }

// What a sentence needs that is still made in Chinese below the terminal.

var stateNames = map[State]string{Open: "办理中", Submitted: "待审核", Accepted: "已销号", Waived: "免办"}

// Chinese is the state's name.
func (s State) Chinese() string { return stateNames[s] }

var copiedNames = map[LetterKind]string{LetterCopy: "抄送", LetterReport: "督办报告"}

// Chinese is what a letter is called that its reader has only to know of.
func (k LetterKind) Chinese() string { return copiedNames[k] }
