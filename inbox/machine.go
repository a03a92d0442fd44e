package inbox

import (
	"context"
	"errors"
	"slices"

	"duban/checklist"
	"duban/db"
	"duban/inbox/answer"
	"duban/inbox/robot"
)

// isMachine settles everything no person wrote: own loops, bounces, automatic
// replies, receipts, lists. Robots change nothing but notes.
func (c *intake) isMachine(ctx context.Context) (bool, error) {
	switch c.class.Kind {
	case robot.KindReply, robot.KindOversize:
		return false, nil
	case robot.KindBounce:
		return c.bounced(ctx)
	case robot.KindAutoReply:
		return c.noteAbsence()
	case robot.KindNullSender:
		return c.settle(checklist.MailQuarantined, c.class.Reason+"，不答复，请督办员看过")
	}
	return c.settle(checklist.MailDropped, c.class.Reason)
}

// noteAbsence keeps the text of an automatic reply on the person, as information,
// with the days away that it states.
func (c *intake) noteAbsence() (bool, error) {
	p, known := c.Directory.Sender(c.msg.From.Addr)
	if !known {
		return c.settle(checklist.MailDropped, c.class.Reason)
	}
	c.disposition.Person = p.ID
	text := firstWords(c.words.Text, c.msg.Text)
	from, until := answer.ReadAbsence(text, c.receivedOn())
	c.notes = append(c.notes, db.Note{Person: p.ID, Text: text, AwayFrom: from, AwayUntil: until, Mail: c.mail.ID})
	return c.settle(checklist.MailNoted, c.class.Reason)
}

func firstWords(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// bounced marks the address that a letter of ours could not reach. A bounce that
// names no letter of ours, or an address it was not sent to, is not believed.
func (c *intake) bounced(ctx context.Context) (bool, error) {
	b := c.class.Bounce
	n, err := c.returnedNotice(ctx, b)
	if _, ours := c.Directory.Sender(c.msg.From.Addr); ours && errors.Is(err, checklist.ErrNotFound) {
		return c.settle(checklist.MailQuarantined, c.class.Reason+"；但来信人在通讯录中，请督办员看过") // perhaps he only tells of a bounce
	}
	if errors.Is(err, checklist.ErrNotFound) {
		return c.settle(checklist.MailDropped, c.class.Reason+"；不是本系统发出的信，不采信")
	}
	if err != nil {
		return false, err
	}
	c.disposition.Answers, c.disposition.Person = n.ID, n.Person
	if len(b.Recipients) > 0 && !slices.ContainsFunc(b.Recipients, func(r string) bool { return checklist.FoldMail(r) == checklist.FoldMail(n.Address) }) {
		return c.settle(checklist.MailDropped, c.class.Reason+"；退信所指收件人与原信不符，不采信")
	}
	if b.Permanent && !b.Delayed {
		c.faults = append(c.faults, db.AddressFault{Address: checklist.FoldMail(n.Address), Fault: firstWords(b.Status, "退信"), Mail: c.mail.ID, Person: n.Person})
	}
	return c.settle(checklist.MailNoted, c.class.Reason)
}

func (c *intake) returnedNotice(ctx context.Context, b *robot.Bounce) (db.Notice, error) {
	var filters []db.NoticeFilter
	if b.OriginalMessageID != "" {
		filters = append(filters, db.NoticeFilter{MessageID: b.OriginalMessageID})
	}
	for _, token := range b.OriginalTokens {
		filters = append(filters, db.NoticeFilter{Token: token})
	}
	for _, f := range filters {
		list, err := c.store.Notices(ctx, f)
		if err != nil {
			return db.Notice{}, err
		}
		if len(list) > 0 {
			return list[0], nil
		}
	}
	return db.Notice{}, checklist.ErrNotFound
}
