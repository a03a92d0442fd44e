package inbox

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/db"
	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/internal/zh"
)

// fileAnswers reads what the person says of the items that his letter listed,
// and files it: as the answers of a responsible person, or as the decisions of
// one who judges.
func (c *intake) fileAnswers(ctx context.Context) error {
	c.hearInserted()
	if err := c.recallEarlier(ctx); err != nil {
		return err
	}
	read := c.notice.Kind.Traits().Answered
	if read == checklist.ReadVerdict {
		return c.fileDecisions(ctx)
	}
	answers := answer.Read(c.words.Text, c.offeredNos(), c.answerOptions(false))
	if answer.IsAcknowledgement(c.words.Text, len(c.msg.Files()) > 0) {
		answers = []checklist.Answer{{All: true, Verb: checklist.VerbAcknowledge, Text: c.words.Text, Reason: "只是告知收到"}}
	}
	if read == checklist.ReadRemark {
		return c.fileRemarks(answers)
	}
	return c.fileReply(ctx, c.claimByFiles(c.doubtContradictions(answers)))
}

// doubtContradictions keeps a mail whose two parts say different things from
// closing anything: one program shows its reader the one, another the other.
func (c *intake) doubtContradictions(answers []checklist.Answer) []checklist.Answer {
	if c.words.Other == "" {
		return answers
	}
	for i := range answers {
		if answers[i].Doubt == "" {
			answers[i].Doubt = "来信的纯文本与网页两部分说法不一，另一部分写的是“" + zh.FirstRunes(message.OneLine(c.words.Other), 60) + "”"
		}
		answers[i].Verb = answer.Harmless(answers[i].Verb)
	}
	return answers
}

func (c *intake) answerOptions(judge bool) answer.Options {
	on := c.receivedOn()
	return answer.Options{Year: on.Year(), Received: on, Judge: judge, AddWorkdays: c.Policy.AddWorkdays, Festival: c.Policy.Festival}
}

func (c *intake) offeredNos() (nos []int) {
	for _, o := range c.offered {
		if !slices.Contains(nos, o.No) {
			nos = append(nos, o.No)
		}
	}
	return nos
}

// recallEarlier takes up the mail that a short question was about, when this is
// the answer to the question: its words and attachments are filed along.
func (c *intake) recallEarlier(ctx context.Context) error {
	if c.notice.Kind != checklist.LetterQuestion || c.notice.CauseMail == 0 {
		return nil
	}
	m, err := c.store.MailByID(ctx, c.notice.CauseMail)
	if err != nil || m.State != checklist.MailAsked {
		return err
	}
	if nos := bareNumbers(c.words.Text); len(nos) > 0 {
		c.words.Text = withNumbers(nos, m.Text)
	}
	files, err := c.store.AttachmentsOf(ctx, m.ID)
	if err != nil {
		return err
	}
	c.earlier = append(c.earlier, db.MailFate{ID: m.ID, State: checklist.MailFiled, Kind: m.Kind, Reason: fmt.Sprintf("按来信%d所答序号登记", c.mail.No()),
		MessageID: m.MessageID, Sender: m.Sender, Person: m.Person, Subject: m.Subject, Text: m.Text, Quoted: m.Quoted, Answers: m.Answers, Attachments: files})
	return nil
}

// withNumbers puts item numbers before words that named none.
func withNumbers(nos []string, text string) string {
	return strings.Join(nos, "、") + " " + text
}

// reply is a responsible person's mail being filed, item by item.
type reply struct {
	*intake
	filed  []checklist.Filed
	unread []string
}

func (c *intake) fileReply(ctx context.Context, answers []checklist.Answer) error {
	r := &reply{intake: c}
	for _, a := range answers {
		targets, err := r.targets(ctx, a)
		if err != nil {
			return err
		}
		if len(targets) == 0 {
			r.unread = append(r.unread, unreadWords(a))
		}
		for _, o := range targets {
			r.file(o, a)
		}
	}
	r.close()
	return nil
}

func unreadWords(a checklist.Answer) string {
	if a.Text == "" {
		return "（只有附件）"
	}
	return a.Text
}

// targets returns the assignments that an answer is about: those of the numbers
// it names, as far as this person answers for them; all of the letter's for 全部
// or a mere 收到; the only one where the letter had one.
func (r *reply) targets(ctx context.Context, a checklist.Answer) ([]db.Owed, error) {
	mine := r.mine()
	switch {
	case len(a.Nos) > 0:
		return r.numbered(ctx, a.Nos, mine)
	case a.All, a.Verb == checklist.VerbAcknowledge:
		return mine, nil
	case len(r.offeredNos()) == 1:
		return current(mine, r.day()), nil
	}
	return nil, nil
}

func (r *reply) numbered(ctx context.Context, nos []int, mine []db.Owed) (found []db.Owed, err error) {
	held, err := r.store.HeldBy(ctx, r.person.Parties)
	if err != nil {
		return nil, err
	}
	for _, no := range nos {
		here := current(ofNumber(mine, no), r.day())
		if len(here) == 0 {
			here = current(ofNumber(held, no), r.day()) // not in that letter, but his all the same
		}
		if len(here) == 0 {
			r.unread = append(r.unread, fmt.Sprintf("第%d项不由您负责", no))
		}
		found = append(found, here...)
	}
	return found, nil
}

func ofNumber(all []db.Owed, no int) (found []db.Owed) {
	for _, o := range all {
		if o.No == no {
			found = append(found, o)
		}
	}
	return found
}

// file records one answer on one assignment, with the line of the receipt that
// says what was made of it.
func (r *reply) file(o db.Owed, a checklist.Answer) {
	does := o.Answered(a, r.receivedOn())
	if does.Event != "" {
		r.events = append(r.events, checklist.Event{Kind: does.Event, Assignment: o.ID, Actor: r.person.ID,
			Mail: r.mail.ID, Notice: r.notice.ID, Reason: a.Reason, Day: does.Day, Text: a.Text})
	}
	r.fate.Evidence = append(r.fate.Evidence, db.Evidence{Mail: r.mail.ID, Assignment: o.ID, Verb: a.Verb, Text: a.Text})
	for _, early := range r.earlier {
		r.fate.Evidence = append(r.fate.Evidence, db.Evidence{Mail: early.ID, Assignment: o.ID, Verb: a.Verb, Text: a.Text})
	}
	if does.Clerk != "" {
		r.tellClerk(fmt.Sprintf("clerk-asked/%d/%d", r.mail.ID, o.ID), false, does.Clerk, fmt.Sprintf("duban show %d", o.No))
	}
	r.filed = append(r.filed, checklist.Filed{No: o.No, Content: checklist.ShortName(o.Content), Outcome: does.Outcome,
		Record: recordNo(r.mail, r.store.Zone()), Text: a.Text, Hint: does.Hint})
}
