package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/db"
)

// docket is one mail being judged: what is known of it, and what shall follow.
type docket struct {
	Policy
	store *db.Store
	now   time.Time
	mail  db.Mail
	msg   *Message

	class   Class
	words   Words
	person  checklist.Person
	notice  db.Notice // the letter it answers
	quiet   bool      // he has had answers enough today
	offered []db.Owed // the assignments that letter listed, as they are now

	fate    db.MailFate
	events  []checklist.Event
	notices []db.NewNotice
	notes   []db.Note
	faults  []db.AddressFault
	earlier []db.MailFate // mails that were asked about and are filed along
}

func (c *docket) record() db.Record {
	return db.Record{Events: c.events, Notices: c.notices, Notes: c.notes, Faults: c.faults,
		Mails: append([]db.MailFate{c.fate}, c.earlier...)}
}

// judge goes through the questions in their order; the first that settles the
// mail gives its fate and the reason that is stored.
func (c *docket) judge(ctx context.Context) error {
	c.class = Classify(c.msg, c.Self)
	c.words = OwnWords(c.msg.Plain, c.msg.HTML)
	c.fate = db.MailFate{ID: c.mail.ID, Kind: string(c.class.Kind), Reason: c.class.Reason,
		MessageID: c.msg.MessageID, Sender: checklist.FoldMail(c.msg.From.Addr), Subject: c.msg.Subject,
		Text: c.words.Text, Quoted: c.words.Quoted, Attachments: attachmentRows(c.msg)}
	for _, question := range []func(context.Context) (settled bool, err error){
		c.isMachine, c.isDuplicate, c.isReadable, c.isFromUs, c.isAnswer, c.isTheirs,
	} {
		if settled, err := question(ctx); settled || err != nil {
			return err
		}
	}
	return c.fileAnswers(ctx)
}

// settle ends the judgement.
func (c *docket) settle(state, reason string) (bool, error) {
	c.fate.State, c.fate.Reason = state, reason
	return true, nil
}

// hold keeps a mail for the clerk and tells its sender, where that is one of us.
func (c *docket) hold(reason string) (bool, error) {
	if c.person.ID != "" && !c.quiet {
		c.notices = append(c.notices, c.heldLetter(reason))
	}
	return c.settle("quarantined", reason)
}

// isMachine settles everything no person wrote: own loops, bounces, automatic
// replies, receipts, lists. Robots change nothing but notes.
func (c *docket) isMachine(ctx context.Context) (bool, error) {
	switch c.class.Kind {
	case KindReply:
		return false, nil
	case KindBounce:
		return c.bounced(ctx)
	case KindAutoReply:
		return c.noteAbsence()
	case KindOversize:
		return c.settle("quarantined", c.class.Reason)
	}
	return c.settle("dropped", c.class.Reason)
}

// noteAbsence keeps the text of an automatic reply on the person, as information.
func (c *docket) noteAbsence() (bool, error) {
	p, known := c.Directory.Sender(c.msg.From.Addr)
	if !known {
		return c.settle("dropped", c.class.Reason)
	}
	c.fate.Person = p.ID
	c.notes = append(c.notes, db.Note{Person: p.ID, Text: firstWords(c.words.Text, c.msg.Text), Mail: c.mail.ID})
	return c.settle("noted", c.class.Reason)
}

func firstWords(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// isDuplicate recognises a mail that came twice by different ways. The same
// Message-ID with other words is no duplicate but a conflict.
func (c *docket) isDuplicate(ctx context.Context) (bool, error) {
	if c.msg.MessageID == "" {
		return false, nil
	}
	same, err := c.store.SameMessageID(ctx, c.msg.MessageID, c.mail.ID)
	if err != nil {
		return false, err
	}
	for _, m := range same {
		if m.Sender != c.fate.Sender {
			continue // an identifier is anybody's to write
		}
		if m.Text == c.words.Text {
			c.fate.Kind = "duplicate"
			return c.settle("dropped", fmt.Sprintf("与来信%d相同", m.ID))
		}
		return c.hold(fmt.Sprintf("与来信%d的Message-ID相同而内容不同", m.ID))
	}
	return false, nil
}

// isReadable holds what could not be read whole.
func (c *docket) isReadable(context.Context) (bool, error) {
	switch {
	case c.msg.Over != "":
		return c.settle("quarantined", c.msg.Over)
	case c.msg.Encrypted:
		return c.settle("quarantined", "来信已加密，无法读取")
	case c.msg.Partial:
		return c.settle("quarantined", "来信不完整（分段或引用外部内容）")
	}
	return false, nil
}

// isFromUs asks who wrote it: exactly one From, known in the directory.
func (c *docket) isFromUs(ctx context.Context) (bool, error) {
	if c.msg.From.Addr == "" {
		return c.settle("quarantined", "无法确定发件人：发件人不是恰好一个地址")
	}
	p, known := c.Directory.Sender(c.msg.From.Addr)
	if !known {
		return c.settle("quarantined", "发件人不在通讯录")
	}
	c.person, c.fate.Person = p, p.ID
	lately, err := c.store.MailsFrom(ctx, c.fate.Sender, c.now.AddDate(0, 0, -1))
	c.quiet = c.AnswersPerDay > 0 && lately > c.AnswersPerDay
	return false, err
}

// isAnswer finds the letter that is answered, by the tokens the mail brought
// back. Two that disagree are not for a program to decide between.
func (c *docket) isAnswer(ctx context.Context) (bool, error) {
	found := map[int64]db.Notice{}
	for _, at := range strongest(Tokens(c.msg)) {
		list, err := c.store.Notices(ctx, db.NoticeFilter{Token: at.Token})
		if err != nil {
			return false, err
		}
		for _, n := range list {
			found[n.ID] = n
		}
	}
	switch len(found) {
	case 0:
		return c.hold("信中没有督办编号，无法对应是哪一封通知")
	case 1:
		for _, n := range found {
			c.notice, c.fate.Answers = n, n.ID
		}
		return false, nil
	}
	return c.hold("信中有两个互相矛盾的督办编号")
}

// strongest returns the tokens of the place that speaks most surely for the
// letter answered: what the client wrote down as answered, then the address, the
// subject, and only then what stands somewhere in a thread or a quote.
func strongest(all []TokenAt) (found []TokenAt) {
	for _, places := range [][]string{{PlaceInReplyTo, PlaceAddress, PlaceSubject}, {PlaceReferences}, {PlaceText}} {
		for _, at := range all {
			if slices.Contains(places, at.Place) {
				found = append(found, at)
			}
		}
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// isTheirs asks whether the writer may speak for what the letter was about: it
// was written to him. The token says which letter, never who.
func (c *docket) isTheirs(ctx context.Context) (bool, error) {
	if c.notice.Person != c.person.ID {
		to, _ := c.Directory.Person(c.notice.Person)
		return c.hold(fmt.Sprintf("这封通知是发给%s的，来信人是%s", to.Title, c.person.Title))
	}
	var ids []int64
	for _, line := range c.notice.Letter.Lines {
		ids = append(ids, line.Assignment)
	}
	offered, err := c.store.Assignments(ctx, ids)
	if err != nil {
		return false, err
	}
	c.offered = offered
	return false, nil
}

// bounced marks the address that a letter of ours could not reach. A bounce that
// names no letter of ours, or an address it was not sent to, is not believed.
func (c *docket) bounced(ctx context.Context) (bool, error) {
	b := c.class.Bounce
	n, err := c.returnedNotice(ctx, b)
	if errors.Is(err, checklist.ErrNotFound) {
		return c.settle("dropped", c.class.Reason+"；不是本系统发出的信，不采信")
	}
	if err != nil {
		return false, err
	}
	c.fate.Answers, c.fate.Person = n.ID, n.Person
	if len(b.Recipients) > 0 && !slices.ContainsFunc(b.Recipients, func(r string) bool { return checklist.FoldMail(r) == checklist.FoldMail(n.Address) }) {
		return c.settle("dropped", c.class.Reason+"；退信所指收件人与原信不符，不采信")
	}
	if b.Permanent && !b.Delayed {
		c.faults = append(c.faults, db.AddressFault{Address: checklist.FoldMail(n.Address), Fault: firstWords(b.Status, "退信"), Mail: c.mail.ID, Person: n.Person})
	}
	return c.settle("noted", c.class.Reason)
}

func (c *docket) returnedNotice(ctx context.Context, b *Bounce) (db.Notice, error) {
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

func attachmentRows(m *Message) (rows []db.Attachment) {
	for i, a := range m.Attachments {
		rows = append(rows, db.Attachment{N: i + 1, Name: a.Name, Type: a.Sniffed, Size: int64(a.Size), SHA256: a.SHA256})
	}
	return rows
}
