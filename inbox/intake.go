package inbox

import (
	"cmp"
	"context"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox/message"
	"duban/inbox/quote"
	"duban/inbox/robot"
	"duban/inbox/sender"
	"duban/internal/msg"
	"duban/internal/zh"
)

// intake is one mail being processed: what is known of it, and what shall follow.
type intake struct {
	Policy
	store *db.Store
	now   time.Time
	mail  db.Mail
	raw   []byte
	msg   *message.Message

	class   robot.Class
	doubted robot.Kind // what it was taken for by a weak sign, before its words were read
	words   quote.Words
	letters []quote.Letter // those that it may answer, as they were sent
	proof   sender.Proof
	person  checklist.Person
	notice  db.Notice   // the letter it answers
	named   *naming     // the letters that its tokens name, once they were looked up
	origin  string      // the peer and the envelope that it came by; "": not known
	quiet   bool        // he gets no needless answer: he has had enough today, or did not write to us alone
	storm   msg.Message // why its sender is taken for a program that answers answers
	lines   []line      // of that letter, and after them those of numbers that were looked up
	printed int         // how many of them are that letter's own

	saidMs   int64         // when the mail came in that this one completes; 0: it stands alone
	inserted []msg.Message // lines between those of our letter, which are not read, and what else is not
	marked   []string      // answers behind marks, where nothing stands without one

	disposition db.Disposition
	events      []checklist.Event
	notices     []db.NewNotice
	notes       []db.Note
	faults      []db.AddressFault
	lost        []db.LostLetter  // letters that came back
	earlier     []db.Disposition // mails that were asked about and are filed along
	confirm     []db.Confirmation
	void        []db.Void
	replaced    []int64

	confirmed bool              // its writer has said that its words are his
	applied   map[int64]db.Owed // assignments as other mails leave them that are confirmed along

	besides inquiry // what he asks beside his answers

	acts   []Act         // what the answers do, line by line
	asked  []Question    // what is asked back
	untold []msg.Message // words that were not filed under an item
}

func (c *intake) record() db.Record {
	for _, n := range c.notices {
		if c.person.ID != "" && n.Letter.To == c.person.ID {
			c.disposition.Answered++
		}
	}
	return db.Record{Events: c.events, Notices: c.notices, Notes: c.notes, Faults: c.faults, Lost: c.lost, Confirm: c.confirm, Void: c.void, Replaced: c.replaced,
		Mails: append([]db.Disposition{c.disposition}, c.earlier...)}
}

// received is when the mail came in. Deadlines are held against it, never
// against the Date that its sender claims, nor the day it is processed anew.
func (c *intake) received() time.Time { return time.UnixMilli(c.mail.ReceivedMs) }

func (c *intake) receivedOn() checklist.Day { return checklist.DayOf(c.received(), c.store.Zone()) }

// said is when its words came in: those of a mail that was asked about came before the answer.
func (c *intake) said() int64 { return cmp.Or(c.saidMs, c.mail.ReceivedMs) }

func (c *intake) saidOn() checklist.Day { return c.days().On(c.said()) }

// days is what rules about days ask of the office, as of now.
func (c *intake) days() checklist.OfficeDays {
	d := c.Days
	d.Today, d.Zone = checklist.DayOf(c.now, c.store.Zone()), c.store.Zone()
	return d
}

// question is asked of a mail; once one has settled it, no other is asked.
type question func(context.Context) (settled bool, err error)

// process goes through the questions in their order; the first that settles the
// mail gives its disposition and the reason that is stored.
func (c *intake) process(ctx context.Context) error {
	if err := c.describe(ctx); err != nil {
		return err
	}
	for _, ask := range []question{
		c.isMachine, c.isDuplicate, c.isFromUs, c.isReadable, c.isAuthentic, c.isAlive, c.isStorm, c.isQuestion, c.isAnswer, c.isRecalled, c.isTheirs, c.isLasting,
	} {
		if settled, err := ask(ctx); settled || err != nil {
			return err
		}
	}
	if err := c.fileAnswers(ctx); err != nil {
		return err
	}
	if err := c.answerBesides(ctx); err != nil {
		return err
	}
	c.endStorm()
	return nil
}

// nullEnvelope is the sender of RFC 5321, section 4.5.5: a program's, whatever the
// header says.
const nullEnvelope = "<>"

// describe notes what is stored of any mail, whatever becomes of it.
func (c *intake) describe(ctx context.Context) error {
	c.class = robot.Classify(c.msg, c.Self)
	if c.mail.Envelope == nullEnvelope && !c.class.Kind.Robot() {
		c.class = robot.Class{Kind: robot.KindNullSender, Reason: msg.New("the sender of the envelope is empty")}
	}
	c.origin = c.cameBy()
	var err error
	if c.proof, err = c.prove(ctx); err != nil {
		return err
	}
	if err := c.reconsider(ctx); err != nil {
		return err
	}
	if err := c.readWords(ctx); err != nil {
		return err
	}
	c.disposition = db.Disposition{ID: c.mail.ID, Kind: string(c.class.Kind), Reason: c.class.Reason,
		MessageID: c.msg.MessageID, Sender: checklist.FoldMail(c.msg.From.Addr), Subject: c.msg.Subject,
		Text: c.words.Text, Quoted: c.words.Quoted, Attachments: attachmentRows(c.msg),
		Origin: c.origin, Missed: c.missed(), Fresh: c.mail.State == checklist.MailReceived,
		Proof: db.Proof{State: string(c.proof.State), Why: c.proof.Why}, Again: c.mail.State != checklist.MailReceived}
	return nil
}

// mostStrange is how much of a stranger's text is kept, in characters.
const mostStrange = 20_000

// readWords tells a person's words from what he quotes. Those of somebody unknown are
// kept as they came: to read them is work that anybody could cause.
func (c *intake) readWords(ctx context.Context) error {
	if _, known := c.Directory.Sender(c.msg.From.Addr); !known {
		c.words = quote.Words{Text: strings.TrimSpace(zh.FirstRunes(c.msg.Text, mostStrange))}
		return nil
	}
	var err error
	if c.letters, err = c.lettersNamed(ctx); err == nil {
		c.words = ReadWords(c.msg, c.letters...)
	}
	return err
}

// servers are those whose findings are believed of this mail. What came straight
// from its sender's server was looked at by us and by nobody else.
func (c *intake) servers() []string {
	switch {
	case !c.cameUnexamined():
		return c.AuthServers
	case c.CheckSender:
		return sender.StampedBy(c.msg.Header)
	}
	return nil
}

func (c *intake) cameUnexamined() bool { return c.SMTPSource != "" && c.mail.Source == c.SMTPSource }

// prove asks who surely wrote it. A failure that stands visibly on top holds a mail,
// whoever's server wrote it down, unless its author's own signature holds.
func (c *intake) prove(ctx context.Context) (sender.Proof, error) {
	p, err := c.evidence(ctx)
	why := sender.VisibleFailure(c.msg.Header)
	if why != "" && p.State != sender.Forged && !p.Signed && !sender.Outweighs(c.msg, c.servers(), why) {
		p = sender.Proof{State: sender.Forged, Why: msg.New("the header says of the sender", why)}
	}
	return p, err
}

// evidence is what is known of the author: from the receiving server, else the signature; of a
// mail processed anew what was found out when it came, for keys change.
func (c *intake) evidence(ctx context.Context) (sender.Proof, error) {
	p := sender.ProofOf(c.msg, c.servers())
	if p.State != sender.Unproven {
		return p, nil
	}
	if c.mail.State != checklist.MailReceived {
		stored, err := c.store.ProofOf(ctx, c.mail.ID)
		if stored.State == string(sender.Proven) {
			p = sender.Proof{State: sender.Proven, Why: stored.Why, Signed: true} // else it would have been held
		}
		return p, err
	}
	if c.LookupTXT != nil && (c.class.Weak || !c.class.Kind.Robot()) {
		return sender.ProofOfSignature(c.raw, c.msg, c.LookupTXT), nil
	}
	return p, nil
}

// settle ends the processing with a disposition.
func (c *intake) settle(state checklist.MailState, reason msg.Message) (bool, error) {
	c.disposition.State, c.disposition.Reason = state, reason
	return true, nil
}

// hold keeps a mail for the clerk and tells its sender, where that is one of us.
func (c *intake) hold(reason msg.Message) (bool, error) {
	if c.person.ID != "" && !c.quiet && !c.class.Kind.Robot() {
		c.notices = append(c.notices, c.heldLetter(reason))
	}
	return c.settle(checklist.MailQuarantined, reason)
}

// isDuplicate recognises a mail that came twice by different ways. The same
// Message-ID with other words is no duplicate but a conflict. What its writer has
// confirmed was neither when it came, and another's copy since is not his.
func (c *intake) isDuplicate(ctx context.Context) (bool, error) {
	if c.msg.MessageID == "" || c.confirmed {
		return false, nil
	}
	same, err := c.store.SameMessageID(ctx, c.msg.MessageID, c.mail.ID)
	if err != nil {
		return false, err
	}
	c.disposition.Versions = len(same) + 1
	for _, m := range same {
		if m.Sender != c.disposition.Sender {
			continue // an identifier is anybody's to write
		}
		if m.Text == c.words.Text {
			c.disposition.Kind = "duplicate"
			return c.settle(checklist.MailDropped, msg.New("the same as a mail", int(m.No())))
		}
		return c.hold(msg.New("the Message-ID of a mail with other content", int(m.No())))
	}
	return false, nil
}

// isFromUs asks who wrote it: exactly one From, known in the directory.
func (c *intake) isFromUs(ctx context.Context) (bool, error) {
	if c.msg.From.Addr == "" {
		return c.settle(checklist.MailQuarantined, msg.New("no telling who sent it"))
	}
	p, known := c.Directory.Sender(c.msg.From.Addr)
	if !known {
		return c.holdStranger(ctx)
	}
	c.person, c.disposition.Person = p, p.ID
	lately, err := c.store.AnswersTo(ctx, c.disposition.Sender, c.now.AddDate(0, 0, -1))
	c.quiet = c.AnswersPerDay > 0 && lately >= c.AnswersPerDay
	return false, err
}

// holdStranger keeps the mail of somebody unknown for the clerk, who is told which letter
// it names: it may be one of ours, by a mailbox that nobody has told of.
func (c *intake) holdStranger(ctx context.Context) (bool, error) {
	named, err := c.noticesNamed(ctx)
	if err != nil {
		return false, err
	}
	reason := msg.New("the sender is not in the directory")
	if len(named) > 0 {
		to, _ := c.Directory.Person(named[0].Person)
		c.disposition.Answers = named[0].ID
		reason = msg.New("the sender is not in the directory, but names a letter", firstWords(to.Title, named[0].Person))
	}
	return c.settle(checklist.MailQuarantined, msg.Join(msg.Clauses, reason, c.forwardNoted()))
}

// forged: somebody wrote in another's name.
const forged = "somebody wrote in another's name"

// isReadable holds what could not be read whole.
func (c *intake) isReadable(context.Context) (bool, error) {
	switch {
	case !c.msg.Over.IsZero():
		return c.hold(c.msg.Over)
	case c.msg.Encrypted:
		return c.hold(msg.New("encrypted, nothing can be read"))
	case c.msg.Wrapped && c.words.Text == "":
		return c.hold(msg.New("wrapped in its signature"))
	case c.msg.Sealed && c.words.Text == "":
		return c.hold(msg.New("a mail in Outlook's own format"))
	case c.msg.Partial:
		return c.hold(msg.New("a mail that is not whole"))
	}
	return false, nil
}

// isAuthentic holds a mail whose sender is forged, as the receiving server found.
// He is not told: the address is that of the one who was impersonated.
func (c *intake) isAuthentic(context.Context) (bool, error) {
	switch {
	case c.proof.State == sender.Forged:
		return c.settle(checklist.MailQuarantined, msg.New(forged, c.proof.Why))
	case c.proof.State == sender.Unproven && c.Unproven == checklist.HoldUnproven && !c.confirmed:
		return c.hold(msg.New("nobody proved the sender", c.proof.Why))
	}
	return false, nil
}

// isAlive settles nothing: who writes from an address has it, whatever came back from
// there before.
func (c *intake) isAlive(ctx context.Context) (bool, error) {
	p, known := c.Directory.Sender(c.msg.From.Addr)
	if !known {
		return false, nil
	}
	address := checklist.FoldMail(c.msg.From.Addr)
	fails, err := c.store.Fails(ctx, address, c.mail.ReceivedMs)
	if fails {
		c.faults = append(c.faults, db.AddressFault{Address: address, Why: msg.New("mail came from the address"), Mail: c.mail.ID, Person: p.ID})
	}
	return false, err
}

func attachmentRows(m *message.Message) (rows []db.Attachment) {
	for i, a := range m.Attachments {
		rows = append(rows, db.Attachment{N: i + 1, Name: a.Name, Type: a.Sniffed, Size: int64(a.Size), SHA256: a.SHA256, Note: a.Note()})
	}
	return rows
}
