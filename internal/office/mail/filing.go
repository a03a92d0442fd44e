package mail

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox/answer"
	"duban/internal/msg"
	"duban/internal/office"
)

// Filing says under what a mail is filed by hand.
type Filing struct {
	Item  int
	Named checklist.Named // which of those that bear the number; no party: the only lead's, or the writer's
	As    checklist.Verb  // 完成 or 进展
}

// filedAs are the events of the verbs that a mail can be filed as by hand.
var filedAs = map[checklist.Verb]checklist.EventKind{checklist.VerbDone: checklist.EventSubmitted, checklist.VerbProgress: checklist.EventProgress}

// CanFileAs reports whether a mail can be filed as this by hand.
func CanFileAs(v checklist.Verb) bool { return filedAs[v] != "" }

// File files a waiting mail under the parts of items that it is about, in one act, and
// returns these parts. Each gets the words that the mail says under its number, or all of
// them where it names none. WhichOne where a filing does not say which part is meant.
func File(ctx context.Context, o *office.Office, now time.Time, number int64, filings ...Filing) (parts []db.Owed, err error) {
	m, err := o.Mail(ctx, number)
	if err != nil {
		return nil, err
	}
	f := filed{mail: m}
	for _, x := range filings {
		part, err := partOf(ctx, o, m, x, checklist.DayOf(now, o.Zone))
		if err != nil {
			return nil, err
		}
		f.add(x, part)
	}
	return f.parts, o.Store.Record(ctx, now, f.record())
}

// partOf is the part that a filing means: the only lead's; of several that of the one who
// wrote the mail.
func partOf(ctx context.Context, o *office.Office, m db.Mail, f Filing, on checklist.Day) (part db.Owed, err error) {
	h := checklist.ByHand{Kind: checklist.EventSubmitted, Named: f.Named}
	meant, all, err := o.Meant(ctx, f.Item, h, on)
	if err != nil && f.Named.Party == "" && all != nil {
		writer, _ := o.Directory.Person(m.Person)
		for _, party := range writer.Parties {
			h.Named.Party = party
			if his, _, err := o.Meant(ctx, f.Item, h, on); err == nil && len(his) == 1 {
				return his[0], nil
			}
		}
	}
	if err != nil {
		return part, err
	}
	return meant[0], nil
}

// filed is a mail being filed by hand.
type filed struct {
	mail     db.Mail
	parts    []db.Owed
	numbers  []msg.Message
	events   []checklist.Event
	evidence []db.Evidence
}

func (f *filed) add(x Filing, part db.Owed) {
	words := wordsOn(f.mail.Text, x.Item)
	f.parts = append(f.parts, part)
	f.numbers = append(f.numbers, msg.New("an item", strconv.Itoa(x.Item)))
	f.events = append(f.events, checklist.Event{Kind: filedAs[x.As], Assignment: part.ID, Actor: "clerk", Mail: f.mail.ID, Received: f.mail.ReceivedMs, Reason: msg.New("filed by the clerk"), Text: words})
	f.evidence = append(f.evidence, db.Evidence{Mail: f.mail.ID, Assignment: part.ID, Verb: x.As, Text: words})
}

func (f *filed) record() db.Record {
	m := f.mail
	return db.Record{Events: f.events, Mails: []db.Disposition{{ID: m.ID, State: checklist.MailFiled, Kind: "reply",
		Reason: msg.Join(msg.Clauses, m.Reason, msg.New("filed by the clerk under", msg.Join(msg.Names, f.numbers...))), MessageID: m.MessageID,
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
