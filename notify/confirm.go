package notify

import "duban/checklist/letter"

// confirmLetter (请确认) asks somebody whether words that came in his name are his.
func confirmLetter(p *page, l letter.Letter) {
	c := l.Confirm
	what := p.Of("答复", "an answer")
	if c.Judges {
		what = p.Of("批示", "a decision")
	}
	n := filedIn(c.Words)
	p.Subject = p.say("请确认：%s以您的名义%s%d项", "Please confirm: %[2]s in your name on %[1]s, {3:one item|%[3]d items}", p.dayOf(c.Words[0].ReceivedMs), what, n)
	p.add(strong(p.say("收到以您的邮箱发来的%s，发件人未经核验，尚未执行。", "From your mailbox came %s whose sender is not proven. Nothing has been done yet.", what)),
		para(p.Of("确系您本人的，请直接回复“确认”；不是的，请回复“不是本人”。回复其他内容的，视为没有确认，不予执行。",
			"If it was you, simply reply “I confirm”; if not, reply “not me”. Anything else counts as not confirmed, and nothing is done.")),
		para(p.say("最迟请于%s回复，此后不予执行。", "Please reply by %s; after that nothing is done.", p.date(c.Until))))
	for _, w := range c.Words {
		p.add(head(p.say("%s来信", "Mail of %s", p.moment(w.ReceivedMs))))
		p.addFiled(w.Filed)
		p.addText(w.Text)
	}
	p.add(taps(link{Label: p.Of("确认", "Confirm"), Line: p.Of("确认", "I confirm")}, link{Label: p.Of("不是本人", "Not me"), Line: p.Of("不是本人", "not me")}))
	p.add(para(p.say("未核验的原因：%s", "Why it is not proven: %s", p.ended(p.says(c.Words[0].Why)))))
}

func filedIn(all []letter.InYourName) (n int) {
	for _, w := range all {
		n += len(w.Filed)
	}
	return n
}
