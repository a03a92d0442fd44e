package scheduler

import (
	"cmp"
	"slices"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
)

// Arrears (欠报) are the periods of one recurrence that one party has not reported although
// their days have passed, oldest first. The oldest carries the ladder: it is reminded and
// climbs. What a later one has of its own is its first letter, its due day and, a month
// after the arrears were last told above, that there are more of them.
type Arrears []*db.Owed

// series is whose periods of which recurrence belong together.
type series struct {
	item  int64
	party string
	role  checklist.Role
}

func seriesOf(o db.Owed) series { return series{o.Item, o.Party, o.Role} }

// allArrears are those of some assignments, by what they are periods of.
type allArrears map[series]Arrears

// arrears gathers those of some assignments by what they are periods of. One missed period
// is there, too.
func (r Rules) arrears(all []*db.Owed, on checklist.Day) allArrears {
	list := allArrears{}
	for _, o := range all {
		late, _ := r.Standing(o.Deadline, on)
		if o.Every != "" && o.State == checklist.Open && o.Opened <= on && late > 0 {
			list[seriesOf(*o)] = append(list[seriesOf(*o)], o)
		}
	}
	for _, a := range list {
		slices.SortFunc(a, func(x, y *db.Owed) int { return cmp.Or(cmp.Compare(x.Deadline, y.Deadline), cmp.Compare(x.ID, y.ID)) })
	}
	return list
}

// arrearsIn is arrears of what the ledger lists.
func (r Rules) arrearsIn(item []db.Owed, on checklist.Day) allArrears {
	all := make([]*db.Owed, len(item))
	for i := range item {
		all[i] = &item[i]
	}
	return r.arrears(all, on)
}

// ArrearsOf returns those of an item that are of several periods, in the order of their
// parties.
func (r Rules) ArrearsOf(item []db.Owed, on checklist.Day) (list []Arrears) {
	of := r.arrearsIn(item, on)
	for _, o := range item {
		if a := of[seriesOf(o)]; len(a) > 1 && a[0].ID == o.ID {
			list = append(list, a)
		}
	}
	return list
}

// CarriedBy returns the period of an item's that carries the ladder of a later one, and
// false where that carries it itself.
func (r Rules) CarriedBy(item []db.Owed, o db.Owed, on checklist.Day) (db.Owed, bool) {
	first := r.arrearsIn(item, on).behind(o)
	if first == nil {
		return db.Owed{}, false
	}
	return *first, true
}

// Parts name the periods.
func (a Arrears) Parts() (names []string) {
	for _, o := range a {
		names = append(names, o.Part)
	}
	return names
}

// behind returns the period that carries the ladder of a later one of its recurrence; nil
// where that carries it itself.
func (all allArrears) behind(o db.Owed) *db.Owed {
	if o.Every == "" {
		return nil
	}
	if a := all[seriesOf(o)]; len(a) > 0 && a[0].ID != o.ID {
		return a[0]
	}
	return nil
}

// isOwn reports whether a later period has a reminder of its own for a step: an instruction
// is about the one that it names.
func isOwn(kind StepKind) bool {
	return kind == StepAssign || kind == StepDue || kind == StepInstruct
}

// aMonthApart leaves out of what a later period has reached what of its recurrence was told
// above less than a month ago, and asks for it again on the next workday.
func (f facts) aMonthApart(d ladderDay, got *reached) {
	if f.late.behind(*got.Owed) == nil {
		return
	}
	due := len(got.Escalations)
	got.Escalations = slices.DeleteFunc(got.Escalations, func(s Step) bool {
		_, level, _ := ParseStep(s.Name)
		told, known := f.climbed[seriesOf(*got.Owed)][level]
		return known && d.Calendar.OnOrAfter(told.AddMonths(1)) > d.on
	})
	if len(got.Escalations) < due {
		got.Next = d.Calendar.Add(d.on, 1)
	}
}

// besides are the other periods of what climbs, as the letter about it lists them along.
func (f facts) besides(r Rules, o db.Owed) (lines []letter.Line) {
	if o.Every == "" {
		return nil
	}
	for _, other := range f.late[seriesOf(o)] {
		if other.ID != o.ID {
			line := f.line(r, *other)
			line.Heading = letter.HeadingOverdue
			lines = append(lines, line)
		}
	}
	return lines
}
