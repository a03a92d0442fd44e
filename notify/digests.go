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
	if d.Instead != "" {
		p.add(para("%s", d.Instead))
	}
	switch {
	case d.Closing:
		p.Subject = issue + ended(l)
		p.add(strong("%s，督办结束。", ended(l)))
		p.addUnfinished(d.Unfinished, n)
		p.addDepts(d.Depts, n)
	case calm(d):
		p.Subject = fmt.Sprintf("%s%d项进展正常", issue, c.Total)
		p.add(strong("%d项进展正常，无逾期、无待审。", c.Total))
		p.addLastDay(d)
		p.add(unheard(d.Unread)...)
		p.addSenders(d, n)
	default:
		p.Subject = issue + whatPresses(d)
		p.add(strong("%d项中：已销号%d　待审核%d　正常%d　临近%d　逾期%d", c.Total, c.Accepted, c.Review, c.Green, c.Amber, c.Red), bar(c))
		p.addLastDay(d)
		p.addUnheard(d.Unread)
		p.addOwn(d.Own, l.On, n)
		p.addRaised(d.Raised, l.On, n)
		p.addOverdue(d.Overdue, l.On, n)
		p.addReview(d, l.On, n)
		p.addFaults(d, n)
		p.addSenders(d, n)
		p.addDepts(d.Depts, n)
	}
	p.add(block{Kind: "foot", Text: digestFoot(d)})
	return p
}

// ended says how a list ended.
func ended(l checklist.Letter) string {
	waived, carried := map[int]bool{}, map[int]bool{}
	for _, u := range l.Digest.Unfinished {
		if u.Carried() {
			carried[u.No] = true
		} else {
			waived[u.No] = true
		}
	}
	s := fmt.Sprintf("%s%d项", listOf(l), l.Digest.Counts.Total)
	if len(waived)+len(carried) == 0 {
		return s + "已全部销号"
	}
	if len(waived) > 0 {
		s += fmt.Sprintf("，免办%d项", len(waived))
	}
	if len(carried) > 0 {
		s += fmt.Sprintf("，转入其他清单%d项", len(carried))
	}
	if len(waived)+len(carried) < l.Digest.Counts.Total {
		s += "，其余已销号"
	}
	return s
}

func listOf(l checklist.Letter) string {
	if l.List == "" {
		return ""
	}
	return "《" + l.List + "》"
}

// addUnfinished names what was waived or carried over.
func (p *page) addUnfinished(all []checklist.Unfinished, n *numeral) {
	if len(all) == 0 {
		return
	}
	var rows []string
	for _, u := range all {
		why := u.Why
		if !u.Carried() {
			why = "免办：" + why
		}
		x := checklist.Line{No: u.No, Content: u.Content, Part: u.Part}
		rows = append(rows, titled(x)+"　"+u.Party+"　"+why)
	}
	p.add(head("%s、未办结事项的处理", n.next()), lines(rows...))
}

// whatPresses is the issue's subject: what is late, what waits for its reader, and where
// neither is, what was reported to him.
func whatPresses(d *checklist.Digest) string {
	waits, judge := len(d.Review)+len(d.Asked), "待您审核"
	if d.ReadOnly {
		judge = "待审核"
	}
	s := fmt.Sprintf("逾期%d项，%s%d项", d.Counts.Red, judge, waits)
	if n := len(d.Raised); n > 0 && d.Counts.Red+waits == 0 {
		return fmt.Sprintf("%d项需您过问", n)
	}
	if n := len(d.Own); n > 0 && d.Counts.Red+waits == 0 {
		return fmt.Sprintf("您承办的%d项待办", n)
	}
	if d.Counts.Red+waits == 0 && len(d.Faults) > 0 {
		return fmt.Sprintf("送达异常%d处", len(d.Faults))
	}
	return s
}

// unheard says where nobody is named as late that answers may lie unread.
func unheard(unread string) []block {
	if unread == "" {
		return nil
	}
	return []block{para("%s。", unread)}
}

// addUnheard says that answers may lie unread, before anybody is named as late.
func (p *page) addUnheard(unread string) {
	if unread != "" {
		p.add(strong("%s，以下逾期不能作为没有答复的依据。", unread))
	}
}

// addOwn reminds the director of what he owes himself.
func (p *page) addOwn(own []checklist.Line, on checklist.Day, n *numeral) {
	if len(own) == 0 {
		return
	}
	p.add(head("%s、您本人承办的（办结后回复“%s已完成：……”）", n.next(), callOf(own[0], own)))
	for _, x := range own {
		p.add(item(colourOf(x.Colour), mark(x, on), titled(x), deadline(x), undecided(x), others(x), acting(x)))
	}
}

// addRaised tells what was reported to the director before it is late.
func (p *page) addRaised(raised []checklist.Line, on checklist.Day, n *numeral) {
	if len(raised) == 0 {
		return
	}
	p.add(head("%s、需要您过问的（通知无法送达）", n.next()))
	for _, group := range byItem(raised) {
		p.add(owed(group, on, func(x checklist.Line) []string { return []string{deadline(x), x.Reason} }))
	}
}

// addLastDay says how many items must be done today to be done in time.
func (p *page) addLastDay(d *checklist.Digest) {
	if d.LastDay > 0 {
		p.add(para("其中%d项今天是时限内的最后一个工作日。", d.LastDay))
	}
}

// calm reports whether there is nothing red, nothing to judge, and nobody whom no letter
// reaches.
func calm(d *checklist.Digest) bool {
	return d.Counts.Red+d.Counts.Review+len(d.Overdue)+len(d.Review)+len(d.Asked)+len(d.Own)+len(d.Raised)+len(d.Faults) == 0
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
	p.addReview(d, l.On, &numeral{})
	return p
}

func (p *page) addOverdue(overdue []checklist.Line, on checklist.Day, n *numeral) {
	if len(overdue) == 0 {
		return
	}
	p.add(head("%s、逾期（按逾期天数）", n.next()))
	for _, group := range byItem(overdue) {
		p.add(owed(group, on, func(x checklist.Line) []string { return []string{undecided(x), contact(x), told(x)} }))
	}
}

func (p *page) addReview(d *checklist.Digest, on checklist.Day, n *numeral) {
	among := slices.Concat(d.Review, d.Asked)
	if d.ReadOnly && len(d.Review) > 0 {
		p.add(head("%s、待审核", n.next()))
	} else if all := d.Review; len(all) > 0 {
		p.add(head("%s、待您审核（回复“%s同意”“%s退回：……”“全部同意”）", n.next(), callOf(all[0], among), callOf(all[len(all)-1], among)))
	}
	for _, group := range byItem(d.Review) {
		b := item(colourBlue, "待审核", titled(group[0]))
		for _, x := range group {
			b.Lines = append(b.Lines, claim(x))
		}
		p.add(b)
	}
	if d.ReadOnly && len(d.Asked) > 0 {
		p.add(head("%s、延期申请", n.next()))
	} else if len(d.Asked) > 0 {
		which := callOf(d.Asked[0], among)
		p.add(head("%s、延期申请（回复“%s同意延期”“%s不同意延期”）", n.next(), which, which))
	}
	for _, group := range byItem(d.Asked) {
		b := item(colourBlue, "申请延期", titled(group[0]))
		for _, x := range group {
			b.Lines = append(b.Lines, request(x, on)...)
		}
		p.add(b)
	}
}

// request is what is asked, and what he must know who decides on it.
func request(x checklist.Line, on checklist.Day) []string {
	asked := fmt.Sprintf("%s申请由%s延至%s：“%s”", x.Party, x.Deadline.Short(), x.Asked.Short(), x.AskedWhy)
	if x.Deadline == 0 {
		asked = fmt.Sprintf("%s申请时限定为%s：“%s”", x.Party, x.Asked.Short(), x.AskedWhy)
	}
	var remarks []string
	if x.Waited > 0 {
		remarks = append(remarks, fmt.Sprintf("已等候%d个工作日", x.Waited))
	}
	if x.Late > 0 {
		remarks = append(remarks, fmt.Sprintf("时限已过%d个工作日，请尽快审定", x.Late))
	}
	if x.Asked < on {
		remarks = append(remarks, "申请的日期已过，同意的请另写日期")
	}
	return append([]string{asked}, said(x.Remark, strings.Join(remarks, "，"))...)
}

func claim(x checklist.Line) string {
	s := fmt.Sprintf("%s%s报办结", x.Party, x.ClaimOn.Short())
	if x.Unproven {
		s += "（发件人未核验）"
	}
	if x.Recorded != "" {
		s += "（" + x.Recorded + "）"
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
