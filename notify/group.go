package notify

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
)

// The order of every letter: what is late or due, how to answer, then the rest. What
// stands alike is said once, above those it is said of; what is far away is a line for
// each deadline.

// grouped puts items that bear the same mark and the same notes below one heading, where
// the first of them stood; who stands alone is an item as any other.
func grouped(all []block) (out []block) {
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
		out[i].Text = fmt.Sprintf("%d项", len(out[i].Parts))
	}
	for i, b := range out {
		if b.Kind == "group" && len(b.Lines) > 0 {
			out[i].Text, out[i].Lines = b.Text+"　"+b.Lines[0], b.Lines[1:]
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
func pressing(all []checklist.Line) (near, rest []checklist.Line) {
	for _, x := range all {
		if x.Colour != checklist.Green || len(x.Instructions) > 0 || x.Step != "" && !asksFor(x) {
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
func listed(near []checklist.Line) (full, more []checklist.Line) {
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
func (p *page) addByDay(says string, rest []checklist.Line, on checklist.Day) {
	if len(rest) == 0 {
		return
	}
	var order []string
	leads, joint := map[string][]string{}, map[string][]string{}
	for _, x := range rest {
		due := dueLine(x, on)
		if !slices.Contains(order, due) {
			order = append(order, due)
		}
		if x.Role == checklist.Joint {
			joint[due] = append(joint[due], numbered(x)+part(x))
		} else {
			leads[due] = append(leads[due], numbered(x)+part(x))
		}
	}
	var out []string
	for _, due := range order {
		var said []string
		if n := leads[due]; len(n) > 0 {
			said = append(said, fmt.Sprintf("%d项：%s", len(n), strings.Join(n, "、")))
		}
		if n := joint[due]; len(n) > 0 {
			said = append(said, fmt.Sprintf("配合%d项：%s", len(n), strings.Join(n, "、")))
		}
		out = append(out, due+strings.Join(said, "；"))
	}
	p.add(para(says, amount(rest)), lines(out...))
}

// dueLine is when what is far away falls due.
func dueLine(l checklist.Line, on checklist.Day) string {
	if l.Deadline == 0 {
		if checklist.Pace(l.Part) > 0 {
			return "定期反馈进展"
		}
		return "时限待定"
	}
	day := l.Deadline.LongFrom(on)
	if l.Last != 0 && l.Last != l.Deadline {
		counts := l.Last.ShortFrom(l.Deadline) + l.Last.WeekdayName()
		if l.Last > l.Deadline {
			counts = "顺延至" + counts
		} else {
			counts = "按" + counts + "提醒"
		}
		day = strings.TrimSuffix(day, "）") + "，" + counts + "）"
	}
	if l.Forecast {
		day += forecastMark
	}
	return day + "到期"
}

// countItems counts items: one that five departments owe is one.
func countItems(all []checklist.Line) int {
	type key struct{ no, content string }
	seen := map[key]bool{}
	for _, x := range all {
		seen[key{numbered(x), x.Content}] = true
	}
	return len(seen)
}

// amount is how many items lines are about: 4项, and where more report on them 4项（6份）.
func amount(all []checklist.Line) string {
	n := countItems(all)
	if len(all) == n {
		return fmt.Sprintf("%d项", n)
	}
	return fmt.Sprintf("%d项（%d份）", n, len(all))
}

// spread says how late several are: 逾期2个工作日, 逾期2至5个工作日.
func spread(all []checklist.Line) string {
	byLate := func(a, b checklist.Line) int { return cmp.Compare(a.Late, b.Late) }
	least, most := slices.MinFunc(all, byLate), slices.MaxFunc(all, byLate)
	switch {
	case len(all) == 1:
		return overdue(most)
	case least.Late == most.Late || least.Late == 0:
		return late(most)
	}
	return fmt.Sprintf("逾期%d至%d个工作日", least.Late, most.Late)
}
