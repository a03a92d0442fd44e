package zh

import "errors"

// What a date phrase may lack, or be wrong with.
var (
	ErrYear      = errors.New("no year is known")
	ErrPresent   = errors.New("the day to count from is not known")
	ErrCalendar  = errors.New("a calendar of workdays and festivals is needed")
	ErrNoSuchDay = errors.New("the calendar has no such day")
	ErrEvent     = errors.New("it depends on the day of something else")
	ErrNoEnd     = errors.New("the words name no last day")
)

// Facts are what a phrase is resolved against. What is left out is zero, and what needs
// it is an error.
type Facts struct {
	Year    int   // of what names none: 4月底
	Present Civil // the day of issue, of receipt, or the deadline that is moved: 下月底, 一个月内

	// Near moves a day without a year into the next year where it would lie more than
	// half a year before Present: in December 1月15日 is next year's.
	Near bool

	Workdays func(from Civil, n int) Civil             // the n-th workday after a day
	Festival func(year int, name string) (first Civil) // first day off of 春节, 清明, 端午, 中秋
}

// Period is the days that a phrase names, both included. One day is both.
type Period struct{ First, Last Civil }

const halfYear = 180 // days

// Resolve returns the days that the words name: of 4月底前 4月30日, of 5月中旬 the 11th
// to the 20th, of 国庆前 the day before, of a range all of it. A month or a year with 前
// behind it ends the day before it begins (6月前 is 5月31日); a named day, an end and a
// part of a month include themselves (6月30日前). Weeks begin on Monday and end, for
// offices, on Friday. A span does not count the day it begins on (民法典 201).
func (d Date) Resolve(f Facts) (Period, error) {
	p, err := d.resolve(f)
	if err != nil || d.Until == nil {
		return p, err
	}
	end, err := d.Until.resolve(f)
	if err == nil && end.Last.Before(p.First) && d.Until.Year == d.Year && d.Until.YearSaid == d.YearSaid && d.Until.Unit != Span {
		later := *d.Until // 11月至3月
		f.Near = false
		if d.Year != 0 && !d.YearSaid {
			later.Year++
		} else {
			f.Year++
		}
		end, err = later.resolve(f)
	}
	if err == nil && end.Last.Before(p.First) {
		err = ErrNoSuchDay
	}
	return Period{p.First, end.Last}, err
}

func (d Date) resolve(f Facts) (Period, error) {
	if d.Mark == After {
		return Period{}, ErrNoEnd
	}
	p, err := d.whole(f)
	if err == nil && f.Near && d.Year == 0 && !d.YearSaid && !d.Relative && !f.Present.IsZero() && d.Unit != Span && d.Unit != Weekday && p.Last.Before(f.Present.AddDays(-halfYear)) {
		f.Year++
		p, err = d.whole(f)
	}
	return p, err
}

// whole resolves the stretch and cuts it to the part that is meant.
func (d Date) whole(f Facts) (Period, error) {
	p, err := d.period(f)
	if err != nil {
		return p, err
	}
	switch {
	case d.Unit == Festival && d.Mark == Before:
		eve := p.First.AddDays(-1)
		return Period{eve, eve}, nil
	case d.Unit == Festival:
		return p, nil
	case d.Mark == Before && d.Edge == Whole && (d.Unit == Month || d.Unit == Year || d.Unit == Week):
		eve := p.First.AddDays(-1)
		return Period{eve, eve}, nil
	case d.Edge == End:
		return Period{p.Last, p.Last}, nil
	case d.Edge == Start && d.Unit == Month:
		return Period{p.First, p.First.AddDays(9)}, nil
	case d.Edge == Start:
		return Period{p.First, monthEnd(p.First.Year, p.First.Month)}, nil
	case d.Edge == Middle && d.Unit == Month:
		return Period{Civil{p.First.Year, p.First.Month, 11}, Civil{p.First.Year, p.First.Month, 15}}, nil
	case d.Edge == Middle && d.Unit == Year:
		return Period{p.First, monthEnd(p.First.Year, 6)}, nil
	}
	return p, nil
}

// period is the stretch that the words name, not cut.
func (d Date) period(f Facts) (Period, error) {
	switch {
	case d.Unit == Span:
		return d.span(f)
	case d.Unit == Weekday, d.Unit == Week, d.Relative:
		return d.fromPresent(f)
	case d.Unit == Day && d.Month == 0:
		return d.dayOfMonth(f)
	case d.Unit == Plan: // 十一五 ended in 2010, each later plan five years on
		return Period{monthStart(1951+5*d.Nth, 1), monthEnd(1955+5*d.Nth, 12)}, nil
	}
	y, err := d.year(f)
	if err != nil {
		return Period{}, err
	}
	p, err := d.inYear(y, f)
	if d.UpTo {
		p.First = monthStart(y, 1)
	}
	return p, err
}

// year is the year that a date lies in.
func (d Date) year(f Facts) (int, error) {
	if d.Year != 0 && !d.YearSaid {
		return d.Year, nil
	}
	if f.Year == 0 {
		return 0, ErrYear
	}
	return f.Year + d.Year, nil
}

func (d Date) inYear(y int, f Facts) (Period, error) {
	months := func(first, last int) (Period, error) { return Period{monthStart(y, first), monthEnd(y, last)}, nil }
	if (d.Unit == Day || d.Unit == Third || d.Unit == Month) && (d.Month < 1 || d.Month > 12) {
		return Period{}, ErrNoSuchDay
	}
	switch d.Unit {
	case Day:
		c := Civil{y, d.Month, d.Day}
		if !c.Exists() {
			return Period{}, ErrNoSuchDay
		}
		return Period{c, c}, nil
	case Third:
		return thirdOf(y, d.Month, d.Nth), nil
	case Month:
		return months(d.Month, d.Month)
	case Quarter:
		return months(3*d.Nth-2, 3*d.Nth)
	case Half:
		return months(6*d.Nth-5, 6*d.Nth)
	case Year:
		return months(1, 12)
	}
	return d.feast(y, f)
}

func thirdOf(y, m, n int) Period {
	p := Period{Civil{y, m, 10*n - 9}, Civil{y, m, 10 * n}}
	if n == 3 {
		p.Last = monthEnd(y, m)
	}
	return p
}

// feast is the day of a festival. 元旦前 is said of the end of the year.
func (d Date) feast(y int, f Facts) (Period, error) {
	if d.Month != 0 {
		if d.Name == "元旦" && d.Mark == Before && d.Year == 0 {
			y++
		}
		c := Civil{y, d.Month, d.Day}
		return Period{c, c}, nil
	}
	if f.Festival == nil {
		return Period{}, ErrCalendar
	}
	c := f.Festival(y, d.Name)
	if c.IsZero() {
		return Period{}, ErrCalendar
	}
	return Period{c, c}, nil
}

// dayOfMonth is the next 20日 from the present day on.
func (d Date) dayOfMonth(f Facts) (Period, error) {
	if f.Present.IsZero() {
		return Period{}, ErrPresent
	}
	c := f.Present
	if d.Day < c.Day {
		c = monthStart(c.Year, c.Month+1)
	}
	if c.Day = d.Day; !c.Exists() {
		return Period{}, ErrNoSuchDay
	}
	return Period{c, c}, nil
}

// fromPresent resolves what is named from the present day.
func (d Date) fromPresent(f Facts) (Period, error) {
	now := f.Present
	if now.IsZero() {
		return Period{}, ErrPresent
	}
	monday := now.AddDays(1 - now.Weekday() + 7*d.Ahead)
	quarter := now.Month + 2 - (now.Month+2)%3 + 3*d.Ahead // its first month
	m := monthStart(now.Year, now.Month+d.Ahead)
	var c Civil
	switch d.Unit {
	case Weekday:
		if c = monday.AddDays(d.Nth - 1); !d.Relative && c.Before(now) {
			c = c.AddDays(7)
		}
	case Week:
		return Period{monday, monday.AddDays(4)}, nil
	case Month:
		return Period{m, monthEnd(m.Year, m.Month)}, nil
	case Third:
		return thirdOf(m.Year, m.Month, d.Nth), nil
	case Quarter:
		return Period{monthStart(now.Year, quarter-2), monthEnd(now.Year, quarter)}, nil
	default:
		if c = now.AddDays(d.Ahead); d.Day > 0 {
			c = Civil{m.Year, m.Month, d.Day}
		}
	}
	if !c.Exists() {
		return Period{}, ErrNoSuchDay
	}
	return Period{c, c}, nil
}

// span counts on from the present day, which is not counted.
func (d Date) span(f Facts) (Period, error) {
	if d.Since == Event || d.Mark == Before {
		return Period{}, ErrEvent
	}
	if f.Present.IsZero() {
		return Period{}, ErrPresent
	}
	first, last := f.Present.AddDays(1), f.Present
	switch d.Of {
	case Hour:
		last = last.AddDays((d.Count + 23) / 24)
	case Day:
		last = last.AddDays(d.Count)
	case Workday:
		if f.Workdays == nil {
			return Period{}, ErrCalendar
		}
		last = f.Workdays(last, d.Count)
	case Week:
		last = last.AddDays(7 * d.Count)
	case Month:
		last = last.AddMonths(d.Count)
	case Quarter:
		last = last.AddMonths(3 * d.Count)
	case Year:
		last = last.AddMonths(12 * d.Count)
	}
	return Period{first, last}, nil
}
