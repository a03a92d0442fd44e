package notify

import (
	"fmt"
	"strings"

	"duban/checklist"
)

// remindLetter (提醒, 催办) says what presses, most urgent first, how to answer, and in a
// line what is far away. An item that is new to its reader carries its whole content, as
// in a first letter.
func remindLetter(l checklist.Letter, _ Office) (p page) {
	all := folded(l.Lines)
	near, rest := pressing(all)
	full, more := listed(near)
	p.Subject = remindSubject(l, near)
	p.add(para("截至%s，%s有%s未办结%s。", l.On.Short(), readerOf(l), amount(all), ofThem(l, near)))
	var items []block
	for _, x := range full {
		name, how, says := titled(x), colourOf(x.Colour), mark(x, l.On)
		if isNew(x) {
			name, how, says = fmt.Sprintf("%s　（新交办）%s%s", numbered(x), x.Content, part(x)), firstColour(x), firstMark(x, l.On)
		}
		items = append(items, item(how, says, name, instructed(x), deadline(x, l.On), undecided(x, l.On), others(x), told(x), acting(x)).withLinks(answers(x, l.Lines)...))
	}
	p.add(grouped(items)...)
	p.addByDay("另有%s，不再逐项写出：", more, l.On)
	p.add(ifAsked(l, howToAnswer(near, len(l.Lines))...)...)
	p.add(received())
	p.add(asksProgress(l.Lines)...)
	p.addByDay("其余%s，到期前另行提醒：", rest, l.On)
	return p
}

// asksFor reports whether a line is there for a question how it stands.
func asksFor(x checklist.Line) bool { return strings.HasPrefix(x.Step, "progress+") }

// asksProgress asks how it stands with what is far away.
func asksProgress(all []checklist.Line) []block {
	var calls []string
	for _, x := range all {
		if asksFor(x) {
			calls = append(calls, strings.TrimSpace(callOf(x, all)))
		}
	}
	if len(calls) == 0 {
		return nil
	}
	return []block{para("时限尚远，请简要回复进展：%s。", strings.Join(calls, "、"))}
}

func isNew(x checklist.Line) bool { return x.Step == "assign" }

func isLate(x checklist.Line) bool { return x.Colour == checklist.Red && !isNew(x) }

func only(all []checklist.Line, is func(checklist.Line) bool) (some []checklist.Line) {
	for _, x := range all {
		if is(x) {
			some = append(some, x)
		}
	}
	return some
}

// ofThem says how what is owed stands: each item under one head.
func ofThem(l checklist.Letter, near []checklist.Line) string {
	if len(l.Lines) == 1 && !isLate(near[0]) {
		return ""
	}
	var parts []string
	var heads []string
	counted := map[string][]checklist.Line{}
	for _, x := range near {
		head := standsAs(x, l.On)
		if _, known := counted[head]; !known {
			heads = append(heads, head)
		}
		counted[head] = append(counted[head], x)
	}
	for _, head := range heads {
		all := counted[head]
		said := fmt.Sprintf("%s%d项", head, countItems(all))
		if asked := only(all, func(x checklist.Line) bool { return undecided(x, l.On) != "" || x.Asked != 0 }); len(asked) > 0 {
			said += fmt.Sprintf("（其中%d项延期待批）", countItems(asked))
		}
		parts = append(parts, said)
	}
	return "：" + strings.Join(parts, "，")
}

// standsAs is under which head of the first line an item is counted.
func standsAs(x checklist.Line, on checklist.Day) string {
	switch {
	case isNew(x):
		return "新交办"
	case x.Colour == checklist.Red:
		return "逾期"
	case len(x.Instructions) > 0 && x.Colour == checklist.Green:
		return saysInstructed
	case x.Deadline == 0:
		return "请反馈进展"
	case x.Left == 0:
		return "今日到期"
	case x.Colour == checklist.Amber:
		return "3个工作日内到期"
	}
	return fmt.Sprintf("%d个工作日后到期", x.Left)
}

// remindSubject names what presses first, and how many there are of it.
func remindSubject(l checklist.Letter, near []checklist.Line) string {
	if late := only(near, isLate); len(late) > 0 {
		return fmt.Sprintf("逾期%s，请今日回复", amount(late))
	}
	if asked := only(near, isInstructed); len(asked) > 0 {
		return fmt.Sprintf("请今日答复%s的批示", amount(asked))
	}
	dated := only(near, func(x checklist.Line) bool { return x.Colour != checklist.Red })
	if len(dated) == 0 {
		return fmt.Sprintf("新交办%s，时限已过", amount(near))
	}
	says := remaining(dated[0], l.On)
	first := only(dated, func(x checklist.Line) bool { return remaining(x, l.On) == says })
	if dated[0].Left > 0 {
		says += "到期"
	}
	s := amount(first) + says
	if len(first) == 1 {
		s = fmt.Sprintf("第%s项%s", numbered(first[0]), says)
	}
	if all := countItems(l.Lines); all > countItems(first) {
		s += fmt.Sprintf("（共%d项待办）", all)
	}
	return s
}
