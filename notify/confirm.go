package notify

import (
	"fmt"
	"time"

	"duban/checklist"
)

// confirmLetter (请确认) asks somebody whether words that came in his name are his.
func confirmLetter(l checklist.Letter, o Office) (p page) {
	c := l.Confirm
	did, what := "答复", "答复"
	if c.Judges {
		did, what = "批示", "批示"
	}
	p.Subject = fmt.Sprintf("请确认：%s以您的名义%s%d项", dayOf(c.Words[0].ReceivedMs, o), did, filedIn(c.Words))
	p.add(strong("收到以您的邮箱发来的%s，发件人未经核验，尚未执行。", what),
		para("确系您本人的，请直接回复“确认”；不是的，请回复“不是本人”。回复其他内容的，视为没有确认，不予执行。"),
		para("最迟请于%s回复，此后不予执行。", c.Until.LongFrom(l.On)))
	for _, w := range c.Words {
		p.add(head("%s来信", moment(w.ReceivedMs, o)))
		p.addFiled(w.Filed)
		p.addText(w.Text)
	}
	p.add(taps(link{Label: "确认", Line: "确认"}, link{Label: "不是本人", Line: "不是本人"}))
	p.add(para("未核验的原因：%s", ended(c.Words[0].Why)))
	return p
}

func dayOf(ms int64, o Office) string { return time.UnixMilli(ms).In(o.Zone).Format("1月2日") }

func filedIn(all []checklist.InYourName) (n int) {
	for _, w := range all {
		n += len(w.Filed)
	}
	return n
}
