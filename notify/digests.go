package notify

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
	"duban/internal/words"
)

// digestLetter (督办专报) decides in its first lines: the counts, then only what
// needs the director.
func digestLetter(p *page, l letter.Letter) {
	d, c, waits := l.Digest, l.Digest.Counts, reviewOf(l.Digest)
	issue := p.say("督办专报第%d期（%s）：", "Digest no. %d (%s): ", d.No, p.short(l.On))
	n := p.numeral()
	if !d.Instead.IsZero() {
		p.add(para(p.says(d.Instead)))
	}
	switch {
	case d.Closing:
		p.Subject = issue + p.howEnded(d)
		p.add(strong(p.say("%s，督办结束。", "%s. The follow-up has ended.", p.howEnded(d))))
		if !p.aside { // no report comes beside a copy
			p.add(para(p.Of("另有一页报告随后送达，没有编号和链接，可直接转发。", "A report of one page comes beside this letter, without number and links, to be passed on as it is.")))
		}
		p.addUnfinished(d.Unfinished, n)
		p.addCourse(d, waits)
		p.addDepts(d.Depts, inTime, n)
	case calm(d):
		p.Subject = issue + p.say("%d项进展正常", "%d {1:item|items} on time", c.Total)
		p.add(strong(p.say("%d项进展正常，无逾期、无待审。", "%d {1:item|items} on time: nothing overdue, nothing to be judged.", c.Total)))
		p.addLastDay(d)
		p.addInstructions(d.Instructions, n)
		p.add(p.unheard(d.Unread)...)
		p.addSenders(d, n)
	default:
		p.Subject = issue + p.whatPresses(d, waits)
		p.add(strong(p.standing(d, waits)), p.bar(c))
		p.addCourse(d, waits)
		p.addLastDay(d)
		p.addUnheard(d.Unread)
		p.addOwn(d.Own, n)
		p.addRaised(d.Raised, n)
		p.addReview(waits, n)
		p.addOverdue(d.Overdue, n)
		p.addAsked(waits, d.Asked, n)
		p.addInstructions(d.Instructions, n)
		p.addFaults(d, n)
		p.addSenders(d, n)
		p.addDepts(p.troubledFirst(d.Depts), standingOf, n)
	}
	p.add(block{Kind: "foot", Text: p.digestFoot(d)})
}

// howEnded says how a list ended.
func (v voice) howEnded(d *letter.Digest) string {
	waived, carried, partly := d.Left()
	s := v.items(d.Counts.Total)
	if d.Title != "" {
		s = v.titleOf(d.Title) + v.Of("", ", ") + s
	}
	if len(d.Unfinished) == 0 {
		return s + v.Of("已全部销号", ": all struck off")
	}
	for _, part := range []struct {
		n     int
		words words.Text
	}{{waived, words.Text{Zh: "，免办%d项", En: ", %d waived"}}, {carried, words.Text{Zh: "，转入其他清单%d项", En: ", %d carried into another list"}}, {partly, words.Text{Zh: "，部分销号%d项", En: ", %d struck off in part"}}} {
		if part.n > 0 {
			s += part.words.In(v.Language, part.n)
		}
	}
	if waived+carried+partly < d.Counts.Total {
		s += v.Of("，其余已销号", ", the others struck off")
	}
	return s
}

// addUnfinished names what was waived or carried over.
func (p *page) addUnfinished(all []letter.Unfinished, n *numeral) {
	if len(all) == 0 {
		return
	}
	var rows []string
	for _, u := range all {
		why := p.says(u.Why)
		if !checklist.Carried(u.Why) {
			why = p.say("免办：%s", "waived: %s", why)
		}
		x := letter.Line{No: u.No, Content: u.Content, Part: u.Part}
		rows = append(rows, p.titled(x)+p.gap()+u.Party+p.gap()+why)
	}
	p.add(head(n.next(p.Of("未办结事项的处理", "What became of what was not done"))), lines(rows...))
}

// whatPresses is the issue's subject, in the numbers of its first line: what is late, what
// waits for its reader, and where neither is, what was reported to him.
func (v voice) whatPresses(d *letter.Digest, waits review) string {
	var parts []string
	if n := d.Counts.Red; n > 0 {
		said := v.say("逾期%d项", "%d overdue", n)
		if len(waits.late) > 0 {
			said += v.say("（其中%d项%s）", " (%d of them %s)", countItems(waits.late), v.toJudge(waits))
		}
		parts = append(parts, said)
	}
	if len(waits.rest) > 0 {
		parts = append(parts, v.say("%s%d项", "%[2]d %[1]s", v.toJudge(waits), countItems(waits.rest)))
	}
	if len(d.Asked) > 0 {
		parts = append(parts, v.say("延期申请%d项", "%d {1:extension|extensions} asked for", countItems(d.Asked)))
	}
	if n := countItems(d.Raised); n > 0 && len(parts) == 0 {
		return v.say("%d项需%s过问", "%d for %s to look into", n, v.you())
	}
	if n := countItems(d.Own); n > 0 && len(parts) == 0 {
		return v.say("%[2]s承办的%[1]d项待办", "%[1]d {1:item|items} of %[2]s own", n, v.your())
	}
	if len(parts) == 0 && len(d.Faults) > 0 {
		return v.say("送达异常%d处", "%d {1:mailbox|mailboxes} not reached", len(d.Faults))
	}
	if len(parts) == 0 {
		return v.say("%d项临近", "%d due soon", d.Counts.Amber)
	}
	return v.clauses(parts)
}

// standing is the digest's first line: every item is counted once.
func (v voice) standing(d *letter.Digest, waits review) string {
	c := d.Counts
	var parts []string
	for _, part := range []struct {
		n     int
		words string
	}{{c.Accepted, v.say("已销号%d", "%d closed", c.Accepted)}, {c.Review, v.say("待审核%s", "%s to judge", v.amountOf(c.Review, waits.rest))},
		{c.Green, v.say("进行中%d", "%d open", c.Green)}, {c.Amber, v.say("临近%d", "%d due soon", c.Amber)}, {c.Red, v.say("逾期%d", "%d overdue", c.Red)}} {
		if part.n > 0 {
			parts = append(parts, part.words)
		}
	}
	s := v.say("%d项中：", "%d {1:item|items}: ", c.Total) + strings.Join(parts, v.Of("　", ", "))
	if len(waits.late) > 0 {
		s += v.say("（其中%d项部分单位已报办结，待审核）", " (%d of them reported in part)", countItems(waits.late))
	}
	return s
}

// amountOf is a number of items, with that of the reports where more report on them.
func (v voice) amountOf(items int, all []letter.Line) string {
	if len(all) <= items {
		return strconv.Itoa(items)
	}
	return strconv.Itoa(items) + v.beside(v.reports(len(all)))
}

// unheard says where nobody is named as late that answers may lie unread.
func (v voice) unheard(unread msg.Message) []block {
	if unread.IsZero() {
		return nil
	}
	return []block{para(v.says(unread) + v.Of("。", "."))}
}

// addUnheard says that answers may lie unread, before anybody is named as late.
func (p *page) addUnheard(unread msg.Message) {
	if !unread.IsZero() {
		p.add(strong(p.say("%s，以下逾期不能作为没有答复的依据。", "%s: that something is overdue below does not mean that nobody has answered.", p.says(unread))))
	}
}

// addOwn reminds the director of what he owes himself.
func (p *page) addOwn(own []letter.Line, n *numeral) {
	if len(own) == 0 {
		return
	}
	p.add(head(n.next(p.say("%s本人承办的", "%s own items", p.capital(p.your())) +
		p.how("（办结后回复“%s已完成：……”）", " (when one is done, reply “%sdone: …”)", p.callOf(own[0], own)))))
	for _, x := range folded(own) {
		p.add(item(colourOf(x.Colour), p.mark(x), p.titled(x), p.deadline(x), p.undecided(x), p.others(x), p.acting(x)).withLinks(p.answers(x, own)...))
	}
}

// addRaised tells what was reported to the director before it is late.
func (p *page) addRaised(raised []letter.Line, n *numeral) {
	if len(raised) == 0 {
		return
	}
	why := p.Of("（通知无法送达）", " (no letter arrives)")
	if slices.ContainsFunc(raised, func(x letter.Line) bool { return x.Fault.IsZero() }) {
		why = ""
	}
	p.add(head(n.next(p.say("需要%s过问的", "For %s to look into", p.you()) + why)))
	for _, group := range byItem(raised) {
		p.add(p.owed(group, func(x letter.Line) []string { return []string{p.deadline(x), p.says(x.Reason)} }))
	}
}

// addInstructions says what became of instructions.
func (p *page) addInstructions(all []letter.Followed, n *numeral) {
	if len(all) == 0 {
		return
	}
	var rows []string
	for _, i := range all {
		rows = append(rows, p.say("%s　%s（%s）：%s%s", "%s  %s (%s): %s %s", checklist.Numbered(i.Mark, i.No), p.orderOf(i), p.short(i.Instruction.On), i.Party, p.became(i)))
	}
	p.add(head(n.next(p.Of("批示落实", "What became of instructions"))), lines(rows...))
}

func (v voice) orderOf(i letter.Followed) string {
	return i.By + v.Of("", ": ") + "“" + v.first(i.Text, letter.MostQuoted) + "”"
}

func (v voice) became(i letter.Followed) string {
	on := v.short(i.On)
	switch {
	case i.Done:
		return v.say("%s已办结或免办", "done or waived on %s", on)
	case i.On != 0 && i.Answer != "":
		return v.say("%s答复：“%s”", "answered on %s: “%s”", on, v.first(i.Answer, letter.MostQuoted))
	case i.On != 0:
		return v.say("%s已答复", "answered on %s", on)
	case i.Claimed:
		return v.Of("已报办结，待审核", "reported done, to be judged")
	case i.Late:
		return v.say("到期（%s）未答复", "not answered by its day (%s)", v.short(i.Due))
	case i.Due != 0:
		return v.say("尚未答复（%s到期）", "not answered yet (due %s)", v.short(i.Due))
	}
	return v.Of("尚未答复", "not answered yet")
}

// addLastDay says how many items must be done today to be done in time.
func (p *page) addLastDay(d *letter.Digest) {
	if d.LastDay > 0 {
		p.add(para(p.say("其中%d项今天是时限内的最后一个工作日。", "For %d of them today is the last workday before the deadline.", d.LastDay)))
	}
}

// calm reports whether there is nothing red, nothing to judge, and nobody whom no letter
// reaches.
func calm(d *letter.Digest) bool {
	return d.Counts.Red+d.Counts.Review+len(d.Overdue)+len(d.Review)+len(d.Asked)+len(d.Own)+len(d.Raised)+len(d.Faults) == 0
}

// reviewLetter is what a reviewer needs of it: what waits for a verdict.
func reviewLetter(p *page, l letter.Letter) {
	d := l.Digest
	var parts, subject []string
	if len(d.Review) > 0 {
		subject = append(subject, p.say("待您审核%s", "%s to be judged by you", p.amount(d.Review)))
		parts = append(parts, p.say("%s报办结", "%s reported done", p.amount(d.Review)))
	}
	if len(d.Asked) > 0 {
		subject = append(subject, p.say("延期申请%s", "extension asked for on %s", p.amount(d.Asked)))
		parts = append(parts, p.say("%s申请延期", "%s with an extension asked for", p.amount(d.Asked)))
	}
	p.Subject = p.capital(p.clauses(subject))
	p.add(para(p.say("截至%s，有%s，请审核。直接回复本邮件即可。", "As of %s: %s. Please judge by a reply to this mail.", p.short(l.On), p.list(parts))))
	n := p.numeral()
	waits := reviewOf(d)
	p.addReview(waits, n)
	p.addAsked(waits, d.Asked, n)
}

func (p *page) addOverdue(overdue []letter.Line, n *numeral) {
	if len(overdue) == 0 {
		return
	}
	overdue = folded(overdue)
	p.add(head(n.next(p.say("逾期%s", "Overdue: %s", p.amount(overdue)) +
		p.how("（批示请回复“%s 请%s……”）", " (instruct: “%[1]s please …”)", numbered(overdue[0]), overdue[0].Party))))
	for _, group := range byItem(overdue) {
		p.add(p.owed(group, func(x letter.Line) []string { return []string{p.undecided(x), p.contact(x), p.reportedTo(x)} }).withLinks(p.urges(group[0])))
	}
}

func (p *page) addFaults(d *letter.Digest, n *numeral) {
	if all := slices.Concat(d.Faults, d.Notes); len(all) > 0 {
		p.add(head(n.next(p.Of("送达异常", "Letters that do not arrive"))), lines(p.allSaid(all)...))
	}
}

func (p *page) addSenders(d *letter.Digest, n *numeral) {
	if len(d.Senders) > 0 {
		p.add(head(n.next(p.Of("来信核验", "Senders of mail"))), lines(p.allSaid(d.Senders)...))
	}
}

func (p *page) addDepts(depts []letter.Dept, bar func(letter.Dept) []share, n *numeral) {
	if len(depts) == 0 {
		return
	}
	rows, bars := [][]string{strings.Split(p.Of("部门|牵头|已销号|按时率|逾期", "Department|leads|closed|timely|late"), "|")}, [][]share{}
	for _, x := range depts {
		rows = append(rows, []string{x.Name, strconv.Itoa(x.Lead), strconv.Itoa(x.Accepted), onTime(x), strconv.Itoa(x.Overdue)})
		bars = append(bars, bar(x))
	}
	p.add(head(n.next(p.Of("部门情况", "Departments"))), block{Kind: "table", Rows: rows, Shares: bars})
}

// standingOf is how what a department leads stands.
func standingOf(d letter.Dept) []share {
	return toScale(d.Lead, share{N: d.Accepted, Colour: colourGrey}, share{N: d.Lead - d.Accepted - d.Overdue, Colour: colourGreen}, share{N: d.Overdue, Colour: colourRed})
}

// addCourse shows how the season went, unless a queue needs the screen.
func (p *page) addCourse(d *letter.Digest, waits review) {
	if len(d.Course) > 0 && len(waits.look)+len(waits.alike) <= fewClaims {
		p.add(block{Kind: "course", Course: d.Course})
	}
}

// troubledFirst names the departments that are late, or were, and sums up the others.
func (v voice) troubledFirst(all []letter.Dept) (rows []letter.Dept) {
	var rest []letter.Dept
	for _, d := range all {
		if d.Overdue > 0 || d.OnTime < d.Due {
			rows = append(rows, d)
		} else {
			rest = append(rest, d)
		}
	}
	const few = 3 // not worth a sum
	if len(rest) <= few || len(rows) == 0 {
		return all
	}
	return append(rows, v.sumOf(rest))
}

func onTime(d letter.Dept) string {
	percent, ok := d.Share(d.OnTime)
	if !ok {
		return "—"
	}
	return fmt.Sprintf("%d%%", percent)
}

// numeral counts headings, in Chinese; those in English have no number.
type numeral struct {
	voice
	n int
}

func (v voice) numeral() *numeral { return &numeral{voice: v} }

func (n *numeral) next(heading string) string {
	n.n++
	return n.Of(string([]rune("一二三四五六七八九十")[n.n-1])+"、", "") + heading
}

// digestFoot carries the head of the chain: a later rewrite of history contradicts
// letters already delivered.
func (v voice) digestFoot(d *letter.Digest) string {
	var parts []string
	if !d.MailboxOK.IsZero() {
		parts = append(parts, v.say("收信最近成功：%s", "mail read: %s", d.MailboxOK))
	}
	if d.Next != 0 {
		parts = append(parts, v.say("下期：%s", "next: %s", v.short(d.Next)))
	}
	return strings.Join(append(parts, said(v.recordChain(d))...), v.gap())
}

// recordChain is the chain's head as letters print it.
func (v voice) recordChain(d *letter.Digest) string {
	h := d.Head
	if len(h) < 16 {
		return ""
	}
	return v.say("记录链：%s %s %s %s（第%s条）", "record: %s %s %s %s (no. %s)", h[:4], h[4:8], h[8:12], h[12:16], thousands(d.Events))
}
