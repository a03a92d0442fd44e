package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/inbox/sender"
	"duban/internal/msg"
	"duban/internal/zh"
)

// The life of a confirmation: askConfirmation lets words wait that nobody proved, and asks
// the one in whose name they came, at his registered address; fileConfirmation reads his
// answer. The mail waits as asked; confirmed it is processed again, against the lines of the
// letter that it answered, so that what has changed since is not decided. What is denied,
// or not confirmed in time, waits for the clerk and is never carried out.

const (
	confirmWithin = 3         // workdays
	atOnce        = 3         // confirmations that one person is asked for at once in a day,
	gatherFor     = time.Hour // and how long a further one gathers what else comes
	mostGathered  = 30        // mails that one letter asks about
	gatherDay     = 24 * time.Hour
)

// unproven reports whether nobody proved who wrote a mail, in an office to which that matters.
func (c *intake) unproven() bool {
	return c.proof.State != sender.Proven && c.Unproven != checklist.BelieveUnproven && !c.confirmed
}

// doubtful says why a verdict does not count by itself; zero where it does. It needs the
// author's very domain, and a signature that is about this letter or us.
func (c *intake) doubtful() msg.Message {
	switch {
	case c.confirmed || c.Unproven == checklist.BelieveUnproven:
		return msg.Message{}
	case c.proof.State != sender.Proven:
		return c.proof.Why
	case !c.proof.Strict:
		return msg.New("not the sender's own domain", c.proof.Why)
	}
	return sender.Misdirected(c.raw, c.msg, c.servers(), c.notice.Token, c.Self)
}

// askConfirmation lets a mail wait, with all that it would do, and asks whether it is his.
func (c *intake) askConfirmation(ctx context.Context, filed []letter.Filed, why msg.Message) error {
	if c.Unproven == checklist.HoldUnproven {
		_, err := c.hold(msg.New("nothing can be judged by this mail", why))
		return err
	}
	c.events, c.notices, c.earlier, c.disposition.Evidence = nil, nil, nil, nil
	words := letter.InYourName{Mail: c.mail.No(), ReceivedMs: c.mail.ReceivedMs, Text: c.words.Text, Filed: filed, Why: why}
	c.confirm = []db.Confirmation{{Mail: c.mail.ID, Person: c.person.ID, Words: words, Until: c.confirmBy()}}
	all, at, err := c.gathered(ctx, words)
	if err != nil {
		return err
	}
	c.notices = append(c.notices, c.confirmLetter(all, at))
	_, err = c.settle(checklist.MailAsked, msg.New("waits until its sender has confirmed it", letter.SaidFiled(filed)))
	return err
}

// gathered is what a letter asks about beside new words, newest first, and when it leaves.
// One letter gathers all that waits for a person: one that did not leave yet is replaced,
// and after a few in a day the next waits a while for what else comes. One that is full
// leaves as it is: many mails must not push out of it what nobody has been asked about.
func (c *intake) gathered(ctx context.Context, words letter.InYourName) (all []letter.InYourName, at time.Time, err error) {
	asked, err := c.store.AskedSince(ctx, c.person.ID, c.now.Add(-gatherDay))
	if err != nil {
		return nil, at, err
	}
	at, all = c.now, []letter.InYourName{words}
	apart, gathers := map[int64]bool{words.Mail: true}, false
	for _, n := range asked {
		if n.State != checklist.NoticeQueued || n.Attempt > 0 {
			continue
		}
		list, err := c.store.Notices(ctx, db.NoticeFilter{ID: n.ID})
		if err != nil {
			return nil, at, err
		}
		if len(list) == 0 {
			continue
		}
		gathers, at = true, later(at, time.UnixMilli(n.NotBefore))
		its := list[0].Letter.Confirm.Words
		if len(its) < mostGathered {
			c.replaced = append(c.replaced, n.ID)
			continue
		}
		for _, w := range its {
			apart[w.Mail] = true
		}
	}
	if len(asked) >= atOnce && !gathers {
		at = later(at, time.UnixMilli(asked[len(asked)-1].NotBefore).Add(gatherFor))
	}
	waiting, err := c.store.Unconfirmed(ctx, c.person.ID)
	for _, w := range waiting {
		if len(all) < mostGathered && !apart[w.Words.Mail] {
			all = append(all, w.Words)
		}
	}
	return all, at, err
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// confirmBy is the last day on which he can confirm.
func (c *intake) confirmBy() checklist.Day {
	on := checklist.DayOf(c.now, c.store.Zone())
	if c.Policy.AddWorkdays == nil {
		return on + confirmWithin
	}
	return c.Policy.AddWorkdays(on, confirmWithin)
}

func (c *intake) confirmLetter(words []letter.InYourName, at time.Time) db.NewNotice {
	l := letter.Letter{Kind: letter.KindConfirm, To: c.person.ID, Salutation: c.person.Title, On: checklist.DayOf(c.now, c.store.Zone()),
		Confirm: &letter.Confirm{Judges: c.judges(), Words: words, Until: c.confirmBy()}}
	return db.NewNotice{Key: fmt.Sprintf("confirm/%d", c.mail.No()), Letter: l, Reason: msg.New("the sender of a mail is not proven", recordNo(c.mail, c.store.Zone())), NotBefore: at, Cause: c.mail.ID}
}

// fileConfirmation reads whether words in his name are his. Only a person's own closed form
// of yes makes them so; other words of his make them void; where no words are surely his,
// nothing is done.
func (c *intake) fileConfirmation(ctx context.Context) error {
	tried, err := c.missedLately(ctx)
	if err != nil {
		return err
	}
	if why := c.unsureOfYes(tried); !why.IsZero() {
		_, err := c.hold(msg.New("what was asked still waits", why))
		return err
	}
	asked, err := c.askedAbout(ctx)
	if err != nil {
		return err
	}
	yes := c.saysYes(asked)
	var done, void []db.Confirmation
	for _, w := range asked {
		switch on := checklist.DayOf(c.received(), c.store.Zone()); {
		case w.State == checklist.MailAsked && yes && on <= w.Until:
			done = append(done, w)
		default:
			void = append(void, w)
		}
	}
	if err := c.carryOutConfirmed(ctx, done); err != nil {
		return err
	}
	c.disposition.State, c.disposition.Reason = checklist.MailFiled, msg.New("mails confirmed", len(done))
	if len(void) > 0 {
		c.refuse(void, yes, len(done))
	}
	return nil
}

// unsureOfYes says why an answer to a confirmation is not surely a person's own.
func (c *intake) unsureOfYes(tried int) msg.Message {
	switch {
	case c.doubted != "":
		return msg.New("the mail bears the marks of a program")
	case tried > mostTries:
		return msg.New("wrong tags came from there several times today")
	case c.words.Other != "":
		return msg.New("plain text and page of the mail say different things")
	case strings.TrimSpace(c.words.Text) == "" || c.words.All:
		return msg.New("the mail has no words of its writer's own")
	case c.words.Coloured || slices.ContainsFunc(c.inserted, saysYesOrNo):
		return msg.New("no telling which words are its writer's own")
	case forwardPrefix.MatchString(c.msg.Subject):
		return msg.New("the mail was passed on")
	}
	return msg.Message{}
}

// saysYesOrNo reports lines between those of our letter that may be an answer, too.
func saysYesOrNo(line msg.Message) bool { return line.Code == "" && yesOrNo.MatchString(line.String()) }

var yesOrNo = zh.NewPattern(`不|否|非|[确確][认認]|同意|退回`)

// askedAbout are the words that the letter asked about, as they stand now.
func (c *intake) askedAbout(ctx context.Context) (asked []db.Confirmation, err error) {
	for _, words := range c.notice.Letter.Confirm.Words {
		w, err := c.store.ConfirmationOf(ctx, words.Mail)
		if errors.Is(err, checklist.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if w.Person == c.person.ID {
			asked = append(asked, w)
		}
	}
	return asked, nil
}

// carryOutConfirmed processes the confirmed mails as they came, oldest first, and records
// them along with this one.
func (c *intake) carryOutConfirmed(ctx context.Context, all []db.Confirmation) error {
	applied := map[int64]db.Owed{}
	for i := len(all) - 1; i >= 0; i-- {
		sub, err := c.again(ctx, all[i].Mail, applied)
		if err != nil {
			return err
		}
		c.events = append(c.events, checklist.Event{Kind: checklist.EventConfirmed, Actor: c.person.ID, Mail: sub.mail.ID, Notice: c.notice.ID,
			Reason: msg.New("confirmed by mail", recordNo(c.mail, c.store.Zone()))})
		r := sub.record()
		c.events, c.notices = append(c.events, r.Events...), append(c.notices, r.Notices...)
		c.earlier, c.acts = append(c.earlier, r.Mails...), append(c.acts, sub.acts...)
	}
	return nil
}

// again is a mail processed as its writer has confirmed it.
func (c *intake) again(ctx context.Context, mail int64, applied map[int64]db.Owed) (*intake, error) {
	m, err := c.store.MailByID(ctx, mail)
	if err != nil {
		return nil, err
	}
	sub := &intake{Policy: c.Policy, store: c.store, now: c.now, mail: m, confirmed: true, applied: applied}
	if sub.raw, err = c.store.RawMail(ctx, mail); err != nil {
		return nil, err
	}
	sub.msg = message.Parse(sub.raw, c.Limits)
	err = sub.process(ctx)
	sub.disposition.Again = false // it waits, and is settled now
	return sub, err
}

// saysYes reports whether the answer is a closed form of yes.
func (c *intake) saysYes(asked []db.Confirmation) bool {
	var texts []string
	for _, w := range asked {
		texts = append(texts, w.Words.Text)
	}
	return answer.Confirms(c.words.Text, c.answerOptions(), texts...)
}

// refuse ends what was not confirmed: it is void from now on, and the clerk is told; of what
// was settled before or came too late he hears how it stands. What he denies after it was
// carried out stays as it is, and the clerk asks him.
func (c *intake) refuse(all []db.Confirmation, yes bool, done int) {
	t := &letter.Transcript{ReceivedMs: c.mail.ReceivedMs, Void: true, Text: c.words.Text}
	voided, regretted := 0, 0
	for _, w := range all {
		outcome := settledAs(w)
		if w.State == checklist.MailAsked {
			voided++
			why := msg.New("denied by its sender")
			if outcome = msg.New("denied, not carried out"); yes {
				why, outcome = msg.New("confirmed too late"), msg.New("too late to be confirmed, not carried out")
			}
			c.void = append(c.void, db.Void{Mail: w.Mail, Why: why})
		} else if w.State == checklist.MailFiled && !yes {
			regretted++
		}
		for _, f := range w.Words.Filed {
			f.Outcome, f.Hint, f.Record = outcome, msg.Message{}, ""
			t.Decided = append(t.Decided, f)
		}
	}
	c.disposition.Reason = msg.New("mails confirmed and not", done, voided)
	if voided > 0 {
		c.alarmClerk(fmt.Sprintf("void/%d", c.mail.ID), msg.New("mails not confirmed are void", c.person.Title, voided))
	}
	if regretted > 0 {
		c.alarmClerk(fmt.Sprintf("regretted/%d", c.mail.ID), msg.New("mails confirmed and then not", c.person.Title, regretted))
	}
	c.answer(letter.KindTranscript, func(l *letter.Letter) { l.Transcript = t })
}

// settledAs says how words stand that wait no more.
func settledAs(w db.Confirmation) msg.Message {
	if w.State == checklist.MailFiled {
		return msg.New("filed before, nothing more done")
	}
	return msg.New("void before, not carried out")
}
