package inbox

import (
	"context"
	"fmt"
	"slices"

	"duban/checklist"
	"duban/db"
	"duban/inbox/answer"
	"duban/inbox/sender"
)

// decisions is the mail of one who judges, being carried out.
type decisions struct {
	*intake
	all     []checklist.Decision
	decided []checklist.Filed
	unread  []string
}

// fileDecisions carries out what the director or a reviewer answers to a digest.
// It needs both: a letter that was written to him, and his own address.
func (c *intake) fileDecisions(context.Context) error {
	if !c.person.MayJudge() {
		_, err := c.hold(c.person.Title + "不是主任或审核人，不能审核")
		return err
	}
	if !c.JudgeByMail {
		_, err := c.hold("本单位不以邮件审核（judge_by_mail = false），请督办员代为登记")
		return err
	}
	if c.canProve() && c.proof.State != sender.Proven {
		_, err := c.hold("发件人未经核验，不能凭此信审核（" + c.proof.Why + "），请督办员核实后代为登记")
		return err
	}
	if why := sender.Misdirected(c.raw, c.msg, c.servers(), c.notice.Token, c.Self); c.proof.State == sender.Proven && why != "" {
		_, err := c.hold(why + "，不能凭此信审核，请督办员核实后代为登记")
		return err
	}
	d := &decisions{intake: c}
	leads := slices.DeleteFunc(slices.Clone(c.offered), func(o db.Owed) bool { return o.Role != checklist.Lead })
	for _, a := range c.doubtContradictions(answer.Read(c.words.Text, letterOf(leads), c.answerOptions(answer.Judge))) {
		d.carryOut(a, leads)
	}
	d.close()
	return nil
}

// carryOut applies one answer to the lead assignments that it is about.
func (d *decisions) carryOut(a checklist.Answer, leads []db.Owed) {
	if len(a.Lines) == 0 {
		d.unread = append(d.unread, unreadWords(a))
	}
	for _, i := range a.Lines {
		o := leads[i]
		v := o.Judged(a.Verb, a.Until)
		d.fate.Evidence = append(d.fate.Evidence, db.Evidence{Mail: d.mail.ID, Assignment: o.ID, Verb: a.Verb, Text: a.Text})
		d.decided = append(d.decided, checklist.Filed{No: o.No, Content: checklist.ShortName(o.Content) + "（" + o.Party + "）",
			Outcome: v.Outcome, Record: recordNo(d.mail, d.store.Zone()), Text: a.Text, Hint: a.Doubt})
		if v.Event == "" {
			continue
		}
		d.decide(o, checklist.Event{Kind: v.Event, Assignment: o.ID, Actor: d.person.ID, Mail: d.mail.ID, Notice: d.notice.ID,
			Reason: reasonIn(a), Day: v.Day, Text: a.Text})
	}
}

// reasonIn is what the person concerned is told: the judge's own words.
func reasonIn(a checklist.Answer) string { return a.Text }

// decide records a decision, of which the person concerned will be told.
func (d *decisions) decide(o db.Owed, e checklist.Event) {
	d.events = append(d.events, e)
	d.all = append(d.all, checklist.Decision{Before: o.Assignment, Event: e, Content: o.Content, Checklist: o.Checklist, Title: o.Title})
}

// close answers the judge line by line, and tells those concerned.
func (d *decisions) close() {
	d.fate.State, d.fate.Reason = checklist.MailFiled, "批示"+checklist.FiledNumbers(d.decided)
	for _, l := range checklist.OutcomeLetters(d.Directory, d.all, d.person, checklist.DayOf(d.now, d.store.Zone()), d.isForecast) {
		d.notices = append(d.notices, db.NewNotice{
			Key:    fmt.Sprintf("outcome/%d/%s/%d", d.mail.ID, l.To, l.Checklist),
			Letter: l, Reason: d.fate.Reason, NotBefore: d.now, Cause: d.mail.ID,
		})
	}
	d.answer(checklist.LetterTranscript, func(l *checklist.Letter) {
		l.Transcript = &checklist.Transcript{ReceivedMs: d.mail.ReceivedMs, Decided: d.decided, Unread: slices.Concat(d.unread, d.inserted), Text: d.words.Text}
	})
}

// fileRemarks passes on what a supervisor answers to an escalation: he urges, he
// does not judge.
func (c *intake) fileRemarks(answers []checklist.Answer) error {
	d := &decisions{intake: c}
	for _, a := range answers {
		for i, o := range c.offered {
			if len(a.Nos) > 0 && !slices.Contains(a.Lines, i) {
				continue
			}
			d.fate.Evidence = append(d.fate.Evidence, db.Evidence{Mail: c.mail.ID, Assignment: o.ID, Verb: checklist.VerbRemark, Text: a.Text})
			d.decide(o, checklist.Event{Kind: checklist.EventRemarked, Assignment: o.ID, Actor: c.person.ID, Mail: c.mail.ID, Notice: c.notice.ID, Reason: a.Text, Text: a.Text})
			d.decided = append(d.decided, checklist.Filed{No: o.No, Content: checklist.ShortName(o.Content) + "（" + o.Party + "）",
				Outcome: "批示已转达", Record: recordNo(c.mail, c.store.Zone()), Text: a.Text})
		}
	}
	d.close()
	return nil
}
