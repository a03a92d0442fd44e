package notify

import (
	"strings"

	"duban/checklist/letter"
	"duban/internal/words"
)

// remindLetter (提醒, 催办) says what presses, most urgent first, how to answer, and in a
// line what is far away. An item that is new to its reader carries its whole content, as
// in a first letter.
func remindLetter(p *page, l letter.Letter) {
	all := folded(l.Lines)
	near, rest := pressing(all)
	full, more := listed(near)
	p.Subject = p.remindSubject(l, near)
	p.add(para(p.say("截至%s，%s有%s未办结%s。", "As of %[1]s, %[3]s open for %[2]s%[4]s.", p.short(l.On), p.you(), p.amount(all), p.ofThem(l, near))))
	var items []block
	for _, x := range full {
		name, how, says := p.titled(x), colourOf(x.Colour), p.mark(x)
		if isNew(x) {
			name, how, says = numbered(x)+p.gap()+p.Of("（新交办）", "(new) ")+x.Content+p.part(x), firstColour(x), p.firstMark(x)
		}
		items = append(items, item(how, says, name, p.instructed(x), p.deadline(x), p.undecided(x), p.others(x), p.reportedTo(x), p.acting(x)).withLinks(p.answers(x, l.Lines)...))
	}
	p.add(p.grouped(items)...)
	p.addByDay(words.Text{Zh: "另有%s，不再逐项写出：", En: "%s more, not written out one by one:"}, more)
	p.add(p.ifAsked(p.howToAnswer(near, len(l.Lines))...)...)
	p.add(p.received())
	p.add(p.ifAsked(p.asksProgress(l.Lines)...)...)
	p.addByDay(words.Text{Zh: "其余%s，到期前另行提醒：", En: "The rest, %s, of which you are reminded before the deadline:"}, rest)
}

// asksFor reports whether a line is there for a question how it stands.
func asksFor(x letter.Line) bool { return strings.HasPrefix(x.Step, "progress+") }

// asksProgress asks how it stands with what is far away.
func (v voice) asksProgress(all []letter.Line) []block {
	var calls []string
	for _, x := range all {
		if asksFor(x) {
			calls = append(calls, strings.TrimSpace(v.callOf(x, all)))
		}
	}
	if len(calls) == 0 {
		return nil
	}
	return []block{para(v.say("时限尚远，请简要回复进展：%s。", "Not due for long: please answer in a line how it stands with %s.", v.list(calls)))}
}

func isNew(x letter.Line) bool { return x.Step == "assign" }

func isLate(x letter.Line) bool { return x.Colour == letter.Red && !isNew(x) }

func only(all []letter.Line, is func(letter.Line) bool) (some []letter.Line) {
	for _, x := range all {
		if is(x) {
			some = append(some, x)
		}
	}
	return some
}

// ofThem says how what is owed stands: each item under one head.
func (v voice) ofThem(l letter.Letter, near []letter.Line) string {
	if len(l.Lines) == 1 && !isLate(near[0]) {
		return ""
	}
	var parts []string
	var heads []string
	counted := map[string][]letter.Line{}
	for _, x := range near {
		head := v.standsAs(x)
		if _, known := counted[head]; !known {
			heads = append(heads, head)
		}
		counted[head] = append(counted[head], x)
	}
	for _, head := range heads {
		all := counted[head]
		said := v.say("%s%d项", "%[2]d %[1]s", head, countItems(all))
		if asked := only(all, func(x letter.Line) bool { return v.undecided(x) != "" || x.Asked != 0 }); len(asked) > 0 {
			said += v.say("（其中%d项延期待批）", " (%d with an extension undecided)", countItems(asked))
		}
		parts = append(parts, said)
	}
	return v.Of("：", ": ") + v.clauses(parts)
}

// standsAs is under which head of the first line an item is counted.
func (v voice) standsAs(x letter.Line) string {
	switch {
	case isNew(x):
		return v.Of("新交办", "new")
	case x.Colour == letter.Red:
		return v.Of("逾期", "overdue")
	case len(x.Instructions) > 0 && x.Colour == letter.Green:
		return v.Of("批示待答复", "with an instruction not answered")
	case x.Deadline == 0:
		return v.Of("请反馈进展", "to report progress on")
	case x.Left == 0:
		return v.Of("今日到期", "due today")
	case x.Colour == letter.Amber:
		return v.Of("3个工作日内到期", "due within 3 workdays")
	}
	return v.say("%d个工作日后到期", "due in %d {1:workday|workdays}", x.Left)
}

// remindSubject names what presses first, and how many there are of it.
func (v voice) remindSubject(l letter.Letter, near []letter.Line) string {
	if late := only(near, isLate); len(late) > 0 {
		return v.say("逾期%s，请今日回复", "%s overdue, please answer today", v.amount(late))
	}
	if asked := only(near, isInstructed); len(asked) > 0 {
		return v.say("请今日答复%s的批示", "Please answer today the instruction on %s", v.amount(asked))
	}
	dated := only(near, func(x letter.Line) bool { return x.Colour != letter.Red })
	if len(dated) == 0 {
		return v.say("新交办%s，时限已过", "%s newly assigned, past the deadline", v.amount(near))
	}
	says := v.remaining(dated[0])
	first := only(dated, func(x letter.Line) bool { return v.remaining(x) == says })
	if dated[0].Left > 0 {
		says = v.say("%s到期", "%s to the deadline", says)
	}
	s := v.amount(first) + v.Of("", ": ") + says
	if len(first) == 1 {
		s = v.say("第%s项%s", "Item %s: %s", numbered(first[0]), says)
	}
	if all := countItems(l.Lines); all > countItems(first) {
		s += v.say("（共%d项待办）", " (%d {1:item|items} open)", all)
	}
	return s
}
