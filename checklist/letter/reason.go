package letter

import (
	"slices"

	"duban/checklist"
	"duban/internal/msg"
)

// Why a line stands in a letter: the instructions that wait on it, and its reason as far as
// those who set the letter ask for it. What its mark or its fault says beside, they do not
// say twice.

const (
	late         = "workdays late"
	lateTold     = "workdays late, told above"
	climbsLater  = "escalation waits"
	notReceived  = "mail is not received since"
	undelivered  = "no letter arrives, told above"
	unanswered   = "an instruction not answered in time"
	unansweredOf = "this instruction not answered by"
	instructing  = "an instruction asks for an answer today"
)

// Late is the reason of a reminder of what is overdue.
func Late(workdays int) msg.Message { return msg.New(late, workdays) }

// LateTold is the reason of an escalation: to whom it goes, by the post.
func LateTold(workdays int, to msg.Message) msg.Message { return msg.New(lateTold, workdays, to) }

// Undelivered is the reason of an escalation about somebody whom no letter reaches.
func Undelivered(fault msg.Message) msg.Message { return msg.New(undelivered, fault) }

// NotReceived says since when a way in was not read: an answer may be waiting in it.
func NotReceived(source string, since msg.Message) msg.Message {
	return msg.New(notReceived, source, since)
}

// ClimbsLater is the reason of an escalation that waits.
func ClimbsLater(why msg.Message) msg.Message { return msg.New(climbsLater, why) }

// Instructing is the reason of a reminder on the day of an instruction.
func Instructing() msg.Message { return msg.New(instructing) }

// Unanswered is the reason of an escalation when the day of an instruction has passed.
func Unanswered() msg.Message { return msg.New(unanswered) }

// UnansweredOf says so of one instruction.
func UnansweredOf(i Instruction) msg.Message { return msg.New(unansweredOf, i, i.Due.Said()) }

// SaysInstruction reports whether the reason of a line names the instruction that it waits on.
func (l Line) SaysInstruction() bool {
	return slices.Contains([]string{instructing, unanswered, unansweredOf}, l.reasons()[0].Code)
}

// FurtherReasons is the reason of a line where its mark and its fault do not say it.
func (l Line) FurtherReasons() []msg.Message {
	all := l.reasons()
	first := checklist.WithoutComputed(all[0])
	switch {
	case first.Code == undelivered && !l.Fault.IsZero():
		return nil
	case first.Code == late, first.Code == lateTold, l.Reason.IsZero():
		return all[1:]
	}
	return all
}

// reasons are the parts of a reason, of which the first is what the letter is about.
func (l Line) reasons() (all []msg.Message) {
	if l.Reason.Code != msg.Clauses || len(l.Reason.Facts) == 0 {
		return []msg.Message{l.Reason}
	}
	for _, f := range l.Reason.Facts {
		m, ok := f.(msg.Message)
		if !ok {
			m = msg.Message{Facts: []any{f}}
		}
		all = append(all, m)
	}
	return all
}

const onDay = "somebody on a day"

// OnDay is somebody beside the day on which he was told, or answered: 分管副主任（4月24日）.
func OnDay(name string, on checklist.Day) msg.Message { return msg.New(onDay, name, on.Said()) }

// WhoAndWhen takes apart what OnDay has put together.
func WhoAndWhen(m msg.Message) (name, day any, ok bool) {
	if m.Code != onDay || len(m.Facts) != 2 {
		return nil, nil, false
	}
	return m.Facts[0], m.Facts[1], true
}

// Instruction (批示) is what one who judges or supervises has asked for on an item. It
// stands in the letters of whoever owes the item, and in the digest, until it is answered.
type Instruction struct {
	Seq  int64         `json:"seq"` // of the event that gave it
	By   string        `json:"by"`  // 中心主任
	On   checklist.Day `json:"on"`
	Text string        `json:"text"`
	Due  checklist.Day `json:"due,omitempty"` // 0: no day was named
}

// Message is the instruction as a letter says it: 中心主任批示（4月20日）：请4月30日前报。
func (i Instruction) Message() msg.Message {
	return msg.New("an instruction in its words", i.By, i.On.Said(), msg.Shortened(i.Text, MostQuoted))
}

// Followed is an instruction with what became of it.
type Followed struct {
	Instruction
	No      int           `json:"no"`
	Mark    string        `json:"mark,omitempty"`
	Content string        `json:"content"`
	Party   string        `json:"party"`
	Late    bool          `json:"late,omitempty"` // its day has passed without an answer
	Answer  string        `json:"answer,omitempty"`
	On      checklist.Day `json:"answered_on,omitempty"` // 0: it waits
	Done    bool          `json:"done,omitempty"`        // the item itself was settled
	Claimed bool          `json:"claimed,omitempty"`     // it waits, and the item with it, for a verdict
}
