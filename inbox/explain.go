package inbox

import (
	"context"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/message"
	"duban/inbox/quote"
	"duban/inbox/robot"
	"duban/inbox/sender"
	"duban/internal/msg"
)

// Explanation is what processing a message does, or would do.
type Explanation struct {
	Message *message.Message
	Class   robot.Class
	Words   quote.Words
	Proof   sender.Proof
	Token   letter.Token // of the letter that it answers, as far as that is known

	State  checklist.MailState
	Reason msg.Message
	Acts   []Act
	Asked  []Question
	Unread []msg.Message

	Confirm bool // it waits until its sender has confirmed it
}

// Act is what an answer does to one line of the letter.
type Act struct {
	List  string        `json:"list,omitempty"` // the title of its checklist
	No    int           `json:"no"`
	Part  string        `json:"part,omitempty"`
	Party string        `json:"party"`
	Act   string        `json:"act"`
	Day   checklist.Day `json:"day,omitempty"` // of extend and grant

	Instructs bool          `json:"instructs,omitempty"` // a remark that stands until it is answered
	AnswerBy  checklist.Day `json:"answer_by,omitempty"` // its day, where it names one
}

// Question is what is asked back, of an item or, with 0, of no item in particular.
type Question struct {
	No  int         `json:"no"`
	Why msg.Message `json:"why"`
}

// actNames are the names of acts by their events.
var actNames = map[checklist.EventKind]string{
	checklist.EventSubmitted: "done", checklist.EventProgress: "progress", checklist.EventAcknowledged: "ack", checklist.EventAskedExtend: "extend",
	checklist.EventAskedMove: "move", checklist.EventAskedHelp: "help", checklist.EventWithdrawn: "withdrawn",
	checklist.EventAccepted: "accept", checklist.EventReturned: "return", checklist.EventExtended: "grant", checklist.EventRefused: "refuse",
	checklist.EventRemarked: "remark", checklist.EventInstructed: "remark", checklist.EventFollowed: "followed",
}

// noteAct remembers what an answer does to a line, and what is asked about it.
func (c *intake) noteAct(l line, e checklist.EventKind, day checklist.Day, doubt msg.Message) {
	name := actNames[e]
	if e == checklist.EventSubmitted && l.now.Role == checklist.Joint {
		name = "coop"
	}
	act := Act{List: l.now.Title, No: l.shown.No, Part: l.shown.Part, Party: l.now.Party, Act: name, Day: day}
	if e == checklist.EventInstructed {
		act.Instructs, act.Day, act.AnswerBy = true, 0, day
	}
	if name != "" {
		c.acts = append(c.acts, act)
	}
	if !doubt.IsZero() {
		c.asked = append(c.asked, Question{l.shown.No, doubt})
	}
}

// noteQuestion remembers what is asked back of words that are about no line.
func (c *intake) noteQuestion(a checklist.Answer) {
	if len(a.Lines) > 0 || a.Doubt.IsZero() {
		return
	}
	for _, no := range a.Nos {
		c.asked = append(c.asked, Question{no, a.Doubt})
	}
	if len(a.Nos) == 0 {
		c.asked = append(c.asked, Question{Why: a.Doubt})
	}
}

// Explain says what would follow from a message that came in at an instant, by the same
// steps as File, and stores nothing.
func (p *Processor) Explain(ctx context.Context, raw []byte, at time.Time) (Explanation, error) {
	then := *p
	then.now = func() time.Time { return at }
	c := &intake{store: p.store, now: at, raw: raw, mail: db.Mail{State: checklist.MailReceived, Source: "explain", ReceivedMs: at.UnixMilli()}}
	if err := then.process(ctx, c); err != nil {
		return Explanation{}, err
	}
	e := Explanation{Message: c.msg, Class: c.class, Words: c.words, Proof: c.proof, Token: c.notice.Token,
		State: c.disposition.State, Reason: c.disposition.Reason, Acts: c.acts, Asked: c.asked, Unread: c.untold, Confirm: len(c.confirm) > 0}
	if e.Message == nil { // a fault of ours, told in the reason
		e.Message = message.Parse(raw, message.Limits{})
	}
	return e, nil
}
