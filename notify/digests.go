package notify

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duban/checklist"
)

// digestLetter (督办专报) decides in its first lines: the counts, then only what
// needs the director.
func digestLetter(l checklist.Letter, _ Office) (p page) {
	d, c := l.Digest, l.Digest.Counts
	issue := fmt.Sprintf("督办专报第%d期（%s）：", d.No, l.On.Short())
	n := &numeral{}
	switch {
	case d.Closing:
		p.Subject = fmt.Sprintf("%s%d项已全部销号", issue, c.Total)
		p.add(strong("%d项已全部销号，督办结束。", c.Total))
		p.addDepts(d.Depts, n)
	case calm(d):
		p.Subject = fmt.Sprintf("%s%d项进展正常", issue, c.Total)
		p.add(strong("%d项进展正常，无逾期、无待审。", c.Total))
		p.addLastDay(d)
		p.addFaults(d, n)
		p.addSenders(d, n)
	default:
		p.Subject = fmt.Sprintf("%s逾期%d项，待您审核%d项", issue, c.Red, len(d.Review)+len(d.Asked))
		p.add(strong("%d项中：已销号%d　待审核%d　正常%d　临近%d　逾期%d", c.Total, c.Accepted, c.Review, c.Green, c.Amber, c.Red), bar(c))
		p.addLastDay(d)
		p.addOverdue(d.Overdue, l.On, n)
		p.addReview(d, n)
		p.addFaults(d, n)
		p.addSenders(d, n)
		p.addDepts(d.Depts, n)
	}
	p.add(block{Kind: "foot", Text: digestFoot(d)})
	return p
}

// addLastDay says how many items must be done today to be done in time.
func (p *page) addLastDay(d *checklist.Digest) {
	if d.LastDay > 0 {
		p.add(para("其中%d项今天是时限内的最后一个工作日。", d.LastDay))
	}
}

// calm reports whether there is nothing red and nothing to judge.
func calm(d *checklist.Digest) bool {
	return d.Counts.Red+d.Counts.Review+len(d.Overdue)+len(d.Review)+len(d.Asked) == 0
}

// reviewLetter is what a reviewer needs of it: what waits for a verdict.
func reviewLetter(l checklist.Letter, _ Office) (p page) {
	d := l.Digest
	var parts []string
	if n := len(d.Review); n > 0 {
		parts = append(parts, fmt.Sprintf("%d项报办结", n))
	}
	if n := len(d.Asked); n > 0 {
		parts = append(parts, fmt.Sprintf("%d项申请延期", n))
	}
	p.Subject = fmt.Sprintf("待您审核%d项", len(d.Review)+len(d.Asked))
	p.add(para("截至%s，有%s，请审核。直接回复本邮件即可。", l.On.Short(), strings.Join(parts, "、")))
	p.addReview(d, &numeral{})
	return p
}

func (p *page) addOverdue(overdue []checklist.Line, on checklist.Day, n *numeral) {
	if len(overdue) == 0 {
		return
	}
	p.add(head("%s、逾期（按逾期天数）", n.next()))
	for _, group := range byItem(overdue) {
		p.add(owed(group, on, func(x checklist.Line) []string { return []string{contact(x), told(x)} }))
	}
}

func (p *page) addReview(d *checklist.Digest, n *numeral) {
	among := slices.Concat(d.Review, d.Asked)
	if all := d.Review; len(all) > 0 {
		p.add(head("%s、待您审核（回复“%s同意”“%s退回：……”“全部同意”）", n.next(), callOf(all[0], among), callOf(all[len(all)-1], among)))
	}
	for _, group := range byItem(d.Review) {
		b := item(colourBlue, "待审核", titled(group[0]))
		for _, x := range group {
			b.Lines = append(b.Lines, claim(x))
		}
		p.add(b)
	}
	if len(d.Asked) > 0 {
		which := callOf(d.Asked[0], among)
		p.add(head("%s、延期申请（回复“%s同意延期”“%s不同意延期”）", n.next(), which, which))
	}
	for _, group := range byItem(d.Asked) {
		b := item(colourBlue, "申请延期", titled(group[0]))
		for _, x := range group {
			b.Lines = append(b.Lines, fmt.Sprintf("%s申请由%s延至%s：“%s”", x.Party, x.Deadline.Short(), x.Asked.Short(), x.AskedWhy))
		}
		p.add(b)
	}
}

func claim(x checklist.Line) string {
	s := fmt.Sprintf("%s%s报办结", x.Party, x.ClaimOn.Short())
	if x.Unproven {
		s += "（发件人未核验）"
	}
	if x.Claim != "" {
		s += "：“" + x.Claim + "”"
	}
	files := "无附件"
	if x.Attachments > 0 {
		files = fmt.Sprintf("附件%d", x.Attachments)
	}
	if x.Overtaken != 0 {
		files += "（此前申请延期至" + x.Overtaken.Short() + "，以报办结为准）"
	}
	if x.Recalled {
		files += "（来信人其后要求撤回该邮件，请先与其核实）"
	}
	return s + "　" + files
}

func (p *page) addFaults(d *checklist.Digest, n *numeral) {
	if all := slices.Concat(d.Faults, d.Notes); len(all) > 0 {
		p.add(head("%s、送达异常", n.next()), lines(all...))
	}
}

func (p *page) addSenders(d *checklist.Digest, n *numeral) {
	if len(d.Senders) > 0 {
		p.add(head("%s、来信核验", n.next()), lines(d.Senders...))
	}
}

func (p *page) addDepts(depts []checklist.Dept, n *numeral) {
	if len(depts) == 0 {
		return
	}
	rows := [][]string{{"部门", "牵头", "已销号", "按时率", "逾期"}}
	for _, x := range depts {
		rows = append(rows, []string{x.Name, strconv.Itoa(x.Lead), strconv.Itoa(x.Accepted), onTime(x), strconv.Itoa(x.Overdue)})
	}
	p.add(head("%s、部门情况", n.next()), block{Kind: "table", Rows: rows})
}

func onTime(d checklist.Dept) string {
	percent, ok := d.Share(d.OnTime)
	if !ok {
		return "—"
	}
	return fmt.Sprintf("%d%%", percent)
}

// numeral counts headings in Chinese.
type numeral struct{ n int }

func (n *numeral) next() string {
	n.n++
	return string([]rune("一二三四五六七八九")[n.n-1])
}

// digestFoot carries the head of the chain: a later rewrite of history contradicts
// letters already delivered.
func digestFoot(d *checklist.Digest) string {
	var parts []string
	if d.MailboxOK != "" {
		parts = append(parts, "收信最近成功："+d.MailboxOK)
	}
	if d.Next != 0 {
		parts = append(parts, "下期："+d.Next.Short())
	}
	if h := d.Head; len(h) >= 16 {
		parts = append(parts, fmt.Sprintf("记录链：%s %s %s %s（第%s条）", h[:4], h[4:8], h[8:12], h[12:16], thousands(d.Events)))
	}
	return strings.Join(parts, "　")
}
