package inbox

import (
	"context"
	"fmt"
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
	if read == checklist.ReadRemark {
		return c.fileRemarks(answer.Read(c.words.Text, letterOf(c.offered), c.answerOptions(answer.Superior)))
	}
	return c.fileReply()
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

func (c *intake) answerOptions(w answer.Writer) answer.Options {
	on := c.receivedOn()
	return answer.Options{Writer: w, Year: on.Year(), Received: on, Files: c.hasFiles() && c.words.Other == "",
		Names: []string{c.person.Name, c.person.Title}, AddWorkdays: c.Policy.AddWorkdays, Festival: c.Policy.Festival}
}

// letterOf is what a letter showed of some assignments.
func letterOf(offered []db.Owed) (l answer.Letter) {
	for _, o := range offered {
		l.Lines = append(l.Lines, answer.Line{No: o.No, Content: o.Content, Party: o.Party, Part: o.Part, Role: o.Role, Deadline: o.Deadline,
			Waiting: o.State == checklist.Submitted, Asked: o.Asked, Closed: o.State.Closed()})
	}
	return l
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

// fileReply files what is said of the assignments of the letter that this person answers
// for, of each the part that is owed now.
func (c *intake) fileReply() error {
	r := &reply{intake: c}
	mine := current(r.mine(), r.day())
	for _, a := range c.doubtContradictions(answer.Read(c.words.Text, letterOf(mine), c.answerOptions(answer.Responsible))) {
		if len(a.Unlisted) > 0 {
			r.unread = append(r.unread, a.Doubt)
		} else if len(a.Lines) == 0 {
			r.unread = append(r.unread, unreadWords(a))
		}
		for _, i := range a.Lines {
			r.file(mine[i], a)
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
