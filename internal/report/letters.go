package report

import (
	"context"
	"fmt"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/files"
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
		folder := "来信"
		switch e.Kind {
		case checklist.EventAccepted, checklist.EventReturned, checklist.EventWaived, checklist.EventReopened, checklist.EventReassigned,
			checklist.EventExtended, checklist.EventRefused, checklist.EventRemarked, checklist.EventInstructed:
			folder = "批示"
		}
		name := fmt.Sprintf("%s/%04d %s", folder, m.No(), files.Name(b.in.who(m.Person)))
		if _, err := b.bundle.add(bundled{Path: name + ".eml", Kind: folder + "原信", Who: b.in.who(m.Person), When: b.at(m.ReceivedMs)}, raw); err != nil {
			return err
		}
		if _, err := b.bundle.add(bundled{Path: name + ".txt", Kind: folder + "正文", Who: b.in.who(m.Person), When: b.at(m.ReceivedMs)}, []byte(m.Text)); err != nil {
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
			name := fmt.Sprintf("信件/%05d %s %s %s.eml", checklist.Local(n.ID), kind, files.Name(who), n.CreatedOn)
			f := bundled{Path: name, Item: numbersOf(n.Letter.Lines), Kind: kind, Who: who, When: b.at(n.SentMs)}
			if _, err := b.bundle.add(f, n.Raw); err != nil {
				return err
			}
		}
	}
}

// numbersOf are the items that a letter lists.
func numbersOf(lines []letter.Line) string {
	var nos []string
	for _, l := range lines {
		nos = append(nos, fmt.Sprint(l.No))
	}
	if len(nos) == 0 {
		return ""
	}
	return "第" + strings.Join(nos, "、") + "项"
}
