package checklist

import "slices"

// Arrears (欠报) are the periods of one recurrence that one party has not reported although
// their days have passed: a letter shows them as one.

// InArrears reports whether a line is a period that may be one of several in arrears.
func (l Line) InArrears() bool { return l.Every != "" && l.Colour == Red && l.Step != StepSettled }

// SamePeriods reports whether two lines are periods of one recurrence that one party owes.
func (l Line) SamePeriods(other Line) bool {
	return l.Every != "" && l.List == other.List && l.Mark == other.Mark && l.No == other.No && l.Content == other.Content && l.Party == other.Party && l.Role == other.Role
}

// WithoutLaterPeriods leaves of each recurrence in arrears the period that carries the
// ladder: that there are more of them climbs by itself.
func WithoutLaterPeriods(lines []Line) (first []Line) {
	for _, periods := range Periods(lines) {
		first = append(first, periods[0])
	}
	return first
}

// Periods gathers lines, in their order: those of one recurrence that are in arrears
// together, the oldest first, and every other line by itself.
func Periods(lines []Line) (groups [][]Line) {
	for _, l := range lines {
		at := -1
		if l.InArrears() {
			at = slices.IndexFunc(groups, func(g []Line) bool { return g[0].InArrears() && g[0].SamePeriods(l) })
		}
		if at < 0 {
			groups = append(groups, []Line{l})
			continue
		}
		groups[at] = append(groups[at], l)
		slices.SortStableFunc(groups[at], func(a, b Line) int { return int(a.Deadline) - int(b.Deadline) })
	}
	return groups
}
