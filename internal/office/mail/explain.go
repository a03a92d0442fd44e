package mail

import (
	"strings"
	"time"

	"duban/checklist"
	"duban/inbox"
	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/inbox/robot"
	"duban/inbox/sender"
)

// Explained is a mail as it would be understood.
type Explained struct {
	File        string             `json:"file"`
	Kind        string             `json:"kind"`
	Reason      string             `json:"reason"`
	From        string             `json:"from"`
	Proof       sender.ProofState  `json:"proof"`
	ProofWhy    string             `json:"proof_why"`
	Subject     string             `json:"subject"`
	Token       checklist.Token    `json:"token"`
	Text        string             `json:"text"`
	Quoted      string             `json:"quoted"`
	CutWhy      string             `json:"cut_why,omitempty"`   // by which form the quote was known
	Unsure      bool               `json:"unsure,omitempty"`    // a person should look: cut_why says why
	OtherPart   string             `json:"other,omitempty"`     // the other part's words, where they contradict
	Signature   string             `json:"signature,omitempty"` // advertisements, signatures, disclaimers
	Away        string             `json:"away,omitempty"`      // the days that an automatic reply states
	Links       []ExplainedLink    `json:"links,omitempty"`     // 超大附件: no evidence
	Answers     []checklist.Answer `json:"answers,omitempty"`
	Attachments []ExplainedFile    `json:"attachments"`
	Bounce      *ExplainedBounce   `json:"bounce,omitempty"`
	Faults      []string           `json:"faults,omitempty"`
}

type ExplainedLink struct {
	Name    string `json:"name"`
	Expires string `json:"expires"`
}

type ExplainedFile struct {
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int    `json:"size"`
	SHA256 string `json:"sha256"`
	Note   string `json:"note,omitempty"`
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
	class, words, proof := robot.Classify(m, policy.Self), inbox.ReadWords(m), sender.ProofOf(m, policy.AuthServers)
	e := Explained{File: source, Kind: string(class.Kind), Reason: class.Reason, From: m.From.Addr, Proof: proof.State, ProofWhy: proof.Why, Subject: m.Subject,
		Text: words.Text, Quoted: words.Quoted, CutWhy: words.Reason, Unsure: words.Unsure, OtherPart: words.Other, Signature: words.Signature, Attachments: []ExplainedFile{}, Faults: m.Faults}
	if tokens := message.Tokens(m); len(tokens) > 0 {
		e.Token = tokens[0].Token
	}
	if class.Kind == robot.KindReply {
		e.Answers = answer.Read(words.Text, answer.Letter{}, answer.Options{Year: now.Year()})
	}
	if from, until := answer.ReadAbsence(m.Text, checklist.DayOf(now, zone)); class.Kind == robot.KindAutoReply && until != 0 {
		e.Away = strings.TrimPrefix(from.Short()+"至", "至") + until.Short()
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
