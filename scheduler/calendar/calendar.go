package calendar

import (
	"sync"

	"duban/checklist"
)

// The first and last year a day can be written in, as checklist.Day has it.
// Counting stops there instead of running on.
const (
	FirstYear = 1
	LastYear  = 9999
)

// Calendar knows the workdays (工作日) of government offices: Monday to Friday,
// but for the days off and the make-up workdays (调休) of the State Council's
// arrangements. It answers for every year; where no arrangement is published it
// computes one, and Forecast says so.
//
// A Calendar does not change and may be used by many goroutines. Counting is
// exact across years and costs a look-up per year crossed; the first look at a
// year computes its table, within a millisecond.
type Calendar struct {
	named map[checklist.Day]Arrangement // what published arrangements say of a day
	files map[int][]YearFile            // by year of the arrangement, in order of precedence, last wins
	years sync.Map                      // int -> *workYear, computed when first asked for
}

// New returns the calendar of the embedded arrangements and the overlay.
// A day that several files name is as the last of them says, and every overlay
// comes after the embedded files: to correct one day, overlay that day alone.
// What is wrong with the overlays comes back at once, as checklist.Problems.
func New(overlay ...YearFile) (*Calendar, error) {
	files, err := embedded()
	if err != nil {
		return nil, err
	}
	var ps checklist.Problems
	for _, f := range overlay {
		ps = append(ps, f.problems()...)
	}
	if len(ps) > 0 {
		return nil, ps
	}
	c := &Calendar{named: map[checklist.Day]Arrangement{}, files: map[int][]YearFile{}}
	for _, f := range append(files, overlay...) {
		c.file(f)
	}
	return c, nil
}

// file puts each day under its own date: 元旦 may begin in the year before the
// one the arrangement is for.
func (c *Calendar) file(f YearFile) {
	c.files[f.Year] = append(c.files[f.Year], f)
	for _, a := range f.Days {
		c.named[a.Date] = a
	}
}

// IsWorkday reports whether offices work on d.
func (c *Calendar) IsWorkday(d checklist.Day) bool { return c.year(d.Year()).isWorkday(d) }

// Forecast reports that d is computed from weekends and the statutory holidays,
// because the arrangement for its year is not published, or not completely, and
// does not name d. Make-up workdays cannot be computed. Wherever such a day is
// shown, 暂按周末推算 must stand beside it (checklist.Computed).
func (c *Calendar) Forecast(d checklist.Day) bool {
	_, named := c.named[d]
	return !named && !d.IsZero() && len(c.year(d.Year()).missing) > 0
}

// OnOrBefore returns d if it is a workday, else the last workday before it.
func (c *Calendar) OnOrBefore(d checklist.Day) checklist.Day { return c.Add(d, 0) }

// OnOrAfter returns d if it is a workday, else the first workday after it.
func (c *Calendar) OnOrAfter(d checklist.Day) checklist.Day {
	if c.IsWorkday(d) {
		return d
	}
	return c.Add(d, 1)
}

// Add returns the workday n workdays after d, or before it when n is negative.
// It counts from OnOrBefore(d): Add(d, 0) is OnOrBefore(d), Add(d, 1) the first
// workday after d, and Add(d, -1) the workday before OnOrBefore(d). So for any d
// and n, Add(Add(d, n), -n) is OnOrBefore(d) and Between(d, Add(d, n)) is n.
// Counting stops at the first and last workday of the years 1 to 9999.
func (c *Calendar) Add(d checklist.Day, n int) checklist.Day {
	y := clampYear(d.Year())
	t := c.year(y)
	n = min(max(n, -LastYear*366), LastYear*366)
	k := t.upTo(d) + n // the wanted day is the k-th workday of year y
	for k < 1 && y > FirstYear {
		y--
		t = c.year(y)
		k += t.total()
	}
	for k > t.total() && y < LastYear {
		k -= t.total()
		y++
		t = c.year(y)
	}
	return t.nth(k)
}

// Between returns the number of workdays after from, up to and including to; when
// to is before from, minus the number of workdays after to up to and including from.
func (c *Calendar) Between(from, to checklist.Day) int {
	if to < from {
		return -c.Between(to, from)
	}
	y, last := clampYear(from.Year()), clampYear(to.Year())
	n := -c.year(y).upTo(from)
	for ; y < last; y++ {
		n += c.year(y).total()
	}
	return n + c.year(last).upTo(to)
}

// Standing tells how an open assignment stands on a day: late is the number of
// workdays since the deadline, 0 until the first workday after it; left is the
// number of workdays from on, not counted, to the deadline, counted. At most one
// of them is not 0, and both are 0 on the last workday. For a deadline on a day
// off the nominal and the workday before it give the same answer; an office that
// lets deadlines move to the workday after asks with Ladder.Deadline.
func (c *Calendar) Standing(deadline, on checklist.Day) (late, left int) {
	n := c.Between(deadline, on)
	return max(n, 0), max(-n, 0)
}

// year returns the table of a year. Two goroutines may compute the same table at
// once; it is a pure function of the calendar, so either result will do.
func (c *Calendar) year(y int) *workYear {
	y = clampYear(y)
	if t, ok := c.years.Load(y); ok {
		return t.(*workYear)
	}
	t, _ := c.years.LoadOrStore(y, newWorkYear(y, c.named))
	return t.(*workYear)
}

func clampYear(y int) int { return min(max(y, FirstYear), LastYear) }
