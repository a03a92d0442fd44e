package notify

import (
	"fmt"
	"strings"

	"duban/checklist"
)

// assignLetter (交办) carries the whole content of each item, once.
func assignLetter(l checklist.Letter, _ Office) (p page) {
	all := folded(l.Lines)
	leads, joint := byRole(all)
	p.Subject = "交办" + amount(all)
	late := past(l.Lines)
	if first := earliest(l.Lines).Deadline; late > 0 {
		p.Subject += latePart(late, countItems(l.Lines))
	} else if first != 0 {
		p.Subject += fmt.Sprintf("，首项%s到期", first.LongFrom(l.On))
	}
	issued := fmt.Sprintf("%s已下发，其中%s。", listName(l), shares(readerOf(l), leads, joint))
	if l.Copied == nil {
		issued += "请于收到后回复“收到”。"
	}
	p.add(para("%s", issued), received())
	if late > 0 {
		p.add(para("%s的时限在交办时已过，请尽快办理，并先回复拟办结的日期。", ofWhich(late, countItems(l.Lines))))
	}
	p.add(ifAsked(l, howToAnswer(all, len(l.Lines))...)...)
	p.add(ifAsked(l, para("随时可以来信查询：只写“清单”，答复您的待办和时限；只写“%s 情况”，答复该项的经过。", numbered(l.Lines[0])))...)
	if len(leads) > 0 {
		p.add(head("牵头事项"))
		p.addWhole(leads, l)
	}
	if len(joint) > 0 {
		p.add(head("配合事项（由牵头部门汇总，请配合提供情况）"))
		p.addWhole(joint, l)
	}
	return p
}

func (p *page) addWhole(all []checklist.Line, l checklist.Letter) {
	var items []block
	for _, x := range all {
		name := fmt.Sprintf("%s　%s%s", numbered(x), x.Content, part(x))
		b := item(firstColour(x), firstMark(x, l.On), name, instructed(x), deadline(x, l.On), others(x), acting(x))
		if b.Mark != "" { // due by now
			b.Links = answers(x, l.Lines)
		}
		items = append(items, b)
	}
	p.add(grouped(items)...)
}

// past counts the items whose deadline has passed.
func past(all []checklist.Line) int {
	return countItems(only(all, func(x checklist.Line) bool { return x.Colour == checklist.Red }))
}

func latePart(late, all int) string {
	if late == all {
		return "，时限已过"
	}
	return fmt.Sprintf("，其中%d项时限已过", late)
}

func ofWhich(late, all int) string {
	if late == all {
		return "所列事项"
	}
	return fmt.Sprintf("其中%d项", late)
}

// firstMark is the mark of what its reader was never asked for before: he is not late yet.
func firstMark(x checklist.Line, on checklist.Day) string {
	if x.Colour == checklist.Red {
		return "时限已过"
	}
	return mark(x, on)
}

func firstColour(x checklist.Line) string {
	if x.Colour == checklist.Red {
		return colourOf(checklist.Amber)
	}
	return colourOf(x.Colour)
}

func byRole(all []checklist.Line) (leads, joint []checklist.Line) {
	for _, x := range all {
		if x.Role == checklist.Joint {
			joint = append(joint, x)
		} else {
			leads = append(leads, x)
		}
	}
	return leads, joint
}

func earliest(all []checklist.Line) checklist.Line {
	first := all[0]
	for _, x := range all {
		if x.Deadline != 0 && (first.Deadline == 0 || x.Deadline < first.Deadline) {
			first = x
		}
	}
	return first
}

func listName(l checklist.Letter) string {
	if len(l.Lists) > 0 {
		return strings.Join(l.Lists, "、")
	}
	if l.List == "" {
		return "督办清单"
	}
	return "《" + l.List + "》"
}

func shares(reader string, leads, joint []checklist.Line) string {
	var parts []string
	if len(leads) > 0 {
		parts = append(parts, amount(leads)+"由"+reader+"牵头")
	}
	if len(joint) > 0 {
		parts = append(parts, amount(joint)+"由"+reader+"配合")
	}
	return strings.Join(parts, "，")
}
