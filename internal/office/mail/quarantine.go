package mail

import (
	"context"
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

// Listed is the waiting mail as lines, see db.BundleHeld; with all each mail has its own.
func Listed(ctx context.Context, o *office.Office, all bool) (lines []db.Held, err error) {
	mails, err := Waiting(ctx, o)
	if !all {
		return db.BundleHeld(mails), err
	}
	for _, m := range mails {
		lines = append(lines, db.Held{Mail: m, Count: 1})
	}
	return lines, err
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

// Discard puts a waiting mail aside; it stays stored.
func Discard(ctx context.Context, o *office.Office, now time.Time, number int64, why string) error {
	m, err := o.Mail(ctx, number)
	if err != nil {
		return err
	}
	return o.Store.DiscardMail(ctx, now, m.ID, "clerk", why)
}

// DiscardFrom puts aside the waiting mails of an address that name no letter of ours, and
// returns how many, and how many of it wait still. Of an address that somebody known has
// only what is forged is put aside: the rest may be his.
func DiscardFrom(ctx context.Context, o *office.Office, now time.Time, address, why string) (discarded, left int, err error) {
	address = checklist.FoldMail(address)
	_, known := o.Directory.Sender(address)
	if discarded, err = o.Store.DiscardFrom(ctx, now, address, known, "clerk", why); err != nil {
		return 0, 0, err
	}
	waiting, err := Waiting(ctx, o)
	for _, m := range waiting {
		if m.Sender == address {
			left++
		}
	}
	return discarded, left, err
}
