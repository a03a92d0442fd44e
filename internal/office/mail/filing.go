package mail

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox/answer"
	"duban/internal/office"
)

// Filing says under what a mail is filed by hand.
type Filing struct {
	Item  int
	Party string         // whose part of the item; "": the only lead's
	As    checklist.Verb // 完成 or 进展
}

// filedAs are the events of the verbs that a mail can be filed as by hand.
var filedAs = map[checklist.Verb]checklist.EventKind{checklist.VerbDone: checklist.EventSubmitted, checklist.VerbProgress: checklist.EventProgress}

// CanFileAs reports whether a mail can be filed as this by hand.
func CanFileAs(v checklist.Verb) bool { return filedAs[v] != "" }

// File files a waiting mail under the parts of items that it is about, in one act, and
// returns these parts. Each gets the words that the mail says under its number, or all of
// them where it names none. ManyParts where a filing does not say which part is meant.
func File(ctx context.Context, o *office.Office, now time.Time, number int64, filings ...Filing) (parts []db.Owed, err error) {
	m, err := o.Mail(ctx, number)
	if err != nil {
		return nil, err
	}
	f := filed{mail: m}
	for _, x := range filings {
		part, err := partOf(ctx, o, m, x)
		if err != nil {
			return nil, err
		}
		f.add(x, part)
	}
	return f.parts, o.Store.Record(ctx, now, f.record())
}

// partOf is the part that a filing means: the only lead's; of several that of the one who
// wrote the mail.
func partOf(ctx context.Context, o *office.Office, m db.Mail, f Filing) (part db.Owed, err error) {
	all, err := o.Store.AssignmentsOf(ctx, f.Item)
	if err != nil {
		return part, err
	}
	writer, _ := o.Directory.Person(m.Person)
	var fits, his []db.Owed
	for _, p := range all {
		if f.Party == "" && p.Role == checklist.Lead || o.Directory.PartyName(p.Party) == o.Directory.PartyName(f.Party) {
			fits = append(fits, p)
		}
		if f.Party == "" && slices.Contains(writer.Parties, p.Party) {
			his = append(his, p)
		}
	}
	switch {
	case len(fits) == 1:
		return fits[0], nil
	case len(his) == 1:
		return his[0], nil
	}
	return part, office.Refusal{Code: office.ManyParts, No: f.Item, Count: len(fits), Parts: all, Zone: o.Zone}
}

// filed is a mail being filed by hand.
type filed struct {
	mail     db.Mail
	parts    []db.Owed
	numbers  []string
	events   []checklist.Event
	evidence []db.Evidence
}

func (f *filed) add(x Filing, part db.Owed) {
	words := wordsOn(f.mail.Text, x.Item)
	f.parts = append(f.parts, part)
	f.numbers = append(f.numbers, fmt.Sprintf("第%d项", x.Item))
	f.events = append(f.events, checklist.Event{Kind: filedAs[x.As], Assignment: part.ID, Actor: "clerk", Mail: f.mail.ID, Received: f.mail.ReceivedMs, Reason: "督办员归档", Text: words})
	f.evidence = append(f.evidence, db.Evidence{Mail: f.mail.ID, Assignment: part.ID, Verb: x.As, Text: words})
}

func (f *filed) record() db.Record {
	m := f.mail
	return db.Record{Events: f.events, Mails: []db.Disposition{{ID: m.ID, State: checklist.MailFiled, Kind: "reply",
		Reason: fmt.Sprintf("%s；督办员归到%s", m.Reason, strings.Join(f.numbers, "、")), MessageID: m.MessageID,
		Sender: m.Sender, Person: m.Person, Subject: m.Subject, Text: m.Text, Quoted: m.Quoted, Answers: m.Answers, Evidence: f.evidence}}}
}

// wordsOn are the words that a mail says under a number; all of them where it says none
// under it.
func wordsOn(text string, no int) string {
	var own []string
	for _, x := range answer.Read(text, answer.Letter{}, answer.Options{}) {
		if slices.Contains(x.Nos, no) {
			own = append(own, x.Text)
		}
	}
	if len(own) == 0 {
		return text
	}
	return strings.Join(own, "\n")
}
