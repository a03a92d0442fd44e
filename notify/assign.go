package notify

import (
	"duban/checklist"
	"duban/checklist/letter"
)

// assignLetter (交办) carries the whole content of each item, once.
func assignLetter(p *page, l letter.Letter) {
	all := folded(l.Lines)
	leads, joint := byRole(all)
	p.Subject = p.say("交办%s", "%s assigned", p.amount(all))
	late := past(l.Lines)
	if first := earliest(l.Lines).Deadline; late > 0 {
		p.Subject += p.latePart(late, countItems(l.Lines))
	} else if first != 0 {
		due := p.say("，首项%s到期", ", the first due %s", p.date(first))
		if countItems(l.Lines) == 1 {
			due = p.say("，首项%s到期", ", due %s", p.date(first))
		}
		p.Subject += due
	}
	p.add(para(p.say("%s已下发，其中%s。", "%s has been issued: %s.", p.listName(l), p.shares(leads, joint))+
		p.how("请于收到后回复“收到”。", " Please answer “received” when you have read this.")), p.received())
	if late > 0 {
		p.add(para(p.say("%s的时限在交办时已过，请尽快办理，并先回复拟办结的日期。", "The deadline of %s has passed already: please deal with it soon, and answer first by when it will be done.", p.ofWhich(late, countItems(l.Lines)))))
	}
	p.add(p.ifAsked(p.howToAnswer(all, len(l.Lines))...)...)
	p.add(p.ifAsked(para(p.say("随时可以来信查询：只写“清单”，答复您的待办和时限；只写“%s 情况”，答复该项的经过。",
		"You can ask at any time by a mail of one line: “list” brings what you owe and until when, “%s status” what has happened to that item.", numbered(l.Lines[0]))))...)
	if len(leads) > 0 {
		p.add(head(p.Of("牵头事项", "Items that you lead")))
		p.addWhole(leads, l)
	}
	if len(joint) > 0 {
		p.add(head(p.Of("配合事项（由牵头部门汇总，请配合提供情况）", "Items that you take part in (the lead reports; please tell how your part stands)")))
		p.addWhole(joint, l)
	}
}

func (p *page) addWhole(all []letter.Line, l letter.Letter) {
	var items []block
	for _, x := range all {
		name := numbered(x) + p.gap() + x.Content + p.part(x)
		b := item(firstColour(x), p.firstMark(x), name, p.instructed(x), p.deadline(x), p.others(x), p.acting(x))
		if b.Mark != "" { // due by now
			b.Links = p.answers(x, l.Lines)
		}
		items = append(items, b)
	}
	p.add(p.grouped(items)...)
}

// past counts the items whose deadline has passed.
func past(all []letter.Line) int {
	return countItems(only(all, func(x letter.Line) bool { return x.Colour == letter.Red }))
}

func (v voice) latePart(late, all int) string {
	if late == all {
		return v.Of("，时限已过", ", past the deadline")
	}
	return v.say("，其中%d项时限已过", ", %d past the deadline", late)
}

func (v voice) ofWhich(late, all int) string {
	if late == all {
		return v.Of("所列事项", "what is listed here")
	}
	return v.say("其中%d项", "%d of them", late)
}

// firstMark is the mark of what its reader was never asked for before: he is not late yet.
func (v voice) firstMark(x letter.Line) string {
	if x.Colour == letter.Red {
		return v.Of("时限已过", "past the deadline")
	}
	return v.mark(x)
}

func firstColour(x letter.Line) string {
	if x.Colour == letter.Red {
		return colourOf(letter.Amber)
	}
	return colourOf(x.Colour)
}

func byRole(all []letter.Line) (leads, joint []letter.Line) {
	for _, x := range all {
		if x.Role == checklist.Joint {
			joint = append(joint, x)
		} else {
			leads = append(leads, x)
		}
	}
	return leads, joint
}

func earliest(all []letter.Line) letter.Line {
	first := all[0]
	for _, x := range all {
		if x.Deadline != 0 && (first.Deadline == 0 || x.Deadline < first.Deadline) {
			first = x
		}
	}
	return first
}

func (v voice) listName(l letter.Letter) string {
	if len(l.Lists) > 0 {
		return v.list(v.lists(l))
	}
	if l.List == "" {
		return v.Of("督办清单", "The checklist")
	}
	return v.titleOf(l.List)
}

// shares says what of a list its reader leads, and what he takes part in.
func (v voice) shares(leads, joint []letter.Line) string {
	var parts []string
	if len(leads) > 0 {
		parts = append(parts, v.say("%s由%s牵头", "%s for %s to lead", v.amount(leads), v.you()))
	}
	if len(joint) > 0 {
		parts = append(parts, v.say("%s由%s配合", "%s for %s to take part in", v.amount(joint), v.you()))
	}
	return v.clauses(parts)
}
