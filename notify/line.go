package notify

import (
	"slices"
	"strings"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// titled is an item's number and name.
func (v voice) titled(l letter.Line) string {
	return numbered(l) + v.gap() + v.nameOf(l.Content) + v.part(l)
}

// numbered is the number that its reader answers with: 3, or 甲3 where the letter
// shows several lists.
func numbered(l letter.Line) string { return checklist.Numbered(l.Mark, l.No) }

// itemNo is an item by its number, in a sentence.
func (v voice) itemNo(number string) string { return v.say("第%s项", "item %s", number) }

// callOf is how a line is called in an answer.
func (v voice) callOf(x letter.Line, among []letter.Line) string {
	return x.Called(among, v.Of("", " "))
}

// legend says what the marks of a letter that shows several lists mean.
func (v voice) legend(l letter.Letter) []block {
	if len(l.Lists) == 0 {
		return nil
	}
	return []block{para(v.say("序号前的字表示清单：%s。回复时请连同序号一并写上，例如“%s”。", "The mark before a number names the list: %s. Please write it with the number when you answer, e.g. “%s”.",
		v.clauses(v.lists(l)), numbered(l.Lines[0])))}
}

// lists are the lists of a letter that shows several, with their marks.
func (v voice) lists(l letter.Letter) (names []string) {
	for _, name := range l.Lists {
		if mark, title, ok := strings.Cut(strings.TrimSuffix(name, "》"), "《"); ok {
			name = mark + v.Of("", " ") + v.titleOf(title)
		}
		names = append(names, name)
	}
	return names
}

// mark is the colour in words, for those who cannot see it and for printers.
func (v voice) mark(l letter.Line) string {
	switch l.Colour {
	case letter.Red:
		return v.overdue(l) + v.pending(l)
	case letter.Amber:
		return v.remaining(l)
	}
	if l.Step != "" && !isInstructed(l) && l.Step != "assign" && l.Step != "settled" && !asksFor(l) {
		return v.remaining(l)
	}
	if len(l.Instructions) > 0 {
		return v.saysInstructed()
	}
	return "" // what is far away needs no mark
}

// saysInstructed marks what is far away and waits for an answer to an instruction.
func (v voice) saysInstructed() string { return v.Of("批示待答复", "instruction not answered") }

// pending marks what is late while its request for time waits for a decision.
func (v voice) pending(l letter.Line) string {
	if l.Asked == 0 {
		return ""
	}
	return v.Of("（延期待批）", " (extension undecided)")
}

// remaining says how long there is still: a deadline on a day off may have no
// workday left before it.
func (v voice) remaining(l letter.Line) string {
	switch {
	case l.Left > 0:
		return v.say("还有%d个工作日", "%d {1:workday|workdays} left", l.Left)
	case l.Deadline == 0:
		return v.Of("请反馈进展", "progress asked for")
	case l.Deadline > v.on:
		return v.Of("今天是到期前最后一个工作日", "last workday before the deadline")
	}
	return v.Of("今日到期", "due today")
}

// deadline is the deadline with all that has to be said about it.
func (v voice) deadline(l letter.Line) string {
	if l.Deadline == 0 {
		return v.undated(l)
	}
	s := v.Of("时限：", "due ") + v.date(l.Deadline)
	if l.Original != 0 && l.Original != l.Deadline {
		s += v.say("〔原定%s〕", " (originally %s)", v.day(l.Original))
	}
	switch {
	case l.Last > l.Deadline:
		s += v.say("〔逢%s，顺延至%s〕", " (%s, so %s counts)", v.dayOff(l.Deadline), v.date(l.Last))
	case l.Last != 0 && l.Last != l.Deadline:
		s += v.say("〔逢%s，按前一工作日%s提醒〕", " (%s, so you are reminded by the workday before, %s)", v.dayOff(l.Deadline), v.date(l.Last))
	}
	if l.Forecast {
		s += v.forecastMark()
	}
	if l.Planned != 0 {
		s += v.say("（补发：原定%s）", " (sent late: planned for %s)", v.short(l.Planned))
	}
	return s
}

// undated says what is asked where there is no day.
func (v voice) undated(l letter.Line) string {
	if checklist.Pace(l.Part) > 0 {
		return v.say("时限：%s，请定期反馈进展", "no deadline: %s, please report progress regularly", checklist.SaidPart(l.Part))
	}
	if v.aside {
		return v.Of("时限：待定", "no deadline yet")
	}
	return v.Of("时限：待定，请回复拟完成日期（例如“申请延期到某月某日”）", "no deadline yet, please propose one (e.g. “extend to 10 June”)")
}

// forecastMark stands beside a day whose year's holidays are not published yet.
func (v voice) forecastMark() string {
	return v.Of("〔暂按周末推算〕", " (computed from weekends)")
}

// dayOff names a day without work: a weekday is one only by a holiday.
func (v voice) dayOff(d checklist.Day) string {
	if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
		return v.Of(v.weekday(d), "a "+w.String())
	}
	return v.Of("节假日", "a holiday")
}

// acting says whose item it is, to one who stands in.
func (v voice) acting(l letter.Line) string {
	if l.For == "" {
		return ""
	}
	return v.say("请代%s办理", "you stand in for %s", l.For)
}

// others says who takes part and who of them has answered; to those who take part,
// that they do, and who leads.
func (v voice) others(l letter.Line) string {
	if l.Role == checklist.Joint {
		if l.LeadParty == "" {
			return v.asJoint(l)
		}
		return v.say("请配合　牵头：%s", "you take part; lead: %s", l.LeadParty)
	}
	var parts []string
	if len(l.Answered) > 0 {
		parts = append(parts, v.answered(l.Answered))
	}
	if len(l.Missing) > 0 {
		parts = append(parts, v.say("%s未反馈", "%s: no answer", v.names(l.Missing)))
	}
	if len(parts) == 0 {
		return ""
	}
	return v.Of("会同部门：", "taking part: ") + strings.Join(parts, v.Of("，", "; "))
}

func (v voice) asJoint(l letter.Line) string {
	if l.Role == checklist.Joint {
		return v.Of("请配合", "you take part")
	}
	return ""
}

// answered lists parties with the day of their answer: the day reads better
// behind the verb, where there is one party.
func (v voice) answered(parties []msg.Message) string {
	if name, day, ok := letter.WhoAndWhen(parties[0]); ok && len(parties) == 1 {
		return v.say("%s已反馈（%s）", "%s answered on %s", name, day)
	}
	return v.say("%s已反馈", "answers of %s", v.names(parties))
}

// names lists those who are named in messages.
func (v voice) names(all []msg.Message) string {
	names := make([]string, len(all))
	for i, m := range all {
		names[i] = v.says(m)
	}
	return v.list(names)
}

// isInstructed reports whether a line stands in its letter because the day of an
// instruction has come, or has passed.
func isInstructed(l letter.Line) bool { return strings.HasPrefix(l.Step, "instruct") }

// instruction is an instruction as letter.Instruction says it.
func (v voice) instruction(i letter.Instruction) string {
	return v.says(i.Message())
}

// instructed says which instructions wait, and how to answer them.
func (v voice) instructed(l letter.Line) string {
	if len(l.Instructions) == 0 {
		return ""
	}
	var all []string
	for _, i := range l.Instructions {
		all = append(all, v.instruction(i))
	}
	return v.remarks(all...) + v.beside(v.how("答复请写“%s”", "answer with “%s”", v.followed(numbered(l))))
}

// followed is a sample of an answer to an instruction.
func (v voice) followed(number string) string {
	return v.say("%s 批示：已落实……", "%s instruction: carried out, …", number)
}

// waits says which instructions wait, to one who reads of others.
func (v voice) waits(l letter.Line) string {
	var all []string
	for _, i := range l.Instructions {
		all = append(all, v.instruction(i)+v.Of("，尚未答复", ", not answered yet"))
	}
	return v.remarks(all...)
}

// reportedTo says to whom the silence has been reported.
func (v voice) reportedTo(l letter.Line) string {
	if len(l.Told) == 0 {
		return ""
	}
	return v.say("已报%s", "reported to %s", v.names(l.Told))
}

// contact says how often the party was written to, and its last word.
func (v voice) contact(l letter.Line) string {
	var parts []string
	if l.Reminded > 0 {
		parts = append(parts, v.say("已提醒%d次，最近一次%s", "reminded {1:once|%[1]d times}, last on %[2]s", l.Reminded, v.short(l.LastSent)))
	}
	switch {
	case l.LastWord != "" && l.WordBy != "":
		parts = append(parts, v.say("%s%s：“%s”", "%s%s: “%s”", v.short(l.WordOn), v.recorded(l.WordBy), v.first(l.LastWord, letter.MostQuoted)))
	case l.LastWord != "":
		parts = append(parts, v.say("%s回复：“%s”", "answer of %s: “%s”", v.short(l.WordOn), v.first(l.LastWord, letter.MostQuoted)))
	case l.Reminded > 0 && !l.Unread:
		parts = append(parts, v.Of("未回复", "no answer"))
	}
	if !l.Fault.IsZero() {
		parts = append(parts, v.says(l.Fault))
	}
	return v.remarks(parts...)
}

// recorded says of words that they came by a way other than mail.
func (v voice) recorded(w checklist.Way) string {
	return v.beside(v.says(w.Recorded()))
}

// byItem gathers lines of the same item, in the order of first appearance: an item
// that five departments owe is named once.
func byItem(all []letter.Line) (groups [][]letter.Line) {
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
func (v voice) owed(group []letter.Line, notes func(letter.Line) []string) block {
	worst := group[0]
	for _, l := range group {
		if l.Late > worst.Late {
			worst = l
		}
	}
	says := v.mark(worst)
	if worst.Colour == letter.Red {
		says = v.spread(group) + v.pending(worst)
	}
	b := item(colourOf(worst.Colour), says, v.titled(worst))
	mixed := slices.ContainsFunc(group, func(l letter.Line) bool { return v.part(l) != v.part(worst) })
	if mixed {
		b.Text = numbered(worst) + v.gap() + v.nameOf(worst.Content)
	}
	if len(group) == 1 {
		b.Text += v.gap() + worst.Party
		b.Lines = said(notes(worst)...)
		return b
	}
	for _, l := range group {
		l.LastWord = v.shorten(l.LastWord, 30)
		who := l.Party
		if mixed {
			who += v.part(l)
		}
		b.Lines = append(b.Lines, v.remarks(append([]string{who + v.Of("：", ": ") + v.mark(l)}, notes(l)...)...))
	}
	return b
}
