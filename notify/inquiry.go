package notify

import (
	"fmt"
	"strings"

	"duban/checklist"
)

// inquiryLetter (查询答复) answers a question that came by mail.
func inquiryLetter(l checklist.Letter, o Office) (p page) {
	q := l.Inquiry
	switch {
	case q.List:
		p.addOwedList(l)
	case len(q.Status) > 0:
		p.Subject = "查询答复：运行状态"
		p.add(para("截至%s，运行情况如下：", moment(q.ReceivedMs, o)), lines(q.Status...))
	default:
		p.Subject = "查询答复：" + storyNumbers(q)
		if len(q.Stories) > 0 {
			p.add(para("您%s查询的事项，情况如下：", moment(q.ReceivedMs, o)))
		}
		for _, s := range q.Stories {
			p.addStory(s)
		}
	}
	if len(q.Refused) > 0 {
		p.add(head("您%s的查询，未能答复的", moment(q.ReceivedMs, o)), lines(q.Refused...))
	}
	p.addEnclosures(q.Files)
	if q.Limit > 0 {
		p.add(strong("今日已答复%d次查询，其余请明日再查，急需的请与督办员联系。", q.Limit))
	}
	if !q.List && len(q.Status) == 0 && len(l.Lines) > 0 {
		p.add(para("可直接回复本邮件办理，每行以序号开头。"))
	}
	return p
}

func storyNumbers(q *checklist.Inquiry) string {
	if len(q.Stories) == 0 {
		return "没有可查询的事项"
	}
	var nos []int
	for _, s := range q.Stories {
		nos = append(nos, s.No)
	}
	return checklist.ItemNumbers(nos) + "情况"
}

// addOwedList shows what waits for its reader's verdict, what he owes by deadline, and
// what he has reported.
func (p *page) addOwedList(l checklist.Letter) {
	d := &checklist.Digest{}
	var owed, reported []checklist.Line
	for _, x := range l.Lines {
		switch x.Heading {
		case checklist.HeadingWaiting:
			d.Review = append(d.Review, x)
		case checklist.HeadingAsked:
			d.Asked = append(d.Asked, x)
		case checklist.HeadingTold:
			reported = append(reported, x)
		default:
			owed = append(owed, x)
		}
	}
	owed = folded(owed)
	p.Subject = "查询答复：" + countOwed(len(owed), len(d.Review)+len(d.Asked))
	p.add(para("截至%s，%s。", l.On.Short(), countOwed(len(owed), len(d.Review)+len(d.Asked))))
	n := &numeral{}
	waits := reviewOf(d)
	p.addReview(waits, l.On, n)
	p.addAsked(waits, d.Asked, l.On, n)
	if len(owed) > 0 {
		p.add(head("未办结（按时限）"))
	}
	for _, x := range owed {
		p.add(item(colourOf(x.Colour), mark(x, l.On), titled(x), deadline(x, l.On), undecided(x, l.On), asJoint(x)))
	}
	if len(reported) > 0 {
		p.add(head("已报，等候审定"))
	}
	for _, x := range reported {
		p.add(item(colourBlue, "已报", titled(x), deadline(x, l.On)))
	}
	if len(owed) > 0 {
		p.add(howToAnswer(owed, len(owed))...)
	}
}

func asJoint(x checklist.Line) string {
	if x.Role == checklist.Joint {
		return "请配合"
	}
	return ""
}

func countOwed(owed, waiting int) string {
	var parts []string
	if waiting > 0 {
		parts = append(parts, fmt.Sprintf("待您审核%d项", waiting))
	}
	if owed > 0 {
		parts = append(parts, fmt.Sprintf("您有%d项未办结", owed))
	}
	if len(parts) == 0 {
		return "您没有未办结的事项"
	}
	return strings.Join(parts, "，")
}

func (p *page) addStory(s checklist.Story) {
	p.add(head("第%d项　%s（《%s》）", s.No, checklist.ShortName(s.Content), s.List))
	for _, x := range s.Parts {
		name := x.Party
		if x.Role == checklist.Joint {
			name += "（配合）"
		}
		if x.Part != "" {
			name += "〔" + x.Part + "〕"
		}
		entries := x.Entries
		if x.Earlier > 0 {
			entries = append([]string{fmt.Sprintf("……此前%d条从略", x.Earlier)}, entries...)
		}
		due := deadline(checklist.Line{Deadline: x.Deadline, Original: x.Original, Part: x.Part}, 0)
		p.add(item(stateColour(x.State), stateName(x), name, append([]string{due}, entries...)...))
	}
}

func stateName(x checklist.StoryPart) string {
	if x.Role == checklist.Joint && x.State == checklist.Submitted {
		return "已反馈"
	}
	return x.State.Chinese()
}

func stateColour(s checklist.State) string {
	if s == checklist.Submitted {
		return colourBlue
	}
	return colourGrey
}

func (p *page) addEnclosures(files []checklist.Enclosure) {
	if len(files) == 0 {
		return
	}
	b, left := lines(), false
	for _, f := range files {
		line := fmt.Sprintf("%s（%s，校验 %s）", f.Name, size(f.Size), shortHash(f.SHA256))
		if f.Note != "" {
			line += "　" + f.Note
		}
		if !f.Enclosed {
			line, left = line+"　未随信附上", true
		}
		b.Lines = append(b.Lines, line)
	}
	p.add(head("佐证材料%d件", len(files)), b)
	if left {
		p.add(para("未随信附上的（过大，或不宜直接打开），请向督办员索取。"))
	}
}
