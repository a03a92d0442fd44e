package inbox

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
)

// fileAnswers reads what the person says of the items that his letter listed,
// and files it: as the answers of a responsible person, or as the decisions of
// one who judges.
func (c *intake) fileAnswers(ctx context.Context) error {
	c.hearInserted()
	c.hearSubject()
	if err := c.recallEarlier(ctx); err != nil {
		return err
	}
	if c.notice.Kind.Traits().Answered == letter.ReadConfirm {
		return c.fileConfirmation(ctx)
	}
	if c.judges() {
		return c.fileDecisions(ctx)
	}
	answers, err := c.read(ctx)
	if err != nil {
		return err
	}
	switch {
	case c.notice.Kind.Traits().Answered == letter.ReadCopied:
		return c.fileCopied(ctx, answers)
	case c.supervises():
		return c.fileRemarks(ctx, answers)
	}
	return c.fileReply(ctx, answers)
}

// doubtContradictions keeps a mail whose two parts say different things from
// closing anything: one program shows its reader the one, another the other.
func (c *intake) doubtContradictions(answers []checklist.Answer) []checklist.Answer {
	if c.words.Other == "" {
		return answers
	}
	for i := range answers {
		if answers[i].Doubt.IsZero() {
			answers[i].Doubt = msg.New("the other part of the mail says otherwise", zh.FirstRunes(message.OneLine(c.words.Other), 60))
		}
		answers[i].Verb = answer.Harmless(answers[i].Verb)
	}
	return answers
}

func (c *intake) answerOptions() answer.Options {
	on := c.receivedOn()
	return answer.Options{Writer: c.writer(), Year: on.Year(), Received: on, Files: c.hasFiles() && c.words.Other == "",
		Names: []string{c.person.Name, c.person.Title}, AddWorkdays: c.Policy.AddWorkdays, Festival: c.Policy.Festival}
}

// recallEarlier takes up the mail that a short question was about, when this is
// the answer to the question: its words and attachments are filed along.
func (c *intake) recallEarlier(ctx context.Context) error {
	if c.notice.Kind != letter.KindQuestion || c.notice.CauseMail == 0 {
		return nil
	}
	m, err := c.store.MailByID(ctx, c.notice.CauseMail)
	if err != nil || m.State != checklist.MailAsked {
		return err
	}
	c.saidMs = m.ReceivedMs // asking back made nobody late
	if nos, names, bare := c.bareCall(); bare {
		c.words.Text = withCall(nos, names, m.Text)
	}
	files, err := c.store.AttachmentsOf(ctx, m.ID)
	if err != nil {
		return err
	}
	c.earlier = append(c.earlier, db.Disposition{ID: m.ID, State: checklist.MailFiled, Kind: m.Kind, Reason: msg.New("filed under the item that another mail named", int(c.mail.No())),
		MessageID: m.MessageID, Sender: m.Sender, Person: m.Person, Subject: m.Subject, Text: m.Text, Quoted: m.Quoted, Answers: m.Answers, Attachments: files})
	return nil
}

// bareCall returns the numbers of words that say no more than which item is meant, and
// the departments or parts that they name beside them.
func (c *intake) bareCall() (nos []string, names string, bare bool) {
	rest := c.words.Text
	for _, l := range c.lines {
		for _, name := range append(c.aliasesOf(l.shown.Party), c.Directory.PartyName(l.shown.Party), l.shown.Part) {
			if strings.Contains(rest, name) {
				rest, names = strings.Replace(rest, name, "", 1), names+name
			}
		}
	}
	if notNumbers.MatchString(rest) {
		return nil, "", false
	}
	nos = numbers.FindAllString(rest, -1)
	return nos, names, len(nos) > 0 || names != ""
}

// withCall puts what the question was answered with before words that named no item,
// or a number that fitted several: 甲3 in the place of 3.
func withCall(nos []string, names, text string) string {
	if open := leadingNumber.FindStringSubmatch(text); open != nil {
		if len(nos) == 0 {
			nos = open[1:2]
		}
		if strings.HasSuffix(nos[0], open[1]) {
			text = text[len(open[0]):]
		}
	}
	return strings.Join(nos, "、") + " " + names + text
}

var leadingNumber = zh.NewPattern(`^[ 　第]*([0-9]{1,3})[ 　项、.．:：]*`)

// reply is a responsible person's mail being filed, item by item.
type reply struct {
	*intake
	filed  []letter.Filed
	unread []msg.Message
	which  msg.Message // which item is meant, where a number fitted several
}

func (c *intake) fileReply(ctx context.Context, answers []checklist.Answer) error {
	r := &reply{intake: c}
	for _, a := range answers {
		r.carryOut(a)
	}
	if c.Unproven == checklist.ConfirmAll && c.unproven() && changes(c.events) {
		return c.askConfirmation(ctx, r.filed, c.proof.Why)
	}
	if len(r.filed) == 0 && len(r.lines) == 0 {
		return r.closeWithoutLines(answers)
	}
	r.close()
	return nil
}

// closeWithoutLines ends an answer to a letter that listed no items, which therefore
// cannot be asked about: of the clerk, to what he is told daily, it is kept; of anybody
// else the clerk has to see what it is about.
func (r *reply) closeWithoutLines(answers []checklist.Answer) error {
	seen := func(a checklist.Answer) bool { return a.Verb == checklist.VerbAcknowledge && a.Doubt.IsZero() }
	switch {
	case !slices.ContainsFunc(answers, func(a checklist.Answer) bool { return !seen(a) }) && !r.hasFiles():
		r.disposition.State, r.disposition.Reason = checklist.MailFiled, msg.New("received and no more")
	case r.notice.Kind == letter.KindClerk:
		r.disposition.State, r.disposition.Reason = checklist.MailFiled, msg.New("the clerk's answer, kept")
		r.untold = slices.Concat(r.unread, r.inserted)
		r.answer(letter.KindReceipt, func(l *letter.Letter) {
			l.Receipt = r.receipt(nil, nil)
			l.Receipt.Why = msg.New("kept, the daily letter is dealt with by commands")
		})
	default:
		_, err := r.hold(msg.New("the answered letter lists no items"))
		return err
	}
	return nil
}

// carryOut files an answer under each of its lines.
func (r *reply) carryOut(a checklist.Answer) {
	r.noteQuestion(a)
	for _, no := range a.Unlisted {
		r.unread = append(r.unread, msg.New("not his item", no))
		r.which = r.which.Or(r.unread[len(r.unread)-1])
	}
	if len(a.Lines) == 0 && len(a.Unlisted) == 0 {
		r.unread = append(r.unread, unreadWords(a))
		r.which = r.which.Or(a.Doubt)
	}
	for _, i := range a.Lines {
		r.filed = append(r.filed, r.file(i, a))
	}
}

func unreadWords(a checklist.Answer) msg.Message {
	switch {
	case a.Text == "":
		return msg.New("nothing but files")
	case !a.Doubt.IsZero():
		return msg.New("words, and what is not clear of them", a.Text, a.Doubt)
	}
	return msg.Words(a.Text)
}

// file records an answer on a line, and returns what was made of it.
func (c *intake) file(i int, a checklist.Answer) letter.Filed {
	l := c.lines[i]
	a = l.shown.Follows(l.now.Assignment, a)
	does := l.now.Answered(a, l.numbered(), c.saidOn(), c.days())
	if does.Event != "" && !c.happens(i, checklist.Event{Kind: does.Event, Assignment: l.now.ID, Actor: c.person.ID,
		Mail: c.mail.ID, Notice: c.notice.ID, Reason: a.Reason, Day: does.Day, Text: a.Text}) {
		does.Event, does.Outcome = "", msg.New("its state does not allow it, not filed", l.now.State)
	}
	c.noteAct(l, does.Event, does.Day, a.Doubt)
	c.disposition.Evidence = append(c.disposition.Evidence, db.Evidence{Mail: c.mail.ID, Assignment: l.now.ID, Verb: a.Verb, Text: a.Text})
	for _, early := range c.earlier {
		c.disposition.Evidence = append(c.disposition.Evidence, db.Evidence{Mail: early.ID, Assignment: l.now.ID, Verb: a.Verb, Text: a.Text})
	}
	if !does.Clerk.IsZero() {
		c.tellClerk(fmt.Sprintf("clerk-asked/%d/%d", c.mail.ID, l.now.ID), false, does.Clerk, msg.Words(fmt.Sprintf("duban show %d", l.now.No)))
	}
	return c.filedAs(l, a, does)
}

// filedAs is what a receipt or a transcript says of a line.
func (c *intake) filedAs(l line, a checklist.Answer, does checklist.Effect) letter.Filed {
	return letter.Filed{No: l.shown.No, Mark: l.shown.Mark, Content: checklist.ShortName(l.now.Content), Now: l.renumbered(), Outcome: does.Outcome,
		Record: recordNo(c.mail, c.store.Zone()), Text: a.Text, Hint: does.Hint}
}
