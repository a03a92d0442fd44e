package inbox

import (
	"context"
	"fmt"
	"slices"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// decisions is the mail of one who judges, being carried out.
type decisions struct {
	*intake
	all     []checklist.Decision
	decided []letter.Filed
	unread  []msg.Message
	passed  []msg.Message // remarks on no item, passed on to the clerk
	seen    bool          // he says no more than that he has read it
}

// fileDecisions carries out what the director or a reviewer answers to a digest.
// It needs a letter that was written to him, his own address, and that somebody proves
// that it was he who wrote, or that he confirms it.
func (c *intake) fileDecisions(ctx context.Context) error {
	if d := c.notice.Letter.Digest; d != nil && d.ReadOnly && !c.person.MayJudge() {
		return c.fileInHisPlace(ctx)
	}
	if !c.person.MayJudge() {
		_, err := c.hold(msg.New("may not judge", c.person.Title))
		return err
	}
	if !c.JudgeByMail {
		_, err := c.hold(msg.New("this office does not judge by mail"))
		return err
	}
	answers, err := c.read(ctx)
	if err != nil {
		return err
	}
	d := &decisions{intake: c}
	for _, a := range answers {
		d.carryOut(a)
	}
	return d.closeSure(ctx)
}

// closeSure closes what is surely his; else he is asked.
func (d *decisions) closeSure(ctx context.Context) error {
	if why := d.doubtful(); !why.IsZero() && d.judged() {
		return d.askConfirmation(ctx, d.decided, why)
	}
	return d.close(ctx)
}

// fileInHisPlace files what somebody answers who read a digest in the director's place:
// he may instruct and urge. What would decide anything is not carried out; he and the
// clerk are told.
func (c *intake) fileInHisPlace(ctx context.Context) error {
	answers, err := c.read(ctx)
	if err != nil {
		return err
	}
	d := &decisions{intake: c}
	var untouched []any
	for _, a := range answers {
		if !a.Verb.Judges() || a.Verb == checklist.VerbRemark {
			d.carryOut(a)
			continue
		}
		for _, i := range a.Lines {
			filed := d.filedAs(d.lines[i], a, checklist.Effect{Outcome: msg.New("reads in another's place, may not judge")})
			d.decided, untouched = append(d.decided, filed), append(untouched, msg.New("an item and words", d.lines[i].numbered(), a.Text))
		}
	}
	if len(untouched) > 0 {
		d.tellClerk(fmt.Sprintf("in-place/%d", d.mail.ID), false, msg.New("decided in the director's place", d.person.Title, msg.Together(msg.Names, untouched...)),
			msg.New("have the director or a judge decide"))
	}
	return d.closeSure(ctx)
}

// judged reports whether a verdict or an instruction came of it, and not only remarks.
func (d *decisions) judged() bool {
	return slices.ContainsFunc(d.all, func(x checklist.Decision) bool { return x.Event.Kind != checklist.EventRemarked })
}

// carryOut applies one answer to the lines it is about: a report on an item of his
// own is filed as anybody's, everything else is a verdict or a remark.
func (d *decisions) carryOut(a checklist.Answer) {
	d.noteQuestion(a)
	for _, no := range a.Unlisted {
		d.unread = append(d.unread, msg.New("no such item", no))
	}
	if len(a.Lines) == 0 && len(a.Unlisted) == 0 {
		d.withoutLine(a)
	}
	for _, i := range a.Lines {
		l := d.lines[i]
		if !a.Verb.Judges() && d.isMine(l) && !l.judgeable() {
			d.decided = append(d.decided, d.file(i, a))
			continue
		}
		d.judge(i, a)
	}
}

// withoutLine passes on an instruction that names no item, and asks of what else
// names none.
func (d *decisions) withoutLine(a checklist.Answer) {
	switch {
	case a.Idle && a.Doubt.IsZero():
		d.seen = true // 收到: nobody need hear of it
	case a.Verb == checklist.VerbRemark && a.Doubt.IsZero() && a.Text != "":
		d.tellClerk(fmt.Sprintf("remark/%d/%d", d.mail.ID, len(d.passed)), false, msg.New("an instruction on no item", d.person.Title, a.Text), msg.Message{})
		d.passed = append(d.passed, msg.Words(a.Text))
	default:
		d.unread = append(d.unread, unreadWords(a))
	}
}

func (d *decisions) judge(i int, a checklist.Answer) {
	l := d.lines[i]
	v := l.shown.Verdict(l.now.Assignment, a.Verb, a.Until, d.days())
	if v.Event == checklist.EventRemarked && !a.Idle && l.now.Role == checklist.Lead {
		v = l.now.Instructed(a.Until)
	}
	e := checklist.Event{Kind: v.Event, Assignment: l.now.ID, Actor: d.person.ID, Mail: d.mail.ID, Notice: d.notice.ID,
		Reason: msg.Words(a.Text), Day: v.Day, Text: a.Text} // the judge's own words are what the person concerned is told
	if v.Event != "" && !d.happens(i, e) {
		v = checklist.Effect{Outcome: msg.New("its state does not allow it, nothing done", l.now.State)}
	}
	d.noteAct(l, v.Event, v.Day, a.Doubt)
	if !a.Doubt.IsZero() {
		v.Hint = a.Doubt
	}
	filed := d.filedAs(l, a, v)
	filed.Party = l.now.Party
	d.decided = append(d.decided, filed)
	d.disposition.Evidence = append(d.disposition.Evidence, db.Evidence{Mail: d.mail.ID, Assignment: l.now.ID, Verb: a.Verb, Text: a.Text})
	if v.Event != "" {
		d.all = append(d.all, checklist.Decision{Before: l.now.Assignment, Event: e, Content: l.now.Content, Checklist: l.now.Checklist, Title: l.now.Title,
			Unproven: d.unproven()})
	}
}

// close answers the judge line by line, and tells those concerned.
func (d *decisions) close(ctx context.Context) error {
	d.disposition.State, d.disposition.Reason = checklist.MailFiled, msg.New("decided on", letter.SaidFiled(d.decided))
	if err := d.addFollowed(ctx); err != nil {
		return err
	}
	letters := letter.OutcomeLetters(d.Directory, d.all, d.person, checklist.DayOf(d.now, d.store.Zone()), d.isForecast)
	d.notices = append(d.notices, db.OutcomeNotices(fmt.Sprint(d.mail.ID), letters, d.disposition.Reason, d.now, d.mail.ID)...)
	d.untold = slices.Concat(d.unread, d.inserted)
	if d.seen && len(d.decided) == 0 && len(d.passed) == 0 && len(d.untold) == 0 {
		d.disposition.Reason = msg.New("read and no more")
		return nil
	}
	waiting, err := d.waiting(ctx)
	if err != nil {
		return err
	}
	d.answer(letter.KindTranscript, func(l *letter.Letter) {
		l.Transcript = &letter.Transcript{ReceivedMs: d.mail.ReceivedMs, Confirmed: d.confirmed, Decided: d.decided, Passed: d.passed,
			Unread: slices.Concat(d.unread, d.inserted), Text: d.words.Text, Waiting: waiting}
		l.Lines = transcriptLines(l.Lines, waiting)
	})
	return nil
}

// addFollowed adds what extensions of leads bring about for joint parties, who are told.
func (d *decisions) addFollowed(ctx context.Context) error {
	for _, one := range slices.Clone(d.all) {
		if one.Event.Kind != checklist.EventExtended {
			continue
		}
		all, err := d.store.AssignmentsOf(ctx, one.Before.No)
		if err != nil {
			return err
		}
		parts := make([]checklist.Assignment, len(all))
		for i, o := range all {
			parts[i] = o.Assignment
		}
		d.all = append(d.all, one.Followed(parts)...)
	}
	return nil
}

// waiting are the letter's lines, and those that he named, of which something waits
// for his verdict now, as it is now: he may go on by answering the transcript.
func (d *decisions) waiting(ctx context.Context) (waiting []letter.Line, err error) {
	if !d.person.MayJudge() {
		return nil, nil
	}
	for _, l := range d.lines {
		heading := letter.JudgedUnder(l.now.Assignment)
		if heading == letter.HeadingTold || slices.ContainsFunc(waiting, func(x letter.Line) bool { return x.Assignment == l.now.ID }) {
			continue
		}
		line := l.printedAs(heading)
		line.Asked = l.now.Asked
		if err := d.store.ReadJudged(ctx, &line, l.now); err != nil {
			return nil, err
		}
		waiting = append(waiting, line)
	}
	return waiting, nil
}

// transcriptLines are the lines of a transcript: what it shows as waiting, and what
// it tells of the others.
func transcriptLines(all, waiting []letter.Line) []letter.Line {
	lines := slices.Clone(waiting)
	for _, l := range all {
		if !slices.ContainsFunc(lines, func(x letter.Line) bool { return x.Assignment == l.Assignment }) {
			lines = append(lines, l)
		}
	}
	return lines
}

// fileRemarks passes on what a supervisor answers to an escalation: he urges, he
// does not judge.
func (c *intake) fileRemarks(ctx context.Context, answers []checklist.Answer) error {
	d := &decisions{intake: c}
	d.eachRemark(answers, d.judge)
	return d.closeSure(ctx)
}

// eachRemark does for each line that answers are about what a mere remark on it brings:
// words without a number are about the whole letter.
func (d *decisions) eachRemark(answers []checklist.Answer, do func(line int, a checklist.Answer)) {
	for _, a := range answers {
		for _, no := range a.Unlisted {
			d.unread = append(d.unread, msg.New("an item that the answered letter does not list", no))
		}
		at := a.Lines
		if len(a.Nos) == 0 {
			at = d.intake.all()
		}
		a.Verb, a.Doubt = checklist.VerbRemark, msg.Message{}
		for _, i := range at {
			do(i, a)
		}
	}
}
