package notify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/checklist"
)

// receiptLetter (回执) says what was filed, so that nobody has to wonder.
func receiptLetter(l checklist.Letter, o Office) (p page) {
	r := l.Receipt
	p.Subject = receiptSubject(r.Filed)
	if r.By != "" {
		p.add(para("督办员已将您的%s登记在册（%s），内容如下：", r.By.Chinese(), moment(r.ReceivedMs, o)))
	} else if len(r.Filed) == 0 && r.Why != "" {
		p.add(para("已收到您%s的回复，%s", moment(r.ReceivedMs, o), ended(r.Why)))
	} else {
		p.add(para("已收到您%s的回复，登记如下：", moment(r.ReceivedMs, o)))
	}
	if r.Unproven {
		p.add(strong("本信的发件人未核验，已在登记中注明。如非您本人所发，请立即告知督办员。"))
	}
	p.addFiled(r.Filed)
	p.addUnread(r.Unread)
	p.addFiles(r.Files)
	if r.By != "" {
		p.addWords("报告全文", r.Text)
	} else {
		p.addText(r.Text)
	}
	if r.Cut != "" {
		p.add(para("已略去：%s", ended(r.Cut)))
	}
	if len(r.Filed) > 0 {
		no := checklist.Numbered(r.Filed[0].Mark, r.Filed[0].No)
		p.add(para("登记有误的，回复“撤回%s”。", no), taps(link{Label: "撤回" + no, Line: "撤回" + no, About: "第" + no + "项"}))
	}
	return p
}

func receiptSubject(filed []checklist.Filed) string {
	if len(filed) == 0 {
		return "回执：来信已收妥"
	}
	outcome := filed[0].Outcome
	if slices.ContainsFunc(filed, func(f checklist.Filed) bool { return f.Outcome != outcome }) {
		outcome = "已登记"
	}
	return "回执：" + checklist.FiledNumbers(filed) + outcome
}

// questionLetter (询问) asks for a number and nothing more.
func questionLetter(l checklist.Letter, _ Office) (p page) {
	p.Subject = "请补充序号：您的回复是关于哪一项？"
	kept, again := "您的回复", ""
	if n := len(l.Receipt.Files); n > 0 {
		kept += fmt.Sprintf("和%d个附件", n)
		again = "，附件不必重发"
	}
	items := byItem(l.Lines)
	why := cmp.Or(l.Receipt.Why, "来信涉及多项，未写明是哪一项")
	p.add(para("%s已收妥。%s请只回复序号（例如%s）%s。", kept, clause(why), exampleNumbers(l.Lines, items), again))
	for _, group := range items {
		b := item(colourOf(group[0].Colour), "", titled(group[0]))
		for _, x := range group {
			call := strings.TrimSpace(callOf(x, l.Lines))
			b.Links = append(b.Links, about(x, call, call))
		}
		p.add(b)
	}
	p.addText(l.Receipt.Text)
	return p
}

func exampleNumbers(all []checklist.Line, items [][]checklist.Line) string {
	first := strings.TrimSpace(callOf(items[0][0], all))
	if len(items) == 1 || first != numbered(items[0][0]) {
		return fmt.Sprintf("“%s”", first)
	}
	return fmt.Sprintf("“%s”或“%s、%s”", first, first, numbered(items[1][0]))
}

// heldLetter tells a known sender that his mail is safe and waits for the clerk.
func heldLetter(l checklist.Letter, o Office) (p page) {
	r := l.Receipt
	p.Subject = "来信已收妥，待督办员登记"
	p.add(para("您%s的来信已收妥，但未能自动登记：%s", moment(r.ReceivedMs, o), ended(r.Why)),
		para("督办员会人工处理，不会遗失。如需尽快登记，请直接回复督办通知原信，不要改动主题中的编号。"))
	p.addFiles(r.Files)
	p.addText(r.Text)
	return p
}

// transcriptLetter tells a judge line by line how he was understood.
func transcriptLetter(l checklist.Letter, o Office) (p page) {
	t := l.Transcript
	switch {
	case t.Void:
		return voidTranscript(t, o)
	case len(t.Decided) > 0:
		p.Subject = "批示登记：" + checklist.FiledNumbers(t.Decided)
	case len(t.Passed) > 0:
		p.Subject = "批示已转督办员"
	default:
		p.Subject = "批示未能登记，请补充序号"
	}
	if t.Confirmed {
		p.add(para("您%s的来信已经您本人确认，登记如下：", moment(t.ReceivedMs, o)))
	} else {
		p.add(para("已收到您%s的回复，登记如下：", moment(t.ReceivedMs, o)))
	}
	p.addFiled(t.Decided)
	if len(t.Passed) > 0 {
		p.add(head("未涉及具体事项的批示，已转督办员"), lines(t.Passed...))
	}
	p.addUnread(t.Unread)
	p.addStillWaiting(t.Waiting, l.On)
	p.addText(t.Text)
	p.add(para("登记有误的，请告督办员更正。"))
	return p
}

// voidTranscript says that nothing is done of what came in his name.
func voidTranscript(t *checklist.Transcript, o Office) (p page) {
	p.Subject = "未予确认，不予执行：" + checklist.FiledNumbers(t.Decided)
	p.add(para("已收到您%s的回复。下列以您的名义发来的内容没有按您的确认执行，已告知督办员：", moment(t.ReceivedMs, o)))
	p.addFiled(t.Decided)
	p.addText(t.Text)
	p.add(para("确需办理的，请回复督办专报或待审通知，另行批示。"))
	return p
}

// addStillWaiting shows what waits for a verdict, as it is now: this letter can be
// answered like a digest.
func (p *page) addStillWaiting(waiting []checklist.Line, on checklist.Day) {
	d := &checklist.Digest{}
	for _, x := range waiting {
		if x.Heading == checklist.HeadingAsked {
			d.Asked = append(d.Asked, x)
		} else {
			d.Review = append(d.Review, x)
		}
	}
	n := &numeral{}
	waits := reviewOf(d)
	p.addReview(waits, on, n)
	p.addAsked(waits, d.Asked, on, n)
}

func (p *page) addFiled(filed []checklist.Filed) {
	for _, f := range filed {
		b := item(colourGrey, "", fmt.Sprintf("第%s项　%s", checklist.Numbered(f.Mark, f.No), f.Outcome), f.Content)
		if f.Record != "" {
			b.Lines = append(b.Lines, "登记号 "+f.Record)
		}
		if f.Text != "" {
			b.Lines = append(b.Lines, "正文：“"+shorten(f.Text, 80)+"”")
		}
		b.Lines = append(b.Lines, said(f.Hint)...)
		p.add(b)
	}
}

// mostUnread lines are told: who sends more of them without a number has not read
// the first twenty either.
const mostUnread = 20

func (p *page) addUnread(unread []string) {
	if len(unread) == 0 {
		return
	}
	var all []string
	for i, u := range unread {
		if i == mostUnread {
			all = append(all, fmt.Sprintf("……等%d行", len(unread)))
			break
		}
		all = append(all, shorten(u, 80))
	}
	p.add(head("未登记的内容（没有写序号的，请补上序号，重发这一行即可）"), lines(all...))
}

func (p *page) addFiles(files []checklist.File) {
	if len(files) == 0 {
		return
	}
	b := lines()
	for _, f := range files {
		line := fmt.Sprintf("%s（%s，校验 %s）", f.Name, size(f.Size), shortHash(f.SHA256))
		if f.Note != "" {
			line += "　" + f.Note
		}
		b.Lines = append(b.Lines, line)
	}
	p.add(head("附件%d个", len(files)), b)
}

func (p *page) addText(text string) { p.addWords("来信全文", text) }

func (p *page) addWords(name, text string) {
	if all := excerpt(text); len(all) > 0 {
		p.add(head("%s", name), lines(all...))
	}
}

func moment(ms int64, o Office) string { return time.UnixMilli(ms).In(o.Zone).Format("1月2日15:04") }
