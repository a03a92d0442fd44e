package notify

import (
	"slices"

	"duban/checklist/letter"
)

// folded shows what is in arrears as one line: the oldest period of a recurrence stands for
// those behind it.
func folded(all []letter.Line) (lines []letter.Line) {
	for _, periods := range letter.Periods(all) {
		first := periods[0]
		if len(periods) > 1 {
			first.Periods = periods
			said := slices.MaxFunc(periods, func(a, b letter.Line) int { return int(a.WordOn) - int(b.WordOn) })
			first.LastWord, first.WordOn, first.WordBy = said.LastWord, said.WordOn, said.WordBy
		}
		lines = append(lines, first)
	}
	return lines
}

// inArrears reports whether a line stands for several periods.
func inArrears(l letter.Line) bool { return len(l.Periods) > 1 }

// periodsOf are the lines that one stands for.
func periodsOf(l letter.Line) []letter.Line {
	if inArrears(l) {
		return l.Periods
	}
	return []letter.Line{l}
}

// mostPeriods is how many periods a line names.
const mostPeriods = 6

// part names which of an item's dues a line is about, as its list does.
func (v voice) part(l letter.Line) string {
	var names []string
	for _, x := range periodsOf(l) {
		names = append(names, x.Part)
	}
	switch {
	case len(names) > mostPeriods:
		return v.say("〔%s至%s，共%d期〕", " (%s to %s, %d periods)", names[0], names[len(names)-1], len(names))
	case l.Part == "":
		return ""
	}
	return v.say("〔%s〕", " (%s)", v.list(names))
}

// overdue says how late a line is, and of how many periods nothing was reported.
func (v voice) overdue(l letter.Line) string {
	if inArrears(l) {
		return v.say("欠报%d期，最早一期%s", "%d periods not reported, the first %s", len(l.Periods), v.late(l))
	}
	return v.late(l)
}

func (v voice) late(l letter.Line) string {
	return v.say("逾期%d个工作日", "%d {1:workday|workdays} overdue", l.Late)
}

// undecided says which requests for time wait, and since when.
func (v voice) undecided(l letter.Line) string {
	var out []string
	for _, x := range periodsOf(l) {
		if x.Asked == 0 || x.AskedOn == 0 {
			continue
		}
		of := ""
		if inArrears(l) {
			of = x.Part + v.Of("：", ": ")
		}
		out = append(out, of+v.say("%s申请延期至%s，尚未审定", "extension to %[2]s asked for on %[1]s, undecided", v.day(x.AskedOn), v.date(x.Asked)))
	}
	return v.remarks(out...)
}
