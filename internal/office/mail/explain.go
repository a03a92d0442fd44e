package mail

import (
	"context"
	"log/slog"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox"
	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/inbox/robot"
	"duban/inbox/sender"
	"duban/internal/msg"
	"duban/internal/office"
)

// Explained is a mail as it would be understood.
type Explained struct {
	File        string             `json:"file"`
	Kind        string             `json:"kind"`
	Reason      msg.Message        `json:"reason"`
	From        string             `json:"from"`
	Proof       sender.ProofState  `json:"proof"`
	ProofWhy    msg.Message        `json:"proof_why"`
	Subject     string             `json:"subject"`
	Token       letter.Token       `json:"token"`
	Text        string             `json:"text"`
	Quoted      string             `json:"quoted"`
	CutWhy      msg.Message        `json:"cut_why,omitzero"`    // by which form the quote was known
	Unsure      bool               `json:"unsure,omitempty"`    // a person should look: cut_why says why
	OtherPart   string             `json:"other,omitempty"`     // the other part's words, where they contradict
	Signature   string             `json:"signature,omitempty"` // advertisements, signatures, disclaimers
	Away        msg.Message        `json:"away,omitzero"`       // the days that an automatic reply states
	Links       []ExplainedLink    `json:"links,omitempty"`     // 超大附件: no evidence
	Answers     []checklist.Answer `json:"answers,omitempty"`   // where no letter is known: the words by themselves
	Attachments []ExplainedFile    `json:"attachments"`
	Bounce      *ExplainedBounce   `json:"bounce,omitempty"`
	Faults      []msg.Message      `json:"faults,omitempty"`

	*Done
}

// Done is what would be done with a mail in an office, by the daemon's own steps.
type Done struct {
	State   checklist.MailState `json:"state"`
	Why     msg.Message         `json:"state_why"`
	Acts    []inbox.Act         `json:"acts"`
	Asked   []inbox.Question    `json:"asked"`
	Confirm bool                `json:"confirm"` // it waits until its sender has confirmed it
	Unread  []msg.Message       `json:"unread"`  // words that are filed under no item
}

type ExplainedLink struct {
	Name    string `json:"name"`
	Expires string `json:"expires"`
}

type ExplainedFile struct {
	Name   string      `json:"name"`
	Type   string      `json:"type"`
	Size   int         `json:"size"`
	SHA256 string      `json:"sha256"`
	Note   msg.Message `json:"note,omitzero"`
}

type ExplainedBounce struct {
	Recipient string `json:"recipient"`
	Status    string `json:"status"`
	Permanent bool   `json:"permanent"`
}

// Explain says what would be made of a mail, and stores nothing. zone is where the
// days of an automatic reply are.
func Explain(source string, raw []byte, policy inbox.Policy, now time.Time, zone *time.Location) Explained {
	m := message.Parse(raw, message.Limits{})
	x := inbox.Explanation{Message: m, Class: robot.Classify(m, policy.Self), Words: inbox.ReadWords(m), Proof: sender.ProofOf(m, policy.AuthServers)}
	if tokens := message.Tokens(m); len(tokens) > 0 {
		x.Token = tokens[0].Token
	}
	return explained(source, x, now, zone)
}

// ExplainIn says what the office would do with a mail that came in at an instant, by the
// same steps as the daemon, and stores nothing.
func ExplainIn(ctx context.Context, o *office.Office, source string, raw []byte, at time.Time) (Explained, error) {
	x, err := o.Processor(func() time.Time { return at }, slog.New(slog.DiscardHandler)).Explain(ctx, raw, at)
	if err != nil {
		return Explained{}, err
	}
	e := explained(source, x, at, o.Zone)
	e.Done = &Done{State: x.State, Why: x.Reason, Acts: orEmpty(x.Acts), Asked: orEmpty(x.Asked), Unread: orEmpty(x.Unread), Confirm: x.Confirm}
	return e, nil
}

// orEmpty is written as [] and not as null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func explained(source string, x inbox.Explanation, now time.Time, zone *time.Location) Explained {
	m, class, words := x.Message, x.Class, x.Words
	e := Explained{File: source, Kind: string(class.Kind), Reason: class.Reason, From: m.From.Addr, Proof: x.Proof.State, ProofWhy: x.Proof.Why, Subject: m.Subject, Token: x.Token,
		Text: words.Text, Quoted: words.Quoted, CutWhy: words.Reason, Unsure: words.Unsure, OtherPart: words.Other, Signature: words.Signature, Attachments: []ExplainedFile{}, Faults: m.Faults}
	if class.Kind == robot.KindReply && len(x.Acts)+len(x.Asked) == 0 {
		e.Answers = answer.Read(words.Text, answer.Letter{}, answer.Options{Year: now.Year(), Received: checklist.DayOf(now, zone)})
	}
	if from, until := robot.ReadAbsence(m.Text, checklist.DayOf(now, zone)); class.Kind == robot.KindAutoReply && until != 0 {
		if e.Away = msg.New("away until", until.Said()); from != 0 {
			e.Away = msg.New("away from and until", from.Said(), until.Said())
		}
	}
	for _, l := range m.Links {
		e.Links = append(e.Links, ExplainedLink{l.Name, l.Expires})
	}
	for _, f := range m.Attachments {
		e.Attachments = append(e.Attachments, ExplainedFile{f.Name, f.Sniffed, f.Size, f.SHA256, f.Note()})
	}
	if b := class.Bounce; b != nil {
		e.Bounce = &ExplainedBounce{Status: b.Status, Permanent: b.Permanent}
		if len(b.Recipients) > 0 {
			e.Bounce.Recipient = b.Recipients[0]
		}
	}
	return e
}
