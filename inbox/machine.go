package inbox

import (
	"context"
	"errors"
	"slices"
	"strings"

	"duban/checklist"
	"duban/db"
	"duban/inbox/answer"
	"duban/inbox/robot"
	"duban/internal/msg"
	"duban/internal/rejection"
	"duban/internal/zh"
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
	case robot.KindRecall:
		return c.noteRecall(ctx)
	case robot.KindReadReceipt, robot.KindReaction, robot.KindAck, robot.KindCalendar:
		return c.noteMachine()
	case robot.KindNullSender:
		return c.settle(checklist.MailQuarantined, msg.New("not answered, the clerk should look", c.class.Reason))
	}
	return c.settle(checklist.MailDropped, c.class.Reason)
}

// noteMachine keeps what a program of a known person's says of a letter. What he wrote
// with it, under a subject that only programs should have, is the clerk's to look at.
func (c *intake) noteMachine() (bool, error) {
	p, known := c.Directory.Sender(c.msg.From.Addr)
	if !known {
		return c.settle(checklist.MailDropped, c.class.Reason)
	}
	c.disposition.Person = p.ID
	return c.settle(checklist.MailNoted, c.class.Reason)
}

// reconsider takes a known person's mail that brings a token of ours for what it is:
// a weak sign, a subject or a field that persons' programs write too, never outweighs
// an answer. A field says nothing of the words; beside a subject, an invitation or a
// reaction they must hold an answer, bring files, or be none that such a program writes.
// A withdrawn mail is not an answer, but held.
func (c *intake) reconsider(ctx context.Context) error {
	if !c.class.Weak {
		return nil
	}
	if _, known := c.Directory.Sender(c.msg.From.Addr); !known {
		return nil
	}
	named, err := c.noticesNamed(ctx)
	if err != nil || len(named) == 0 {
		return err
	}
	words := ReadWords(c.msg, lettersOf(named)...).Text
	switch {
	case c.class.Kind == robot.KindList, !c.class.Spoken, c.bringsFiles(), isAnswering(words):
		c.doubted = c.class.Kind
		c.class = robot.Class{Kind: robot.KindReply, Reason: msg.New("yet a known person answers a real letter", c.class.Reason)}
	}
	return nil
}

// bringsFiles: no absence, receipt or recall has attachments; invitations and reactions do.
func (c *intake) bringsFiles() bool {
	switch c.class.Kind {
	case robot.KindAutoReply, robot.KindReadReceipt, robot.KindRecall:
		return len(c.msg.Files()) > 0
	}
	return false
}

// isAnswering: the words name an item, or are one of the closed forms.
func isAnswering(words string) bool {
	for _, w := range []answer.Writer{answer.Responsible, answer.Judge} {
		for _, x := range answer.Read(words, answer.Letter{}, answer.Options{Writer: w}) {
			if len(x.Nos) > 0 || x.Verb != checklist.VerbProgress && x.Verb != checklist.VerbRemark && x.Verb != checklist.VerbAcknowledge {
				return true
			}
		}
	}
	return false
}

// isRecalled holds an answer whose subject says that it is taken back.
func (c *intake) isRecalled(context.Context) (bool, error) {
	if c.doubted != robot.KindRecall {
		return false, nil
	}
	return c.hold(msg.New("the subject recalls a mail, the text answers"))
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
	from, until := robot.ReadAbsence(text, c.receivedOn())
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

// bounced takes note of a letter of ours that could not be delivered. A bounce that
// names no letter of ours, or an address it was not sent to, is not believed.
func (c *intake) bounced(ctx context.Context) (bool, error) {
	b := c.class.Bounce
	n, err := c.returnedNotice(ctx, b)
	if errors.Is(err, checklist.ErrNotFound) && c.class.Weak { // what only sounds like a bounce returns a letter of ours or is none
		c.class = robot.ClassifyBesideBounce(c.msg)
		c.disposition.Kind, c.disposition.Reason = string(c.class.Kind), c.class.Reason
		return c.isMachine(ctx)
	}
	if _, ours := c.Directory.Sender(c.msg.From.Addr); ours && errors.Is(err, checklist.ErrNotFound) {
		return c.settle(checklist.MailQuarantined, msg.Join(msg.Clauses, c.class.Reason, msg.New("the sender is known, the clerk should look"))) // perhaps he only tells of a bounce
	}
	if errors.Is(err, checklist.ErrNotFound) {
		return c.settle(checklist.MailDropped, msg.Join(msg.Clauses, c.class.Reason, msg.New("none of our letters, not believed")))
	}
	if err != nil {
		return false, err
	}
	c.disposition.Answers, c.disposition.Person = n.ID, n.Person
	if len(b.Recipients) > 0 && !slices.ContainsFunc(b.Recipients, func(r string) bool { return checklist.FoldMail(r) == checklist.FoldMail(n.Address) }) {
		return c.settle(checklist.MailQuarantined, msg.Join(msg.Clauses, c.class.Reason, msg.New("the bounce is of another recipient, the clerk should look")))
	}
	if !b.Permanent {
		return c.settle(checklist.MailNoted, c.class.Reason)
	}
	return c.cameBack(b, n)
}

// mostSaid is how many characters of a server's words are kept with an address.
const mostSaid = 200

// cameBack stores that a letter did not arrive. What the server says of it decides whether
// its address is at fault, as it would have in the conversation.
func (c *intake) cameBack(b *robot.Bounce, n db.Notice) (bool, error) {
	v := rejection.Read(rejection.Answer{Stage: rejection.AtBounce, Enhanced: b.Status, Text: b.Diagnostic})
	why := msg.New("a fault and what was said", v.Cause, wordsOfBounce(b.Status))
	c.lost = append(c.lost, db.LostLetter{Notice: n.ID, Person: n.Person, Why: msg.New("came back", why), Mail: c.mail.ID})
	if v.Marks {
		c.faults = append(c.faults, db.AddressFault{Address: checklist.FoldMail(n.Address), Fault: wordsOfBounce(zh.FirstRunes(strings.Join(strings.Fields(b.Status+" "+b.Diagnostic), " "), mostSaid)), Mail: c.mail.ID, Person: n.Person})
	}
	return c.settle(checklist.MailNoted, msg.Join(msg.Clauses, c.class.Reason, msg.New("that letter did not arrive", why)))
}

// wordsOfBounce are what a bounce says, or that it is one.
func wordsOfBounce(said string) msg.Message {
	if said == "" {
		return msg.New("a bounce")
	}
	return msg.Words(said)
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
