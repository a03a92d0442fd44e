package report

import (
	"context"
	"fmt"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/words"
)

// verdicts puts the other mails that an assignment's history names into folders
// of their own, once each: one mail of the director may decide on many items.
func (b *binder) verdicts(ctx context.Context, o db.Owed) error {
	events, err := b.in.Store.History(ctx, o.ID)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Mail == 0 || b.mails[e.Mail] {
			continue
		}
		b.mails[e.Mail] = true
		m, raw, err := b.mail(ctx, e.Mail)
		if err != nil {
			return err
		}
		folder, original, text := words.EvidenceMails, words.EvidenceMail, words.EvidenceMailText
		switch e.Kind {
		case checklist.EventAccepted, checklist.EventReturned, checklist.EventWaived, checklist.EventReopened, checklist.EventReassigned,
			checklist.EventExtended, checklist.EventRefused, checklist.EventRemarked, checklist.EventInstructed:
			folder, original, text = words.EvidenceVerdicts, words.EvidenceVerdict, words.EvidenceVerdictIs
		}
		name := fmt.Sprintf("%s/%04d %s", b.tell(folder), m.No(), b.in.fileName(b.in.who(m.Person)))
		if _, err := b.bundle.add(bundled{Path: name + ".eml", Kind: b.tell(original), Who: b.in.who(m.Person), When: b.at(m.ReceivedMs)}, raw); err != nil {
			return err
		}
		if _, err := b.bundle.add(bundled{Path: name + ".txt", Kind: b.tell(text), Who: b.in.who(m.Person), When: b.at(m.ReceivedMs)}, []byte(m.Text)); err != nil {
			return err
		}
	}
	return nil
}

// letters puts every letter that was sent into the bundle, as it was sent.
func (b *binder) letters(ctx context.Context) error {
	const most = 100 // at once, each with its bytes
	for after := int64(0); ; {
		sent, err := b.in.Store.Notices(ctx, db.NoticeFilter{State: checklist.NoticeSent, After: after, Most: most})
		if err != nil || len(sent) == 0 {
			return err
		}
		for _, n := range sent {
			after = n.ID
			who, kind := b.in.who(n.Person), b.say(n.Kind)
			name := fmt.Sprintf("%s/%05d %s %s %s.eml", b.tell(words.EvidenceLetters), checklist.Local(n.ID), kind, b.in.fileName(who), n.CreatedOn)
			f := bundled{Path: name, Item: b.numbersOf(n.Letter.Lines), Kind: kind, Who: who, When: b.at(n.SentMs)}
			if _, err := b.bundle.add(f, n.Raw); err != nil {
				return err
			}
		}
	}
}

// numbersOf are the items that a letter lists.
func (b *binder) numbersOf(lines []letter.Line) string {
	var nos []string
	for _, l := range lines {
		nos = append(nos, fmt.Sprint(l.No))
	}
	switch len(nos) {
	case 0:
		return ""
	case 1:
		return b.tell(words.EvidenceOfItem, lines[0].No)
	}
	return b.tell(words.EvidenceOfItems, b.list(nos))
}
