package notify

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"duban/checklist"
)

// titled is an item's number and name.
func titled(l checklist.Line) string {
	return fmt.Sprintf("%s　%s%s", numbered(l), checklist.ShortName(l.Content), part(l))
}

// numbered is the number that its reader answers with: 3, or 甲3 where the letter
// shows several lists.
func numbered(l checklist.Line) string { return checklist.Numbered(l.Mark, l.No) }

// callOf is how a line is called in an answer: by its number, and where that fits
// several by the department or the part, too.
func callOf(x checklist.Line, among []checklist.Line) string {
	call := numbered(x) + " "
	var party, part bool
	for _, other := range among {
		if numbered(other) == numbered(x) {
			party, part = party || other.Party != x.Party, part || other.Part != x.Part
		}
	}
	if party {
		call += x.Party
	}
	if part {
		call += x.Part
	}
	return call
}

// legend says what the marks of a letter that shows several lists mean.
func legend(l checklist.Letter) []block {
	if len(l.Lists) == 0 {
		return nil
	}
	return []block{para("序号前的字表示清单：%s。回复时请连同序号一并写上，例如“%s”。", strings.Join(l.Lists, "，"), numbered(l.Lines[0]))}
}

// mark is the colour in words, for those who cannot see it and for printers.
func mark(l checklist.Line, on checklist.Day) string {
	switch l.Colour {
	case checklist.Red:
		return overdue(l) + pending(l)
	case checklist.Amber:
		return remaining(l, on)
	}
	if l.Step != "" && !isInstructed(l) && l.Step != "assign" && l.Step != "settled" && !asksFor(l) {
		return remaining(l, on)
	}
	if len(l.Instructions) > 0 {
		return saysInstructed
	}
	return "" // what is far away needs no mark
}

// saysInstructed marks what is far away and waits for an answer to an instruction.
const saysInstructed = "批示待答复"

// pending marks what is late while its request for time waits for a decision.
func pending(l checklist.Line) string {
	if l.Asked == 0 {
		return ""
	}
	return checklist.UndecidedMark
}

// remaining says how long there is still: a deadline on a day off may have no
// workday left before it.
func remaining(l checklist.Line, on checklist.Day) string {
	switch {
	case l.Left > 0:
		return fmt.Sprintf("还有%d个工作日", l.Left)
	case l.Deadline == 0:
		return "请反馈进展"
	case l.Deadline > on:
		return "今天是到期前最后一个工作日"
	}
	return "今日到期"
}

// deadline is the deadline with all that has to be said about it.
func deadline(l checklist.Line, on checklist.Day) string {
	if l.Deadline == 0 {
		return undated(l)
	}
	s := "时限：" + l.Deadline.LongFrom(on)
	if l.Original != 0 && l.Original != l.Deadline {
		s += "〔原定" + l.Original.ShortFrom(on) + "〕"
	}
	switch {
	case l.Last > l.Deadline:
		s += fmt.Sprintf("〔逢%s，顺延至%s〕", dayOff(l.Deadline), l.Last.LongFrom(on))
	case l.Last != 0 && l.Last != l.Deadline:
		s += fmt.Sprintf("〔逢%s，按前一工作日%s提醒〕", dayOff(l.Deadline), l.Last.LongFrom(on))
	}
	if l.Forecast {
		s += forecastMark
	}
	if l.Planned != 0 {
		s += "（补发：原定" + l.Planned.Short() + "）"
	}
	return s
}

// undated says what is asked where there is no day.
func undated(l checklist.Line) string {
	if checklist.Pace(l.Part) > 0 {
		return "时限：" + l.Part + "，请定期反馈进展"
	}
	return "时限：待定，请回复拟完成日期（例如“申请延期到某月某日”）"
}

// forecastMark stands beside a day whose year's holidays are not published yet.
const forecastMark = "〔暂按周末推算〕"

// dayOff names a day without work: a weekday is one only by a holiday.
func dayOff(d checklist.Day) string {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return d.WeekdayName()
	}
	return "节假日"
}

// acting says whose item it is, to one who stands in.
func acting(l checklist.Line) string {
	if l.For == "" {
		return ""
	}
	return "请代" + l.For + "办理"
}

// others says who takes part and who of them has answered; to those who take part,
// that they do, and who leads.
func others(l checklist.Line) string {
	if l.Role == checklist.Joint {
		if l.LeadParty == "" {
			return "请配合"
		}
		return "请配合　牵头：" + l.LeadParty
	}
	var parts []string
	if len(l.Answered) > 0 {
		parts = append(parts, answered(l.Answered))
	}
	if len(l.Missing) > 0 {
		parts = append(parts, strings.Join(l.Missing, "、")+"未反馈")
	}
	if len(parts) == 0 {
		return ""
	}
	return "会同部门：" + strings.Join(parts, "，")
}

// answered lists parties with the day of their answer: the day reads better
// behind the verb, where there is one party.
func answered(parties []string) string {
	if name, day, ok := strings.Cut(parties[0], "（"); ok && len(parties) == 1 {
		return name + "已反馈（" + day
	}
	return strings.Join(parties, "、") + "已反馈"
}

// isInstructed reports whether a line stands in its letter because the day of an
// instruction has come, or has passed.
func isInstructed(l checklist.Line) bool { return strings.HasPrefix(l.Step, "instruct") }

// instructed says which instructions wait, and how to answer them.
func instructed(l checklist.Line) string {
	if len(l.Instructions) == 0 {
		return ""
	}
	var all []string
	for _, i := range l.Instructions {
		all = append(all, i.String())
	}
	return strings.Join(all, "；") + fmt.Sprintf("（答复请写“%s 批示：已落实……”）", numbered(l))
}

// waits says which instructions wait, to one who reads of others.
func waits(l checklist.Line) string {
	var all []string
	for _, i := range l.Instructions {
		all = append(all, i.String()+"，尚未答复")
	}
	return strings.Join(all, "；")
}

// told says to whom the silence has been reported.
func told(l checklist.Line) string {
	if len(l.Told) == 0 {
		return ""
	}
	return "已报" + strings.Join(l.Told, "、")
}

// contact says how often the party was written to, and its last word.
func contact(l checklist.Line) string {
	var parts []string
	if l.Reminded > 0 {
		parts = append(parts, fmt.Sprintf("已提醒%d次，最近一次%s", l.Reminded, l.LastSent.Short()))
	}
	switch {
	case l.LastWord != "" && l.WordBy != "":
		parts = append(parts, fmt.Sprintf("%s%s：“%s”", l.WordOn.Short(), l.WordBy.Mark(), l.LastWord))
	case l.LastWord != "":
		parts = append(parts, fmt.Sprintf("%s回复：“%s”", l.WordOn.Short(), l.LastWord))
	case l.Reminded > 0 && !l.Unread:
		parts = append(parts, "未回复")
	}
	if l.Fault != "" {
		parts = append(parts, l.Fault)
	}
	return strings.Join(parts, "；")
}

// byItem gathers lines of the same item, in the order of first appearance: an item
// that five departments owe is named once.
func byItem(all []checklist.Line) (groups [][]checklist.Line) {
	type key struct {
		no      string
		part    string
		content string // two checklists may both have a number 8
	}
	at := map[key]int{}
	for _, l := range all {
		k := key{numbered(l), l.Part, l.Content}
		if l.InArrears() { // of each party other periods may be late
			k.part = ""
		}
		i, known := at[k]
		if !known {
			i = len(groups)
			at[k], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], l)
	}
	return groups
}

// owed is an item with those who owe it: one party stands beside the name, more of
// them each on a line. notes says what its reader has to know of each.
func owed(group []checklist.Line, on checklist.Day, notes func(checklist.Line) []string) block {
	worst := group[0]
	for _, l := range group {
		if l.Late > worst.Late {
			worst = l
		}
	}
	says := mark(worst, on)
	if worst.Colour == checklist.Red {
		says = spread(group) + pending(worst)
	}
	b := item(colourOf(worst.Colour), says, titled(worst))
	mixed := slices.ContainsFunc(group, func(l checklist.Line) bool { return part(l) != part(worst) })
	if mixed {
		b.Text = fmt.Sprintf("%s　%s", numbered(worst), checklist.ShortName(worst.Content))
	}
	if len(group) == 1 {
		b.Text += "　" + worst.Party
		b.Lines = said(notes(worst)...)
		return b
	}
	for _, l := range group {
		l.LastWord = shorten(l.LastWord, 30)
		who := l.Party
		if mixed {
			who += part(l)
		}
		b.Lines = append(b.Lines, strings.Join(said(append([]string{who + "：" + mark(l, on)}, notes(l)...)...), "；"))
	}
	return b
}
