package inbox

import (
	"cmp"
	"context"
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
	"duban/internal/zh/lexicon"
)

// mostQuestions is how many questions of one person are answered in a day. Those that
// nobody proved are counted apart: others, who write in his name, do not use up his own.
const mostQuestions = 5

// KindQuestion is what a mail is stored as that was nothing but a question.
const KindQuestion = "question"

// inquiry is what somebody asks.
type inquiry struct {
	what  lexicon.Asking
	items []asked
}

// asked is an item that is asked about.
type asked struct {
	no    int
	lines []int // of the letter; none: whatever bears the number today
}

// isQuestion answers a mail that is nothing but a question, which anybody known may ask
// without any letter of ours: what he is told goes to his registered address alone.
func (c *intake) isQuestion(ctx context.Context) (bool, error) {
	text, inSubject := c.questioning()
	if !lexicon.MayAsk.MatchString(text) {
		return false, nil
	}
	if err := c.readLetterAsked(ctx); err != nil {
		return false, err
	}
	if inSubject && len(c.notice.Raw) > 0 {
		text = besideOurs(text, message.SubjectOf(c.notice.Raw))
	}
	a := answer.ReadQuestion(text, c.readableAll(), c.answerOptions())
	q := inquiry{what: a.What, items: c.askedOf(a.Of)}
	if q.what == lexicon.AsksNothing || c.isCalled(text) || q.what == lexicon.AsksStatus && !c.person.Has(checklist.DutyClerk) ||
		q.what == lexicon.AsksStory && len(q.items) == 0 {
		c.notice, c.lines, c.printed = db.Notice{}, nil, 0
		return false, nil
	}
	c.disposition.Kind, c.disposition.Answers = KindQuestion, c.notice.ID
	if c.words.Text == "" {
		c.words.Text, c.disposition.Text = text, text
	}
	why, err := c.reply(ctx, q)
	if err != nil {
		return false, err
	}
	return c.settle(checklist.MailDropped, msg.Join(msg.Clauses, q.Message(), why))
}

// questioning returns the words that may be a question: his own, or those of the subject
// where he wrote none. What brings files, or says two things, is none.
func (c *intake) questioning() (text string, inSubject bool) {
	switch {
	case c.words.Other != "" || len(c.msg.Files()) > 0:
		return "", false
	case answer.SaysNothing(c.words.Text, c.answerOptions()):
		return c.msg.Subject, true
	}
	return c.words.Text, false
}

// readLetterAsked takes up the one letter to its writer that the mail names, whose numbers
// he may mean.
func (c *intake) readLetterAsked(ctx context.Context) error {
	named, err := c.noticesNamed(ctx)
	if err != nil || len(named) != 1 || named[0].Person != c.person.ID {
		return err
	}
	shown, err := c.store.ShownIn(ctx, named[0].ID)
	if err != nil {
		return err
	}
	if c.lines, err = c.linesOf(ctx, shown); err != nil {
		return err
	}
	c.notice, c.printed = named[0], len(c.lines)
	return nil
}

// readableAll are all lines of the letter, whoever answers for them.
func (c *intake) readableAll() answer.Letter {
	l := answer.Letter{Lines: make([]answer.Line, len(c.lines))}
	for i := range c.lines {
		l.Lines[i] = c.readable(i)
	}
	return l
}

// isCalled reports that a line of the letter bears the words as a name: a department called
// 清单 answers our question which one is meant.
func (c *intake) isCalled(text string) bool {
	text = strings.TrimSpace(text)
	return slices.ContainsFunc(c.lines, func(l line) bool {
		return text == l.shown.Part || text == c.Directory.PartyName(l.shown.Party) || slices.Contains(c.aliasesOf(l.shown.Party), text)
	})
}

func (c *intake) askedOf(all []checklist.Answer) (items []asked) {
	for _, a := range all {
		if len(a.Nos) == 0 && len(a.Lines) > 0 { // the only line of the letter
			a.Nos = []int{c.lines[a.Lines[0]].shown.No}
		}
		for _, no := range a.Nos {
			items = append(items, asked{no: no, lines: a.Lines})
		}
	}
	return items
}

// withoutQuestions takes the questions out of answers, to be answered beside them.
func (c *intake) withoutQuestions(answers []checklist.Answer) []checklist.Answer {
	if aside := answer.Aside(c.words.Text, c.answerOptions()); aside != "" && !c.isCalled(aside) {
		c.inserted = append(c.inserted, msg.New("a question beside answers, to be sent alone", strings.TrimSpace(aside)))
	}
	isQuestion := func(a checklist.Answer) bool { return a.Verb == checklist.VerbAsk }
	for _, a := range answers {
		if isQuestion(a) {
			c.besides.what = lexicon.AsksStory
			c.besides.items = append(c.besides.items, c.askedOf([]checklist.Answer{a})...)
		}
	}
	return slices.DeleteFunc(answers, isQuestion)
}

// answerBesides answers the questions that stood beside answers.
func (c *intake) answerBesides(ctx context.Context) error {
	if c.besides.what == lexicon.AsksNothing {
		return nil
	}
	for _, a := range c.besides.items {
		c.acts = append(c.acts, Act{No: a.no, Act: "ask"})
	}
	_, err := c.reply(ctx, c.besides)
	return err
}

// Message is the question as the record names it.
func (q inquiry) Message() msg.Message {
	switch q.what {
	case lexicon.AsksList:
		return msg.New("asks what is owed")
	case lexicon.AsksStatus:
		return msg.New("asks how everything runs")
	}
	var nos []int
	for _, a := range q.items {
		nos = append(nos, a.no)
	}
	return msg.New("asks about items", checklist.SaidItems(nos))
}

// reply writes the letter that answers, unless its reader has had his answers of the day;
// why says so.
func (c *intake) reply(ctx context.Context, q inquiry) (why msg.Message, err error) {
	n, err := c.store.QuestionsAnswered(ctx, c.person.ID, checklist.DayOf(c.now, c.store.Zone()), c.proof.State == sender.Proven)
	switch {
	case err != nil:
		return why, err
	case c.quiet:
		return msg.New("enough answers of programs today, not answered"), nil
	case n >= mostQuestions:
		return msg.New("enough questions today, not answered"), nil
	}
	x := &letter.Inquiry{ReceivedMs: c.mail.ReceivedMs, List: q.what == lexicon.AsksList}
	if n+1 == mostQuestions {
		x.Limit = mostQuestions
	}
	lines, err := c.find(ctx, q, x)
	if err != nil {
		return why, err
	}
	was, printed := c.lines, c.printed
	c.lines, c.printed = lines, len(lines)
	defer func() { c.lines, c.printed = was, printed }()
	shown, err := c.shownTo(ctx)
	if err != nil {
		return why, err
	}
	c.answer(letter.KindInquiry, func(l *letter.Letter) {
		l.Inquiry, l.Lines = x, shown
		l.Checklist, l.List = 0, ""
		if len(lines) > 0 {
			l.Checklist, l.List = lines[0].now.Checklist, lines[0].now.Title
		}
		l.MarkLists()
	})
	return msg.New("answered"), nil
}

// find gathers what is asked for.
func (c *intake) find(ctx context.Context, q inquiry, x *letter.Inquiry) (lines []line, err error) {
	switch q.what {
	case lexicon.AsksList:
		return c.owedNow(ctx)
	case lexicon.AsksStatus:
		x.Status, err = c.status(ctx)
		return nil, err
	}
	return c.stories(ctx, q.items, x)
}

// owedNow are the lines of what its writer owes, and of one who judges what waits for him.
func (c *intake) owedNow(ctx context.Context) (lines []line, err error) {
	today := c.days().Today
	all, err := c.store.HeldBy(ctx, c.person.Parties)
	if err != nil {
		return nil, err
	}
	if c.person.MayJudge() {
		every, err := c.store.Ledger(ctx)
		if err != nil {
			return nil, err
		}
		for _, o := range every {
			if letter.JudgedUnder(o.Assignment) != letter.HeadingTold {
				all = append(all, o)
			}
		}
	}
	for _, o := range all {
		if !o.State.Closed() && o.Opened <= today && !slices.ContainsFunc(lines, func(l line) bool { return l.now.ID == o.ID }) {
			lines = append(lines, lineOf(o))
		}
	}
	slices.SortStableFunc(lines, func(a, b line) int {
		return cmp.Compare(uint32(a.now.Deadline-1), uint32(b.now.Deadline-1)) // what has no day stands last
	})
	return lines, nil
}

// lineOf is a line that no letter has printed, as the ledger has it.
func lineOf(o db.Owed) line {
	return line{letter.Shown{Assignment: o.ID, Checklist: o.Checklist, Item: o.Item, No: o.No, Part: o.Part, Party: o.Party, Role: o.Role, Round: o.Round}, o}
}

// shownTo are the lines as the letter shows them to its reader: to be judged, owed, or told.
func (c *intake) shownTo(ctx context.Context) (shown []letter.Line, err error) {
	waiting, err := (&decisions{intake: c}).waiting(ctx)
	if err != nil {
		return nil, err
	}
	for _, l := range c.lines {
		at := slices.IndexFunc(waiting, func(w letter.Line) bool { return w.Assignment == l.now.ID })
		if at >= 0 && (!c.isMine(l) || l.now.State == checklist.Submitted) {
			shown = append(shown, waiting[at])
			continue
		}
		h := letter.HeadingTold
		if c.isMine(l) && l.now.State == checklist.Open {
			h = letter.OwedUnder(l.now.Assignment)
		}
		line := l.now.Line(h)
		if line.Party = c.Directory.PartyName(l.now.Party); l.now.Original != l.now.Deadline {
			line.Original = l.now.Original
		}
		if l.now.Requests() {
			line.Asked, line.AskedOn = l.now.Asked, c.days().On(l.now.AskedMs)
		}
		if c.Dated != nil {
			c.Dated(&line, c.days().Today)
		}
		shown = append(shown, line)
	}
	return shown, nil
}

// status is what the clerk hears of how everything runs.
func (c *intake) status(ctx context.Context) (said []msg.Message, err error) {
	today := c.days().Today
	counts, err := c.store.LetterCounts(ctx, today.At(0, 0, c.store.Zone()))
	if err != nil {
		return nil, err
	}
	said = append(said, msg.New("letters today", counts.Sent, counts.Waiting, counts.Failed))
	if _, paused, err := c.store.Paused(ctx); err != nil {
		return nil, err
	} else if paused {
		said = append(said, msg.New("sending is paused"))
	}
	sources, err := c.store.Sources(ctx)
	for _, s := range sources {
		if s.OkMs != 0 {
			said = append(said, msg.New("mail last came in", s.Name, checklist.SaidMoment(time.UnixMilli(s.OkMs), c.store.Zone())))
		} else {
			said = append(said, msg.New("mail never came in", s.Name))
		}
	}
	if err != nil {
		return nil, err
	}
	held, err := c.store.MailsIn(ctx, checklist.MailQuarantined)
	if len(held) > 0 {
		said = append(said, msg.New("mails to be filed", len(held)))
	}
	if err != nil {
		return nil, err
	}
	troubles, err := c.store.Troubles(ctx)
	for _, t := range troubles {
		said = append(said, msg.New("since then", checklist.SaidMoment(time.UnixMilli(t.SinceMs), c.store.Zone()), t.Cause))
	}
	if err != nil {
		return nil, err
	}
	all, err := c.store.RunningLedger(ctx)
	return append(said, c.ledgerCounts(all)), err
}

func (c *intake) ledgerCounts(all []db.Owed) msg.Message {
	days, n, open, late, waiting := c.days(), 0, 0, 0, 0
	for _, o := range all {
		if o.Role != checklist.Lead {
			continue
		}
		n++
		switch {
		case o.State == checklist.Submitted:
			waiting++
		case o.State == checklist.Open && o.Opened <= days.Today:
			if open++; !days.InTime(days.Today, o.Deadline) {
				late++
			}
		}
	}
	return msg.New("leads by standing", n, open, late, waiting)
}
