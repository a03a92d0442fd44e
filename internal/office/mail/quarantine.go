package mail

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// Waiting are the mails that wait for the clerk, or for an answer to our question.
func Waiting(ctx context.Context, o *office.Office) (all []db.Mail, err error) {
	for _, state := range []checklist.MailState{checklist.MailQuarantined, checklist.MailAsked} {
		list, err := o.Store.MailsIn(ctx, state)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// Letter is a stored mail with what is known of it.
type Letter struct {
	db.Mail
	Proof db.Proof
	Files []db.Attachment
}

// Read returns the mail of a number.
func Read(ctx context.Context, o *office.Office, number int64) (l Letter, err error) {
	if l.Mail, err = o.Mail(ctx, number); err != nil {
		return l, err
	}
	if l.Proof, err = o.Store.ProofOf(ctx, l.ID); err != nil {
		return l, err
	}
	l.Files, err = o.Store.AttachmentsOf(ctx, l.ID)
	return l, err
}

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

// File files a waiting mail under the part of an item that it is about, and returns
// that part; ManyParts where the filing does not say which.
func File(ctx context.Context, o *office.Office, now time.Time, number int64, f Filing) (part db.Owed, err error) {
	m, err := o.Mail(ctx, number)
	if err != nil {
		return part, err
	}
	all, err := o.Store.AssignmentsOf(ctx, f.Item)
	if err != nil {
		return part, err
	}
	var fits []db.Owed
	for _, p := range all {
		if f.Party == "" && p.Role == checklist.Lead || p.Party == f.Party {
			fits = append(fits, p)
		}
	}
	if len(fits) != 1 {
		return part, office.Refusal{Code: office.ManyParts, No: f.Item, Count: len(fits), Parts: all}
	}
	return fits[0], o.Store.Record(ctx, now, f.record(m, fits[0]))
}

func (f Filing) record(m db.Mail, part db.Owed) db.Record {
	return db.Record{
		Events: []checklist.Event{{Kind: filedAs[f.As], Assignment: part.ID, Actor: "clerk", Mail: m.ID, Received: m.ReceivedMs, Reason: "督办员归档", Text: m.Text}},
		Mails: []db.Disposition{{ID: m.ID, State: checklist.MailFiled, Kind: "reply", Reason: fmt.Sprintf("%s；督办员归到第%d项", m.Reason, f.Item), MessageID: m.MessageID,
			Sender: m.Sender, Person: m.Person, Subject: m.Subject, Text: m.Text, Quoted: m.Quoted, Answers: m.Answers,
			Evidence: []db.Evidence{{Mail: m.ID, Assignment: part.ID, Verb: f.As, Text: m.Text}}}},
	}
}

// Discard puts a waiting mail aside; it stays stored.
func Discard(ctx context.Context, o *office.Office, now time.Time, number int64, why string) error {
	m, err := o.Mail(ctx, number)
	if err != nil {
		return err
	}
	return o.Store.DiscardMail(ctx, now, m.ID, "clerk", why)
}
