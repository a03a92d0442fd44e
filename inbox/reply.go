package inbox

import (
	"cmp"
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
	if c.judges() {
		return c.fileDecisions(ctx)
	}
	answers, err := c.read(ctx)
	if err != nil {
		return err
	}
	if c.notice.Kind == checklist.LetterEscalate || c.notice.Kind == checklist.LetterOverview {
		return c.fileRemarks(ctx, answers)
	}
	return c.fileReply(answers)
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
	return answer.Options{Year: on.Year(), Received: on, Judge: judge}
}

// recallEarlier takes up the mail that a short question was about, when this is
// the answer to the question: its words and attachments are filed along.
func (c *intake) recallEarlier(ctx context.Context) error {
	if c.notice.Kind != checklist.LetterQuestion || c.notice.CauseMail == 0 {
		return nil
	}
	m, err := c.store.MailByID(ctx, c.notice.CauseMail)
	if err != nil || m.State != "asked" {
		return err
	}
	if nos, names, bare := c.bareCall(); bare {
		c.words.Text = withCall(nos, names, m.Text)
	}
	files, err := c.store.AttachmentsOf(ctx, m.ID)
	if err != nil {
		return err
	}
	c.earlier = append(c.earlier, db.MailFate{ID: m.ID, State: "filed", Kind: m.Kind, Reason: fmt.Sprintf("按来信%d所答序号登记", c.mail.No()),
		MessageID: m.MessageID, Sender: m.Sender, Person: m.Person, Subject: m.Subject, Text: m.Text, Quoted: m.Quoted, Answers: m.Answers, Attachments: files})
	return nil
}

// bareCall returns the numbers of words that say no more than which item is meant, and
// the departments or parts that they name beside them.
func (c *intake) bareCall() (nos []string, names string, bare bool) {
	rest := c.words.Text
	for _, l := range c.lines {
		for _, name := range []string{l.shown.Party, l.shown.Part} {
			if name != "" && strings.Contains(rest, name) {
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
	filed  []checklist.Filed
	unread []string
	asked  string // which item is meant, where a number fitted several
}

func (c *intake) fileReply(answers []checklist.Answer) error {
	r := &reply{intake: c}
	for _, a := range answers {
		r.carryOut(a)
	}
	r.close()
	return nil
}

// carryOut files an answer under each of its lines.
func (r *reply) carryOut(a checklist.Answer) {
	for _, no := range a.Unlisted {
		r.unread = append(r.unread, fmt.Sprintf("第%d项不由您负责", no))
	}
	if len(a.Lines) == 0 && len(a.Unlisted) == 0 {
		r.unread = append(r.unread, unreadWords(a))
		r.asked = cmp.Or(r.asked, a.Doubt)
	}
	for _, i := range a.Lines {
		if !r.isMine(r.lines[i]) {
			r.unread = append(r.unread, fmt.Sprintf("第%s项已不由您负责", r.lines[i].numbered()))
			continue
		}
		r.filed = append(r.filed, r.file(i, a))
	}
}

func unreadWords(a checklist.Answer) string {
	switch {
	case a.Text == "":
		return "（只有附件）"
	case a.Doubt != "":
		return a.Text + "（" + a.Doubt + "）"
	}
	return a.Text
}

// file records an answer on a line, and returns what was made of it.
func (c *intake) file(i int, a checklist.Answer) checklist.Filed {
	l := c.lines[i]
	act := actOf(l.now, l.numbered(), a, c.receivedOn())
	if act.event != "" && !c.happens(i, checklist.Event{Kind: act.event, Assignment: l.now.ID, Actor: c.person.ID,
		Mail: c.mail.ID, Notice: c.notice.ID, Reason: a.Reason, Day: act.day, Text: a.Text}) {
		act.outcome = "本项" + l.now.State.Chinese() + "，未作登记"
	}
	c.fate.Evidence = append(c.fate.Evidence, db.Evidence{Mail: c.mail.ID, Assignment: l.now.ID, Verb: a.Verb, Text: a.Text})
	for _, early := range c.earlier {
		c.fate.Evidence = append(c.fate.Evidence, db.Evidence{Mail: early.ID, Assignment: l.now.ID, Verb: a.Verb, Text: a.Text})
	}
	if act.clerk != "" {
		c.tellClerk(l.now, act.clerk)
	}
	return c.filedAs(l, a, act)
}

// filedAs is what a receipt or a transcript says of a line.
func (c *intake) filedAs(l line, a checklist.Answer, act act) checklist.Filed {
	return checklist.Filed{No: l.shown.No, Mark: l.shown.Mark, Content: checklist.ShortName(l.now.Content) + l.renumbered(), Outcome: act.outcome,
		Record: recordNo(c.mail, c.store.Zone()), Text: a.Text, Hint: act.hint}
}

// act is what an answer does to an assignment in the state it is in.
type act struct {
	event   checklist.EventKind // "": filed, changes nothing
	day     checklist.Day
	outcome string // 已办结，待审核
	hint    string
	clerk   string // what the clerk must do about it
}

// actOf decides what an answer does to an assignment that its writer knows by a
// number; it is pure.
func actOf(o db.Owed, no string, a checklist.Answer, on checklist.Day) act {
	if o.State.Closed() {
		return act{event: checklist.EventProgress, outcome: "本项" + o.State.Chinese() + "，来信作为补充材料存档"}
	}
	if o.Round > 1 && o.Opened > on {
		return act{event: checklist.EventProgress, outcome: "来信早于本轮办理，作为补充材料存档"}
	}
	switch a.Verb {
	case checklist.VerbDone:
		return claim(o, no, a)
	case checklist.VerbAcknowledge:
		return act{event: checklist.EventAcknowledged, outcome: "已签收"}
	case checklist.VerbExtend:
		return askExtension(o, no, a, on)
	case checklist.VerbWithdraw:
		return withdraw(o)
	case checklist.VerbTransfer:
		return act{event: checklist.EventAskedMove, outcome: "转交申请已报督办员，办理前仍由您负责",
			clerk: fmt.Sprintf("第%d项 %s申请转交%s", o.No, o.Party, a.To)}
	case checklist.VerbHelp:
		return act{event: checklist.EventAskedHelp, outcome: "已转督办员，会与您联系", clerk: fmt.Sprintf("第%d项 %s请求帮助：%s", o.No, o.Party, a.Text)}
	}
	return progress(o, no, a)
}

func claim(o db.Owed, no string, a checklist.Answer) act {
	switch {
	case a.Doubt != "":
		return doubted(no, a)
	case o.State == checklist.Submitted:
		return act{event: checklist.EventProgress, outcome: "补充材料已登记，待审核"}
	case o.Role == checklist.Joint:
		return act{event: checklist.EventSubmitted, outcome: "配合情况已登记，转牵头部门汇总"}
	}
	done := act{event: checklist.EventSubmitted, outcome: "已办结，待审核"}
	if a.Text == "" {
		done.hint = fmt.Sprintf("来信只有附件，按办结登记；尚未办结的，请回复“%s 撤回”", no)
	}
	return done
}

// doubted files words that may claim completion, and asks back.
func doubted(no string, a checklist.Answer) act {
	return act{event: checklist.EventProgress, outcome: "已登记为进展", hint: a.Doubt + fmt.Sprintf("。确已办结的，请回复“%s 已完成”", no)}
}

// progress of a joint party is its answer to the lead: it is left alone from then on.
func progress(o db.Owed, no string, a checklist.Answer) act {
	if a.Doubt != "" && o.State == checklist.Open {
		return doubted(no, a)
	}
	if o.Role == checklist.Joint && o.State == checklist.Open {
		return act{event: checklist.EventSubmitted, outcome: "配合情况已登记，转牵头部门汇总"}
	}
	if o.State == checklist.Submitted {
		return act{event: checklist.EventProgress, outcome: "补充材料已登记，待审核"}
	}
	return act{event: checklist.EventProgress, outcome: "进展已登记", hint: fmt.Sprintf("如已办结，请回复“%s 已完成：……”", no)}
}

func askExtension(o db.Owed, no string, a checklist.Answer, on checklist.Day) act {
	switch {
	case o.State == checklist.Submitted:
		return act{event: checklist.EventProgress, outcome: "补充材料已登记，待审核", hint: fmt.Sprintf("本项已报办结；仍需延期的，请先回复“%s 撤回”", no)}
	case a.Until == 0:
		return act{event: checklist.EventProgress, outcome: "已登记为进展", hint: fmt.Sprintf("申请延期请写明日期，例如“%s 申请延期到%s，因……”", no, (o.Deadline + 14).Short())}
	case a.Until <= o.Deadline:
		return act{event: checklist.EventProgress, outcome: "已登记为进展", hint: fmt.Sprintf("%s不晚于现在的时限%s，无须延期", a.Until.Short(), o.Deadline.Short())}
	case o.Deadline != 0 && on > o.Deadline:
		return act{event: checklist.EventProgress, outcome: "已登记为进展", hint: "时限已过，延期应在到期前申请；确需延期的，请与督办员联系"}
	}
	return act{event: checklist.EventAskedExtend, day: a.Until, outcome: fmt.Sprintf("延期申请（至%s）已报中心主任", a.Until.Short())}
}

func withdraw(o db.Owed) act {
	if o.State == checklist.Submitted {
		return act{event: checklist.EventWithdrawn, outcome: "已撤回，恢复为办理中"}
	}
	return act{event: checklist.EventProgress, outcome: "没有待审核的办结可撤回"}
}
