package notify

import (
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
)

// folded shows what is in arrears as one line: the oldest period of a recurrence stands for
// those behind it.
func folded(all []checklist.Line) (lines []checklist.Line) {
	for _, periods := range checklist.Periods(all) {
		first := periods[0]
		if len(periods) > 1 {
			first.Periods = periods
			said := slices.MaxFunc(periods, func(a, b checklist.Line) int { return int(a.WordOn) - int(b.WordOn) })
			first.LastWord, first.WordOn, first.WordBy = said.LastWord, said.WordOn, said.WordBy
		}
		lines = append(lines, first)
	}
	return lines
}

// inArrears reports whether a line stands for several periods.
func inArrears(l checklist.Line) bool { return len(l.Periods) > 1 }

// periodsOf are the lines that one stands for.
func periodsOf(l checklist.Line) []checklist.Line {
	if inArrears(l) {
		return l.Periods
	}
	return []checklist.Line{l}
}

// mostPeriods is how many periods a line names.
const mostPeriods = 6

// part names which of an item's dues a line is about.
func part(l checklist.Line) string {
	var names []string
	for _, x := range periodsOf(l) {
		names = append(names, x.Part)
	}
	switch {
	case len(names) > mostPeriods:
		return fmt.Sprintf("〔%s至%s，共%d期〕", names[0], names[len(names)-1], len(names))
	case l.Part == "":
		return ""
	}
	return "〔" + strings.Join(names, "、") + "〕"
}

// overdue says how late a line is, and of how many periods nothing was reported.
func overdue(l checklist.Line) string {
	if inArrears(l) {
		return fmt.Sprintf("欠报%d期，最早一期%s", len(l.Periods), late(l))
	}
	return late(l)
}

func late(l checklist.Line) string { return fmt.Sprintf("逾期%d个工作日", l.Late) }

// undecided says which requests for time wait, and since when.
func undecided(l checklist.Line, on checklist.Day) string {
	var out []string
	for _, x := range periodsOf(l) {
		if x.Asked == 0 || x.AskedOn == 0 {
			continue
		}
		of := ""
		if inArrears(l) {
			of = x.Part + "："
		}
		out = append(out, fmt.Sprintf("%s%s申请延期至%s，尚未审定", of, x.AskedOn.ShortFrom(on), x.Asked.LongFrom(on)))
	}
	return strings.Join(out, "；")
}
