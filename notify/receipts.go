package notify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// receiptLetter (回执) says what was filed, so that nobody has to wonder.
func receiptLetter(p *page, l letter.Letter) {
	r := l.Receipt
	p.Subject = p.receiptSubject(r.Filed)
	if r.By != "" {
		p.add(para(p.say("督办员已将您的%s登记在册（%s），内容如下：", "The clerk has recorded your %s (%s) as follows:", r.By, p.moment(r.ReceivedMs))))
	} else if len(r.Filed) == 0 && !r.Why.IsZero() {
		p.add(para(p.say("已收到您%s的回复，%s", "Your reply of %s has arrived. %s", p.moment(r.ReceivedMs), p.capital(p.ended(p.says(r.Why))))))
	} else {
		p.add(para(p.say("已收到您%s的回复，登记如下：", "Your reply of %s has been filed as follows:", p.moment(r.ReceivedMs))))
	}
	if r.Unproven {
		p.add(strong(p.Of("本信的发件人未核验，已在登记中注明。如非您本人所发，请立即告知督办员。", "It is not proven that you have sent it, and the record says so. If it was not you, please tell the clerk at once.")))
	}
	p.addFiled(r.Filed)
	p.addUnread(r.Unread)
	p.addFiles(r.Files)
	if r.By != "" {
		p.addWords(p.Of("报告全文", "The whole report"), r.Text)
	} else {
		p.addText(r.Text)
	}
	if !r.Cut.IsZero() {
		p.add(para(p.say("已略去：%s", "Left out: %s", p.ended(p.says(r.Cut)))))
	}
	if len(r.Filed) > 0 {
		no := checklist.Numbered(r.Filed[0].Mark, r.Filed[0].No)
		withdraw := p.Of("撤回", "withdraw ") + no
		p.add(para(p.say("登记有误的，回复“%s”。", "If this is wrong, reply “%s”.", withdraw)), taps(link{Label: p.capital(withdraw), Line: withdraw, About: p.itemNo(no)}))
	}
}

func (v voice) receiptSubject(filed []letter.Filed) string {
	if len(filed) == 0 {
		return v.Of("回执：来信已收妥", "Receipt: your mail has arrived")
	}
	outcome := v.says(filed[0].Outcome)
	if slices.ContainsFunc(filed, func(f letter.Filed) bool { return v.says(f.Outcome) != outcome }) {
		outcome = v.Of("已登记", "filed")
	}
	return v.say("回执：%s%s", "Receipt: %s: %s", v.says(letter.SaidFiled(filed)), outcome)
}

// questionLetter (询问) asks for a number and nothing more.
func questionLetter(p *page, l letter.Letter) {
	p.Subject = p.Of("请补充序号：您的回复是关于哪一项？", "Which item is your reply about? Please send its number")
	kept, again := p.Of("您的回复", "Your reply"), ""
	if n := len(l.Receipt.Files); n > 0 {
		kept += p.say("和%d个附件", " with %d {1:file|files}", n)
		again = p.Of("，附件不必重发", "; the files need not be sent again")
	}
	items := byItem(l.Lines)
	why := cmp.Or(p.says(l.Receipt.Why), p.Of("来信涉及多项，未写明是哪一项", "about several items, does not say which"))
	p.add(para(p.say("%s已收妥。%s请只回复序号（例如%s）%s。", "%s has arrived. %sPlease reply with the number alone (e.g. %s)%s.", kept, p.capital(p.clause(why)), p.exampleNumbers(l.Lines, items), again)))
	for _, group := range items {
		b := item(colourOf(group[0].Colour), "", p.titled(group[0]))
		for _, x := range group {
			call := strings.TrimSpace(p.callOf(x, l.Lines))
			b.Links = append(b.Links, p.about(x, call, call))
		}
		p.add(b)
	}
	p.addText(l.Receipt.Text)
}

func (v voice) exampleNumbers(all []letter.Line, items [][]letter.Line) string {
	first := strings.TrimSpace(v.callOf(items[0][0], all))
	if len(items) == 1 || first != numbered(items[0][0]) {
		return fmt.Sprintf("“%s”", first)
	}
	return v.say("“%s”或“%s、%s”", "“%s” or “%s, %s”", first, first, numbered(items[1][0]))
}

// heldLetter tells a known sender that his mail is safe and waits for the clerk.
func heldLetter(p *page, l letter.Letter) {
	r := l.Receipt
	p.Subject = p.Of("来信已收妥，待督办员登记", "Your mail has arrived and waits for the clerk")
	p.add(para(p.say("您%s的来信已收妥，但未能自动登记：%s", "Your mail of %s has arrived, but could not be filed by itself: %s", p.moment(r.ReceivedMs), p.ended(p.says(r.Why)))),
		para(p.Of("督办员会人工处理，不会遗失。如需尽快登记，请直接回复督办通知原信，不要改动主题中的编号。",
			"The clerk will file it by hand; nothing is lost. To have it filed at once, reply to the letter that asked you, and leave the tag in its subject as it is.")))
	p.addFiles(r.Files)
	p.addText(r.Text)
}

// transcriptLetter tells a judge line by line how he was understood.
func transcriptLetter(p *page, l letter.Letter) {
	t := l.Transcript
	switch {
	case t.Void:
		p.voidTranscript(t)
		return
	case len(t.Decided) > 0:
		p.Subject = p.say("批示登记：%s", "Decisions recorded: %s", p.says(letter.SaidFiled(t.Decided)))
	case len(t.Passed) > 0:
		p.Subject = p.Of("批示已转督办员", "Your instruction was passed on to the clerk")
	default:
		p.Subject = p.Of("批示未能登记，请补充序号", "Your decision could not be recorded: please send the number")
	}
	if t.Confirmed {
		p.add(para(p.say("您%s的来信已经您本人确认，登记如下：", "You have confirmed your mail of %s. It was recorded as follows:", p.moment(t.ReceivedMs))))
	} else {
		p.add(para(p.say("已收到您%s的回复，登记如下：", "Your reply of %s has been recorded as follows:", p.moment(t.ReceivedMs))))
	}
	p.addFiled(t.Decided)
	if len(t.Passed) > 0 {
		p.add(head(p.Of("未涉及具体事项的批示，已转督办员", "About no single item, passed on to the clerk")), lines(p.allSaid(t.Passed)...))
	}
	p.addUnread(t.Unread)
	p.addStillWaiting(t.Waiting)
	p.addText(t.Text)
	p.add(para(p.Of("登记有误的，请告督办员更正。", "If this is wrong, please tell the clerk.")))
}

// voidTranscript says that nothing is done of what came in his name.
func (p *page) voidTranscript(t *letter.Transcript) {
	p.Subject = p.say("未予确认，不予执行：%s", "Not confirmed, not carried out: %s", p.says(letter.SaidFiled(t.Decided)))
	p.add(para(p.say("已收到您%s的回复。下列以您的名义发来的内容没有按您的确认执行，已告知督办员：",
		"Your reply of %s has arrived. What follows came in your name, was not confirmed and is not carried out; the clerk has been told:", p.moment(t.ReceivedMs))))
	p.addFiled(t.Decided)
	p.addText(t.Text)
	p.add(para(p.Of("确需办理的，请回复督办专报或待审通知，另行批示。", "If it is to be done all the same, please decide anew by a reply to the digest or the review letter.")))
}

// addStillWaiting shows what waits for a verdict, as it is now: this letter can be
// answered like a digest.
func (p *page) addStillWaiting(waiting []letter.Line) {
	d := &letter.Digest{}
	for _, x := range waiting {
		if x.Heading == letter.HeadingAsked {
			d.Asked = append(d.Asked, x)
		} else {
			d.Review = append(d.Review, x)
		}
	}
	n := p.numeral()
	waits := reviewOf(d)
	p.addReview(waits, n)
	p.addAsked(waits, d.Asked, n)
}

func (p *page) addFiled(filed []letter.Filed) {
	for _, f := range filed {
		b := item(colourGrey, "", p.capital(p.itemNo(checklist.Numbered(f.Mark, f.No)))+p.gap()+p.says(f.Outcome), p.filedName(f))
		if f.Record != "" {
			b.Lines = append(b.Lines, p.Of("登记号 ", "record ")+f.Record)
		}
		if f.Text != "" {
			b.Lines = append(b.Lines, p.Of("正文：", "text: ")+"“"+p.shorten(f.Text, 80)+"”")
		}
		b.Lines = append(b.Lines, said(p.says(f.Hint))...)
		p.add(b)
	}
}

// filedName names an item, the number that it has by now, and in a transcript whose part it is.
func (v voice) filedName(f letter.Filed) string {
	s := v.nameOf(f.Content)
	if f.Now != 0 {
		s += v.beside(v.say("清单调整后为第%d项", "item %d since the list was amended", f.Now))
	}
	return s + v.beside(f.Party)
}

// mostUnread lines are told: who sends more of them without a number has not read
// the first twenty either.
const mostUnread = 20

func (p *page) addUnread(unread []msg.Message) {
	if len(unread) == 0 {
		return
	}
	var all []string
	for i, u := range p.allSaid(unread) {
		if i == mostUnread {
			all = append(all, p.say("……等%d行", "… %d lines in all", len(unread)))
			break
		}
		all = append(all, p.shorten(u, 80))
	}
	p.add(head(p.Of("未登记的内容（没有写序号的，请补上序号，重发这一行即可）", "Not filed (where the number is missing, add it and send that line again)")), lines(all...))
}

func (p *page) addFiles(files []letter.File) {
	if len(files) == 0 {
		return
	}
	b := lines()
	for _, f := range files {
		b.Lines = append(b.Lines, p.file(f))
	}
	p.add(head(p.say("附件%d个", "%d {1:file|files}", len(files))), b)
}

// file is a file that came, as its sender can check it.
func (v voice) file(f letter.File) string {
	s := v.say("%s（%s，校验 %s）", "%s (%s, checksum %s)", f.Name, v.size(f.Size), shortHash(f.SHA256))
	if !f.Note.IsZero() {
		s += v.gap() + v.says(f.Note)
	}
	return s
}

func (p *page) addText(text string) { p.addWords(p.Of("来信全文", "Your mail"), text) }

func (p *page) addWords(name, text string) {
	if all := p.excerpt(text); len(all) > 0 {
		p.add(head(name), lines(all...))
	}
}
