package notify

import (
	"duban/checklist"
	"duban/checklist/letter"
)

// inquiryLetter (查询答复) answers a question that came by mail.
func inquiryLetter(p *page, l letter.Letter) {
	q := l.Inquiry
	switch {
	case q.List:
		p.addOwedList(l)
	case len(q.Status) > 0:
		p.Subject = p.Of("查询答复：运行状态", "Answer: how everything runs")
		p.add(para(p.say("截至%s，运行情况如下：", "As of %s:", p.moment(q.ReceivedMs))), lines(p.allSaid(q.Status)...))
	default:
		p.Subject = p.say("查询答复：%s", "Answer: %s", p.storyNumbers(q))
		if len(q.Stories) > 0 {
			p.add(para(p.say("您%s查询的事项，情况如下：", "You asked on %s; this is what happened:", p.moment(q.ReceivedMs))))
		}
		for _, s := range q.Stories {
			p.addStory(s)
		}
	}
	if len(q.Refused) > 0 {
		p.add(head(p.say("您%s的查询，未能答复的", "What you asked on %s and is not answered", p.moment(q.ReceivedMs))), lines(p.allSaid(q.Refused)...))
	}
	p.addEnclosures(q.Files)
	if q.Limit > 0 {
		p.add(strong(p.say("今日已答复%d次查询，其余请明日再查，急需的请与督办员联系。", "%d {1:question has|questions have} been answered today; please ask again tomorrow, or the clerk if it is urgent.", q.Limit)))
	}
	if !q.List && len(q.Status) == 0 && len(l.Lines) > 0 {
		p.add(para(p.Of("可直接回复本邮件办理，每行以序号开头。", "You can answer this mail; begin each line with the number.")))
	}
}

func (v voice) storyNumbers(q *letter.Inquiry) string {
	if len(q.Stories) == 0 {
		return v.Of("没有可查询的事项", "nothing that you can ask about")
	}
	var nos []int
	for _, s := range q.Stories {
		nos = append(nos, s.No)
	}
	return v.say("%s情况", "%s", v.says(checklist.SaidItems(nos)))
}

// addOwedList shows what waits for its reader's verdict, what he owes by deadline, and
// what he has reported.
func (p *page) addOwedList(l letter.Letter) {
	d := &letter.Digest{}
	var owed, reported []letter.Line
	for _, x := range l.Lines {
		switch x.Heading {
		case letter.HeadingWaiting:
			d.Review = append(d.Review, x)
		case letter.HeadingAsked:
			d.Asked = append(d.Asked, x)
		case letter.HeadingTold:
			reported = append(reported, x)
		default:
			owed = append(owed, x)
		}
	}
	owed = folded(owed)
	counts := p.countOwed(len(owed), len(d.Review)+len(d.Asked))
	p.Subject = p.say("查询答复：%s", "Answer: %s", counts)
	p.add(para(p.say("截至%s，%s。", "As of %s: %s.", p.short(l.On), counts)))
	n := p.numeral()
	waits := reviewOf(d)
	p.addReview(waits, n)
	p.addAsked(waits, d.Asked, n)
	if len(owed) > 0 {
		p.add(head(p.Of("未办结（按时限）", "Open, by deadline")))
	}
	for _, x := range owed {
		p.add(item(colourOf(x.Colour), p.mark(x), p.titled(x), p.deadline(x), p.undecided(x), p.asJoint(x)))
	}
	if len(reported) > 0 {
		p.add(head(p.Of("已报，等候审定", "Reported, waiting for a decision")))
	}
	for _, x := range reported {
		p.add(item(colourBlue, p.Of("已报", "reported"), p.titled(x), p.deadline(x)))
	}
	if len(owed) > 0 {
		p.add(p.howToAnswer(owed, len(owed))...)
	}
}

func (v voice) countOwed(owed, waiting int) string {
	var parts []string
	if waiting > 0 {
		parts = append(parts, v.say("待您审核%d项", "%d to be judged by you", waiting))
	}
	if owed > 0 {
		parts = append(parts, v.say("您有%d项未办结", "%d {1:item is|items are} open for you", owed))
	}
	if len(parts) == 0 {
		return v.Of("您没有未办结的事项", "nothing open for you")
	}
	return v.clauses(parts)
}

func (p *page) addStory(s letter.Story) {
	p.add(head(p.capital(p.says(checklist.SaidItems([]int{s.No}))) + p.gap() + p.nameOf(s.Content) + p.beside(p.titleOf(s.List))))
	for _, x := range s.Parts {
		name := x.Party
		if x.Role == checklist.Joint {
			name += p.Of("（配合）", " (takes part)")
		}
		if x.Part != "" {
			name += p.part(letter.Line{Part: x.Part})
		}
		due := p.deadline(letter.Line{Deadline: x.Deadline, Original: x.Original, Part: x.Part})
		p.add(item(stateColour(x.State), p.stateName(x), name, append([]string{due}, p.happened(x)...)...))
	}
}

// happened is what happened to a part, a line for each event.
func (v voice) happened(x letter.StoryPart) (all []string) {
	if x.Earlier > 0 {
		all = append(all, v.say("……此前%d条从略", "… %d earlier {1:one|ones} left out", x.Earlier))
	}
	for _, e := range x.Events {
		all = append(all, v.event(e))
	}
	if x.Answered != 0 {
		all = append(all, v.short(x.Answered)+v.gap()+v.Of("已反馈", "answered"))
	}
	if x.Reminded > 0 {
		reminded := v.say("本轮已提醒%d次，最近一次%s", "reminded {1:once|%[1]d times} in this round, last on %[2]s", x.Reminded, v.short(x.LastSent))
		all = append(all, v.remarks(reminded, v.reportedTo(letter.Line{Told: x.Told})))
	}
	return all
}

// event is one of them: 4月28日15:02　技术服务部负责人报办结：“……”.
func (v voice) event(e letter.StoryEvent) string {
	by := v.actor(e.By)
	s := v.moment(e.AtMs) + v.gap() + by
	if by != "" {
		s += v.Of("", ": ")
	}
	s += v.says(e.Kind.Message())
	if e.Day != 0 {
		s += v.beside(v.short(e.Day))
	}
	if e.To != "" {
		return s + v.Of("：", ": ") + e.To
	}
	s += v.recorded(e.Way)
	if said := v.says(e.Words); said != "" {
		s += v.Of("：", ": ") + "“" + said + "”"
	}
	if e.Unproven {
		s += v.beside(v.Of("发件人未核验", "sender not proven"))
	}
	return s
}

func (v voice) stateName(x letter.StoryPart) string {
	if x.Role == checklist.Joint && x.State == checklist.Submitted {
		return v.Of("已反馈", "answered")
	}
	return v.says(x.State.Message())
}

func stateColour(s checklist.State) string {
	if s == checklist.Submitted {
		return colourBlue
	}
	return colourGrey
}

func (p *page) addEnclosures(files []letter.Enclosure) {
	if len(files) == 0 {
		return
	}
	b, left := lines(), false
	for _, f := range files {
		line := p.file(f.File)
		if !f.Enclosed {
			line, left = line+p.gap()+p.Of("未随信附上", "not enclosed"), true
		}
		b.Lines = append(b.Lines, line)
	}
	p.add(head(p.say("佐证材料%d件", "%d {1:file|files} of evidence", len(files))), b)
	if left {
		p.add(para(p.Of("未随信附上的（过大，或不宜直接打开），请向督办员索取。", "What is not enclosed (too large, or not to be opened without care) the clerk has.")))
	}
}
