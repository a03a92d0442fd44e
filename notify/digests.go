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
	d, c, waits := l.Digest, l.Digest.Counts, reviewOf(l.Digest)
	issue := fmt.Sprintf("督办专报第%d期（%s）：", d.No, l.On.Short())
	n := &numeral{}
	if d.Instead != "" {
		p.add(para("%s", d.Instead))
	}
	switch {
	case d.Closing:
		p.Subject = issue + howEnded(d)
		p.add(strong("%s，督办结束。", howEnded(d)))
		p.addUnfinished(d.Unfinished, n)
		p.addCourse(d, waits)
		p.addDepts(d.Depts, n)
	case calm(d):
		p.Subject = fmt.Sprintf("%s%d项进展正常", issue, c.Total)
		p.add(strong("%d项进展正常，无逾期、无待审。", c.Total))
		p.addLastDay(d)
		p.addInstructions(d.Instructions, n)
		p.add(unheard(d.Unread)...)
		p.addSenders(d, n)
	default:
		p.Subject = issue + whatPresses(d, waits)
		p.add(strong("%s", standing(d, waits)), bar(c))
		p.addCourse(d, waits)
		p.addLastDay(d)
		p.addUnheard(d.Unread)
		p.addOwn(d.Own, l.On, n)
		p.addRaised(d.Raised, l.On, n)
		p.addReview(waits, l.On, n)
		p.addOverdue(d.Overdue, l.On, n)
		p.addAsked(waits, d.Asked, l.On, n)
		p.addInstructions(d.Instructions, n)
		p.addFaults(d, n)
		p.addSenders(d, n)
		p.addDepts(troubledFirst(d.Depts), n)
	}
	p.add(block{Kind: "foot", Text: digestFoot(d)})
	return p
}

// howEnded says how a list ended.
func howEnded(d *checklist.Digest) string {
	waived, carried, partly := map[int]bool{}, map[int]bool{}, map[int]bool{}
	for _, u := range d.Unfinished {
		switch {
		case u.Partly:
			partly[u.No] = true
		case u.Carried():
			carried[u.No] = true
		default:
			waived[u.No] = true
		}
	}
	s := fmt.Sprintf("%d项", d.Counts.Total)
	if d.Title != "" {
		s = "《" + d.Title + "》" + s
	}
	if len(d.Unfinished) == 0 {
		return s + "已全部销号"
	}
	for _, part := range []struct {
		items map[int]bool
		words string
	}{{waived, "免办%d项"}, {carried, "转入其他清单%d项"}, {partly, "部分销号%d项"}} {
		if n := len(part.items); n > 0 {
			s += "，" + fmt.Sprintf(part.words, n)
		}
	}
	if len(waived)+len(carried)+len(partly) < d.Counts.Total {
		s += "，其余已销号"
	}
	return s
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

// whatPresses is the issue's subject, in the numbers of its first line: what is late, what
// waits for its reader, and where neither is, what was reported to him.
func whatPresses(d *checklist.Digest, waits review) string {
	var parts []string
	if n := d.Counts.Red; n > 0 {
		said := fmt.Sprintf("逾期%d项", n)
		if len(waits.late) > 0 {
			said += fmt.Sprintf("（其中%d项%s）", countItems(waits.late), waits.judge())
		}
		parts = append(parts, said)
	}
	if len(waits.rest) > 0 {
		parts = append(parts, fmt.Sprintf("%s%d项", waits.judge(), countItems(waits.rest)))
	}
	if len(d.Asked) > 0 {
		parts = append(parts, fmt.Sprintf("延期申请%d项", countItems(d.Asked)))
	}
	if n := countItems(d.Raised); n > 0 && len(parts) == 0 {
		return fmt.Sprintf("%d项需您过问", n)
	}
	if n := countItems(d.Own); n > 0 && len(parts) == 0 {
		return fmt.Sprintf("您承办的%d项待办", n)
	}
	if len(parts) == 0 && len(d.Faults) > 0 {
		return fmt.Sprintf("送达异常%d处", len(d.Faults))
	}
	if len(parts) == 0 {
		return fmt.Sprintf("%d项临近", d.Counts.Amber)
	}
	return strings.Join(parts, "，")
}

// standing is the digest's first line: every item is counted once.
func standing(d *checklist.Digest, waits review) string {
	c := d.Counts
	s := fmt.Sprintf("%d项中：", c.Total)
	for _, part := range []struct {
		n     int
		words string
	}{{c.Accepted, fmt.Sprintf("已销号%d", c.Accepted)}, {c.Review, "待审核" + strings.TrimSuffix(amountOf(c.Review, waits.rest), "项")},
		{c.Green, fmt.Sprintf("进行中%d", c.Green)}, {c.Amber, fmt.Sprintf("临近%d", c.Amber)}, {c.Red, fmt.Sprintf("逾期%d", c.Red)}} {
		if part.n > 0 {
			s += part.words + "　"
		}
	}
	s = strings.TrimSuffix(s, "　")
	if len(waits.late) > 0 {
		s += fmt.Sprintf("（其中%d项部分单位已报办结，待审核）", countItems(waits.late))
	}
	return s
}

// amountOf is a number of items, with 份 where more report on them.
func amountOf(items int, all []checklist.Line) string {
	if len(all) <= items {
		return fmt.Sprintf("%d项", items)
	}
	return fmt.Sprintf("%d（%d份）", items, len(all))
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
	for _, x := range folded(own) {
		p.add(item(colourOf(x.Colour), mark(x, on), titled(x), deadline(x, on), undecided(x, on), others(x), acting(x)).withLinks(answers(x, own)...))
	}
}

// addRaised tells what was reported to the director before it is late.
func (p *page) addRaised(raised []checklist.Line, on checklist.Day, n *numeral) {
	if len(raised) == 0 {
		return
	}
	why := "（通知无法送达）"
	if slices.ContainsFunc(raised, func(x checklist.Line) bool { return x.Fault == "" }) {
		why = ""
	}
	p.add(head("%s、需要您过问的%s", n.next(), why))
	for _, group := range byItem(raised) {
		p.add(owed(group, on, func(x checklist.Line) []string { return []string{deadline(x, on), x.Reason} }))
	}
}

// addInstructions says what became of instructions.
func (p *page) addInstructions(all []checklist.Followed, n *numeral) {
	if len(all) == 0 {
		return
	}
	var rows []string
	for _, i := range all {
		rows = append(rows, fmt.Sprintf("%s　%s（%s）：%s%s", checklist.Numbered(i.Mark, i.No), quoted(i), i.Instruction.On.Short(), i.Party, became(i)))
	}
	p.add(head("%s、批示落实", n.next()), lines(rows...))
}

func quoted(i checklist.Followed) string { return i.By + "“" + i.Text + "”" }

func became(i checklist.Followed) string {
	switch {
	case i.Done:
		return i.On.Short() + "已办结或免办"
	case i.On != 0 && i.Answer != "":
		return i.On.Short() + "答复：“" + i.Answer + "”"
	case i.On != 0:
		return i.On.Short() + "已答复"
	case i.Claimed:
		return "已报办结，待审核"
	case i.Late:
		return "到期（" + i.Due.Short() + "）未答复"
	case i.Due != 0:
		return "尚未答复（" + i.Due.Short() + "到期）"
	}
	return "尚未答复"
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
	var parts, subject []string
	if len(d.Review) > 0 {
		subject, parts = append(subject, "待您审核"+amount(d.Review)), append(parts, amount(d.Review)+"报办结")
	}
	if len(d.Asked) > 0 {
		subject, parts = append(subject, "延期申请"+amount(d.Asked)), append(parts, amount(d.Asked)+"申请延期")
	}
	p.Subject = strings.Join(subject, "，")
	p.add(para("截至%s，有%s，请审核。直接回复本邮件即可。", l.On.Short(), strings.Join(parts, "、")))
	n := &numeral{}
	waits := reviewOf(d)
	p.addReview(waits, l.On, n)
	p.addAsked(waits, d.Asked, l.On, n)
	return p
}

func (p *page) addOverdue(overdue []checklist.Line, on checklist.Day, n *numeral) {
	if len(overdue) == 0 {
		return
	}
	overdue = folded(overdue)
	p.add(head("%s、逾期%s（批示请回复“%s 请%s……”）", n.next(), amount(overdue), numbered(overdue[0]), overdue[0].Party))
	for _, group := range byItem(overdue) {
		p.add(owed(group, on, func(x checklist.Line) []string { return []string{undecided(x, on), contact(x), told(x)} }).withLinks(urges(group[0])))
	}
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
	rows, bars := [][]string{{"部门", "牵头", "已销号", "按时率", "逾期"}}, [][]share{}
	for _, x := range depts {
		rows = append(rows, []string{x.Name, strconv.Itoa(x.Lead), strconv.Itoa(x.Accepted), onTime(x), strconv.Itoa(x.Overdue)})
		bars = append(bars, toScale(x.Lead, share{N: x.Accepted, Colour: colourGrey}, share{N: x.Lead - x.Accepted - x.Overdue, Colour: colourGreen}, share{N: x.Overdue, Colour: colourRed}))
	}
	p.add(head("%s、部门情况", n.next()), block{Kind: "table", Rows: rows, Shares: bars})
}

// addCourse shows how the season went, unless a queue needs the screen.
func (p *page) addCourse(d *checklist.Digest, waits review) {
	if len(d.Course) > 0 && len(waits.look)+len(waits.alike) <= fewClaims {
		p.add(block{Kind: "course", Course: d.Course})
	}
}

// troubledFirst names the departments that are late, or were, and sums up the others.
func troubledFirst(all []checklist.Dept) (rows []checklist.Dept) {
	var rest checklist.Dept
	n := 0
	for _, d := range all {
		if d.Overdue > 0 || d.OnTime < d.Due {
			rows = append(rows, d)
			continue
		}
		n++
		rest.Lead, rest.Accepted, rest.OnTime, rest.Due = rest.Lead+d.Lead, rest.Accepted+d.Accepted, rest.OnTime+d.OnTime, rest.Due+d.Due
	}
	const few = 3 // not worth a sum
	if n <= few || len(rows) == 0 {
		return all
	}
	rest.Name = fmt.Sprintf("其余%d个部门", n)
	return append(rows, rest)
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
	return string([]rune("一二三四五六七八九十")[n.n-1])
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
