package calendar

import (
	"slices"
	"sync"
	"time"

	"duban/checklist"
)

// workYear is one year, counted: before[i] is the number of workdays among its
// first i days, so that counting is a look-up, and finding the n-th a search.
type workYear struct {
	first     checklist.Day
	before    []int16
	festivals []festival
	missing   []festival // those that no published arrangement names
	off       int        // days off by arrangement or statute, weekends inside them included
	makeUp    int        // workdays by arrangement
}

func newWorkYear(y int, named map[checklist.Day]Arrangement) *workYear {
	first, next := checklist.Date(y, time.January, 1), checklist.Date(y+1, time.January, 1)
	t := &workYear{first: first, before: make([]int16, 1, next-first+1), festivals: festivalsOf(y)}
	t.missing = unnamed(t.festivals, named)
	for d := first; d < next; d++ {
		t.append(d, named)
	}
	return t
}

// computed holds the festivals of years by year. Sun and moon take long to compute, and
// every calendar of the process finds them where it is not told otherwise.
var computed sync.Map

func festivalsOf(y int) []festival {
	if known, ok := computed.Load(y); ok {
		return known.([]festival)
	}
	known, _ := computed.LoadOrStore(y, statutory(y))
	return known.([]festival)
}

// unnamed returns the festivals of which no arrangement names a day off.
func unnamed(festivals []festival, named map[checklist.Day]Arrangement) []festival {
	isOff := func(d checklist.Day) bool { return named[d].IsOffDay }
	var missing []festival
	for _, f := range festivals {
		if !slices.ContainsFunc(f.days, isOff) {
			missing = append(missing, f)
		}
	}
	return missing
}

// append classifies the next day of the year: what an arrangement says of it wins
// over the statute, and the statute over the week.
func (t *workYear) append(d checklist.Day, named map[checklist.Day]Arrangement) {
	n := t.before[len(t.before)-1]
	a, arranged := named[d]
	switch {
	case arranged && !a.IsOffDay:
		t.makeUp++
		n++
	case arranged, t.festivalOn(d) != "":
		t.off++
	case !isWeekend(d):
		n++
	}
	t.before = append(t.before, n)
}

// festivalOn names the festival that the law gives d off for, "" for none.
func (t *workYear) festivalOn(d checklist.Day) string {
	for _, f := range t.festivals {
		if slices.Contains(f.days, d) {
			return f.name
		}
	}
	return ""
}

func (t *workYear) isWorkday(d checklist.Day) bool { return t.upTo(d) > t.upTo(d-1) }

// upTo returns the number of workdays from the first day of the year to d.
func (t *workYear) upTo(d checklist.Day) int {
	i := min(max(int(d-t.first)+1, 0), len(t.before)-1)
	return int(t.before[i])
}

func (t *workYear) total() int { return int(t.before[len(t.before)-1]) }

// nth returns the k-th workday of the year, the nearest one for a k it has not.
func (t *workYear) nth(k int) checklist.Day {
	k = min(max(k, 1), t.total())
	i, _ := slices.BinarySearch(t.before, int16(k))
	return t.first + checklist.Day(i-1)
}

func isWeekend(d checklist.Day) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}
