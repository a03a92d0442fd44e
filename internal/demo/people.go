package demo

import (
	"fmt"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/reply"
	"duban/internal/words"
)

// people are those of the demo: who answers when, and how, in the language of their letters.
type people struct {
	words.Language
	returned bool // the director sends item 15 back once
	forged   bool
	impostor bool // somebody has judged in the director's name
	away     bool
	asked    bool
	named    bool // the silent department has been named to the director
}

// habits say by when a party answers what is due at the end of April and of May;
// the silent one waits until the director's digest has named it.
var habits = map[string]struct{ april, may string }{
	"业务受理部负责人":   {"2026-04-27", "2026-05-25"},
	"技术服务部负责人":   {"2026-04-16", "2026-05-22"},
	"综合部负责人":     {"2026-04-29", "2026-05-28"},
	"权籍调查部负责人":   {"2026-05-08", "2026-05-29"}, // late
	"转移登记部负责人":   {"2026-04-29", "2026-05-26"},
	"抵押登记部负责人":   {"2026-04-30", "2026-05-22"},
	"房产登记部负责人":   {"2026-04-27", "2026-05-27"},
	"党支部委员会":     {"2026-04-23", "2026-05-20"},
	"分管副主任":      {"2026-04-27", "2026-05-20"},
	"中心主任":       {"2026-04-29", "2026-05-20"},
	"行政效能监督科负责人": {"", ""},
}

const silent = "行政效能监督科负责人"

// answers are what the reader of a letter writes back that day.
func (p *people) answers(day checklist.Day, l Letter) []reply.Mail {
	subject := p.Of("回复：", "Re: ") + l.Subject
	switch l.Notice.Kind {
	case letter.KindDigest:
		return p.director(day, l, subject)
	case letter.KindConfirm:
		return p.confirm(l, subject)
	case letter.KindAssign:
		return p.first(day, l, subject)
	case letter.KindRemind:
		return p.reminded(day, l, subject)
	}
	return nil
}

// first: most acknowledge; one robot answers; somebody outside tries his luck.
func (p *people) first(day checklist.Day, l Letter, subject string) (out []reply.Mail) {
	switch l.Notice.Person {
	case silent:
		return nil
	case "转移登记部负责人":
		if !p.away {
			p.away = true
			return []reply.Mail{{From: l.To, Subject: p.Of("自动回复: ", "Automatic reply: ") + l.Subject,
				Text: p.Of("您好，我外出学习至4月10日，期间无法及时回复邮件。", "Hello, I am out of the office until 10 April and cannot answer mail in time."), Auto: true}}
		}
	case "抵押登记部负责人":
		if !p.forged {
			p.forged = true
			out = append(out, reply.Mail{From: "diya.djzx@free-mail.example", Subject: subject, Text: p.Of("30 已完成，请销号。", "30 done, please strike it off.")})
		}
	}
	return append(out, reply.Mail{From: l.To, Subject: subject, Text: p.Of("收到，谢谢。", "Received, thanks.")})
}

func (p *people) reminded(day checklist.Day, l Letter, subject string) []reply.Mail {
	who := l.Notice.Person
	if who == silent && !p.named {
		return nil
	}
	lines := p.done(day, who, l.Notice.Letter.Lines)
	if len(lines) == 0 {
		return nil
	}
	return []reply.Mail{{From: l.To, Subject: subject, Text: strings.Join(lines, "\n"), GB18030: who == "业务受理部负责人", File: p.Of("佐证材料.txt", "evidence.txt")}}
}

// done reports what somebody has done by his habit; item 28 asks for a later day once.
func (p *people) done(day checklist.Day, who string, owed []letter.Line) (lines []string) {
	for _, line := range owed {
		due := habits[who].april
		if line.Deadline > checklist.Date(2026, 5, 1) {
			due = habits[who].may
		}
		if who != silent && day.String() < due {
			continue
		}
		if line.No == 28 && !p.asked && line.Role == checklist.Lead {
			p.asked = true
			lines = append(lines, p.Of("28 申请延期到6月10日，因非公证继承的省级规范尚在征求意见", "28 extend to 10 June because the province is still being heard on its rules"))
			continue
		}
		lines = append(lines, p.claim(line))
	}
	return lines
}

func (p *people) claim(line letter.Line) string {
	if line.Role == checklist.Joint {
		return fmt.Sprintf(p.Of("%d 已配合提供情况", "%d progress: our part was provided"), line.No)
	}
	name := strings.TrimSuffix(checklist.ShortName(line.Content), "……")
	return words.Text{Zh: "%d 已完成：采取措施：围绕“%s”制定方案、明确专人、按周检查；成效：已落实到位，群众反映良好。",
		En: "%[1]d done: measures: staff were trained, one person named, checked every week; results: it is in use, and people are satisfied."}.In(p.Language, line.No, name)
}

// confirm: nobody proves who sends a mail in the demo, as in most offices at first, so the
// director is asked whether his verdicts are his. Once they are not.
func (p *people) confirm(l Letter, subject string) []reply.Mail {
	if isForged(l) {
		return []reply.Mail{{From: l.To, Subject: subject, Text: p.Of("不是本人", "not me")}}
	}
	return []reply.Mail{{From: l.To, Subject: subject, Text: p.Of("确认", "I confirm")}}
}

// forgedVerdict is what somebody writes in the director's name who has seen a digest.
var forgedVerdict = words.Text{Zh: "全部退回：材料不足", En: "return all: not enough material"}

// isForged reports a letter that asks about it.
func isForged(l Letter) bool {
	text := l.Notice.Letter.Confirm.Words[0].Text
	return text == forgedVerdict.Zh || text == forgedVerdict.En
}

// director answers a digest: what he owes himself, and what waits for him.
func (p *people) director(day checklist.Day, l Letter, subject string) []reply.Mail {
	d := l.Notice.Letter.Digest
	for _, line := range d.Overdue {
		if line.Party+"负责人" == silent && line.Late > 7 {
			p.named = true
		}
	}
	if !p.impostor && len(d.Review) > 0 {
		p.impostor = true
		return []reply.Mail{{From: l.To, Subject: subject, Text: forgedVerdict.In(p.Language)}}
	}
	lines := p.done(day, "中心主任", d.Own)
	if text := p.verdict(d); text != "" {
		lines = append(lines, text)
	}
	if len(lines) == 0 {
		return nil
	}
	return []reply.Mail{{From: l.To, Subject: subject, Text: strings.Join(lines, "\n")}}
}

var returnOf15 = words.Text{Zh: "15 退回：材料不足，请补充会商记录", En: "15 return: not enough material, please add the minutes of the meeting"}

// verdict returns item 15 once, and agrees to all else that waits.
func (p *people) verdict(d *letter.Digest) string {
	if len(d.Review)+len(d.Asked) == 0 {
		return ""
	}
	for _, line := range d.Review {
		if line.No == 15 && !p.returned {
			p.returned = true
			return returnOf15.In(p.Language)
		}
	}
	return p.Of("全部同意", "approve all")
}
