package notify

import (
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
)

// assignLetter (交办) carries the whole content of each item, once.
func assignLetter(l checklist.Letter, _ Office) (p page) {
	leads, joint := byRole(l.Lines)
	p.Subject = fmt.Sprintf("交办%d项", len(l.Lines))
	late := past(l.Lines)
	if first := earliest(l.Lines).Deadline; late > 0 {
		p.Subject += latePart(late, len(l.Lines))
	} else if first != 0 {
		p.Subject += fmt.Sprintf("，首项%s到期", first.Long())
	}
	p.add(para("%s已下发，其中%s。请于收到后回复“收到”。", listName(l), shares(leads, joint)))
	if late > 0 {
		p.add(para("%s的时限在交办时已过，请尽快办理，并先回复拟办结的日期。", ofWhich(late, len(l.Lines))))
	}
	if len(leads) > 0 {
		p.add(head("牵头事项"))
		p.addWhole(leads, l.On)
	}
	if len(joint) > 0 {
		p.add(head("配合事项（由牵头部门汇总，请配合提供情况）"))
		p.addWhole(joint, l.On)
	}
	p.add(howToAnswer(l.Lines)...)
	p.add(para("随时可以来信查询：只写“清单”，答复您的待办和时限；只写“%s 情况”，答复该项的经过。", numbered(l.Lines[0])))
	return p
}

func (p *page) addWhole(all []checklist.Line, on checklist.Day) {
	for _, x := range all {
		p.add(item(firstColour(x), firstMark(x, on), fmt.Sprintf("%s　%s%s", numbered(x), x.Content, part(x)), deadline(x), others(x), acting(x)))
	}
}

// past counts the items whose deadline has passed.
func past(all []checklist.Line) (n int) {
	for _, x := range all {
		if x.Colour == checklist.Red {
			n++
		}
	}
	return n
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

func shares(leads, joint []checklist.Line) string {
	var parts []string
	if len(leads) > 0 {
		parts = append(parts, fmt.Sprintf("%d项由您牵头", len(leads)))
	}
	if len(joint) > 0 {
		parts = append(parts, fmt.Sprintf("%d项由您配合", len(joint)))
	}
	return strings.Join(parts, "，")
}

// remindLetter (提醒, 催办) lists all that is owed, the most urgent first. An item
// that is new to its reader carries its whole content, as in a first letter.
func remindLetter(l checklist.Letter, _ Office) (p page) {
	late, fresh := 0, 0
	for _, x := range l.Lines {
		if isNew(x) {
			fresh++
		} else if x.Colour == checklist.Red {
			late++
		}
	}
	p.Subject = remindSubject(l, late)
	p.add(para("截至%s，您有%d项未办结%s。", l.On.Short(), len(l.Lines), ofThem(late, fresh)))
	for _, x := range l.Lines {
		name, how, says := titled(x), colourOf(x.Colour), mark(x, l.On)
		if isNew(x) {
			name, how, says = fmt.Sprintf("%s　（新交办）%s%s", numbered(x), x.Content, part(x)), firstColour(x), firstMark(x, l.On)
		}
		p.add(item(how, says, name, deadline(x), undecided(x), others(x), told(x), acting(x)))
	}
	p.add(asksProgress(l.Lines)...)
	p.add(howToAnswer(l.Lines)...)
	return p
}

// asksProgress asks how it stands with what is far away.
func asksProgress(all []checklist.Line) []block {
	var calls []string
	for _, x := range all {
		if strings.HasPrefix(x.Step, "progress+") {
			calls = append(calls, strings.TrimSpace(callOf(x, all)))
		}
	}
	if len(calls) == 0 {
		return nil
	}
	return []block{para("时限尚远，请简要回复进展：%s。", strings.Join(calls, "、"))}
}

func isNew(x checklist.Line) bool { return x.Step == "assign" }

func ofThem(late, fresh int) string {
	var parts []string
	if late > 0 {
		parts = append(parts, fmt.Sprintf("逾期%d项", late))
	}
	if fresh > 0 {
		parts = append(parts, fmt.Sprintf("新交办%d项", fresh))
	}
	if len(parts) == 0 {
		return ""
	}
	return "，其中" + strings.Join(parts, "、")
}

func remindSubject(l checklist.Letter, late int) string {
	if late > 0 {
		return fmt.Sprintf("逾期%d项，请今日回复", late)
	}
	at := slices.IndexFunc(l.Lines, func(x checklist.Line) bool { return x.Colour != checklist.Red })
	if at < 0 {
		return fmt.Sprintf("新交办%d项，时限已过", len(l.Lines))
	}
	nearest := l.Lines[at]
	s := fmt.Sprintf("第%s项%s", numbered(nearest), remaining(nearest, l.On))
	if nearest.Left > 0 {
		s += "到期"
	}
	if len(l.Lines) > 1 {
		s = fmt.Sprintf("%d项待办：%s", len(l.Lines), s)
	}
	return s
}
