package notify

import (
	"cmp"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/words"
)

// The order of every letter: what is late or due, how to answer, then the rest. What
// stands alike is said once, above those it is said of; what is far away is a line for
// each deadline.

// grouped puts items that bear the same mark and the same notes below one heading, where
// the first of them stood; who stands alone is an item as any other.
func (v voice) grouped(all []block) (out []block) {
	at := map[string]int{}
	for _, b := range all {
		key := strings.Join(append([]string{b.Colour, b.Mark}, b.Lines...), "\n")
		i, known := at[key]
		if !known {
			at[key], out = len(out), append(out, b)
			continue
		}
		if out[i].Kind != "group" {
			out[i] = block{Kind: "group", Colour: b.Colour, Mark: b.Mark, Lines: b.Lines, Parts: []block{alone(out[i])}}
		}
		out[i].Parts = append(out[i].Parts, alone(b))
		out[i].Text = v.items(len(out[i].Parts))
	}
	for i, b := range out {
		if b.Kind == "group" && len(b.Lines) > 0 {
			out[i].Text, out[i].Lines = b.Text+v.gap()+b.Lines[0], b.Lines[1:]
		}
	}
	return out
}

// alone is an item without what its group says.
func alone(b block) block {
	b.Mark, b.Lines = "", nil
	return b
}

// pressing divides what is owed: what a letter is for, and what is only far away.
func pressing(all []letter.Line) (near, rest []letter.Line) {
	for _, x := range all {
		if x.Colour != letter.Green || len(x.Instructions) > 0 || x.Step != "" && !asksFor(x) {
			near = append(near, x)
		} else {
			rest = append(rest, x)
		}
	}
	if len(near) == 0 {
		return all, nil
	}
	return near, rest
}

// mostListed is how many pressing items a letter writes out; nobody reads a thousand.
const mostListed = 60

// listed divides what presses: what is written out, and what is only numbered because it
// is too much. What is new to its reader is always written out.
func listed(near []letter.Line) (full, more []letter.Line) {
	for _, x := range near {
		if len(full) < mostListed || isNew(x) {
			full = append(full, x)
		} else {
			more = append(more, x)
		}
	}
	return full, more
}

// addByDay names items by their numbers, in one line for each deadline, below words that
// say how many they are.
func (p *page) addByDay(says words.Text, rest []letter.Line) {
	if len(rest) == 0 {
		return
	}
	var order []string
	leads, joint := map[string][]string{}, map[string][]string{}
	for _, x := range rest {
		due := p.dueLine(x)
		if !slices.Contains(order, due) {
			order = append(order, due)
		}
		if x.Role == checklist.Joint {
			joint[due] = append(joint[due], numbered(x)+p.part(x))
		} else {
			leads[due] = append(leads[due], numbered(x)+p.part(x))
		}
	}
	var out []string
	for _, due := range order {
		var said []string
		if n := leads[due]; len(n) > 0 {
			said = append(said, p.say("%d项：%s", "%[2]s ({1:one item|%[1]d items})", len(n), p.list(n)))
		}
		if n := joint[due]; len(n) > 0 {
			said = append(said, p.say("配合%d项：%s", "%[2]s (you take part in {1:one|%[1]d})", len(n), p.list(n)))
		}
		out = append(out, due+p.Of("", ": ")+p.remarks(said...))
	}
	p.add(para(says.In(p.Language, p.amount(rest))), lines(out...))
}

// dueLine is when what is far away falls due.
func (v voice) dueLine(l letter.Line) string {
	if l.Deadline == 0 {
		if checklist.Pace(l.Part) > 0 {
			return v.Of("定期反馈进展", "progress reported regularly")
		}
		return v.Of("时限待定", "no date yet")
	}
	counts := ""
	if l.Last != 0 && l.Last != l.Deadline {
		counts = v.says(l.Last.SaidFrom(l.Deadline))
		if l.Last > l.Deadline {
			counts = v.say("，顺延至%s%s", ", so %[2]s %[1]s counts", counts, v.weekday(l.Last))
		} else {
			counts = v.say("，按%s%s提醒", ", reminded by %[2]s %[1]s", counts, v.weekday(l.Last))
		}
	}
	forecast := ""
	if l.Forecast {
		forecast = v.forecastMark()
	}
	return v.say("%s（%s%s）%s到期", "due %[2]s %[1]s%[3]s%[4]s", v.day(l.Deadline), v.weekday(l.Deadline), counts, forecast)
}

// countItems counts items: one that five departments owe is one.
func countItems(all []letter.Line) int {
	type key struct{ no, content string }
	seen := map[key]bool{}
	for _, x := range all {
		seen[key{numbered(x), x.Content}] = true
	}
	return len(seen)
}

// amount is how many items lines are about: 4项, and where more report on them 4项（6份）.
func (v voice) amount(all []letter.Line) string {
	n := countItems(all)
	if len(all) == n {
		return v.items(n)
	}
	return v.items(n) + v.beside(v.reports(len(all)))
}

func (v voice) items(n int) string { return v.say("%d项", "%d {1:item|items}", n) }

func (v voice) reports(n int) string { return v.say("%d份", "%d {1:report|reports}", n) }

// spread says how late several are: 逾期2个工作日, 逾期2至5个工作日.
func (v voice) spread(all []letter.Line) string {
	byLate := func(a, b letter.Line) int { return cmp.Compare(a.Late, b.Late) }
	least, most := slices.MinFunc(all, byLate), slices.MaxFunc(all, byLate)
	switch {
	case len(all) == 1:
		return v.overdue(most)
	case least.Late == most.Late || least.Late == 0:
		return v.late(most)
	}
	return v.say("逾期%d至%d个工作日", "%d to %d workdays overdue", least.Late, most.Late)
}
