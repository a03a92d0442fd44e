package checklist

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"duban/internal/msg"
	"duban/internal/zh"
)

// Every (周期) is the unit of a recurrence; "" of what falls due once.
type Every string

const (
	EveryDay     Every = "day"
	EveryWeek    Every = "week"
	EveryThird   Every = "third" // 旬
	EveryMonth   Every = "month"
	EveryQuarter Every = "quarter"
	EveryYear    Every = "year"
)

var everyUnit = map[zh.Unit]Every{zh.Day: EveryDay, zh.Workday: EveryDay, zh.Week: EveryWeek, zh.Third: EveryThird, zh.Month: EveryMonth,
	zh.Quarter: EveryQuarter, zh.Year: EveryYear}

// repeated reads a recurrence (每月底, 每季度首月10日前): it lists every day of the year
// on which one falls due.
func (p phrase) repeated() (Schedule, bool, error) {
	e, at, found := zh.FindEvery(p.whole)
	if !found || p.hasOtherDates(at) || otherDay.MatchString(p.whole[at.End:]) {
		return Schedule{}, false, nil
	}
	year, err := p.day(zh.Date{Unit: zh.Year, Mark: zh.During})
	if err != nil {
		return Schedule{}, false, ifStands(err)
	}
	r := recurrence{Every: e, phrase: p, year: year.Day.Year()}
	dues := r.inTurn(r.all())
	if len(dues) == 0 {
		return Schedule{}, false, nil
	}
	s := Schedule{Dues: dues}
	if strings.ContainsAny(p.whole[:at.Start], "前后") || r.uneven {
		s.Doubt = msg.New("read as a recurrence", p.written, r.year, len(dues))
	}
	return s, true, nil
}

// otherDay is what may move the day, behind a recurrence: 每月第一周, 每季度结束后10日内.
var otherDay = zh.NewPattern(`^[^(,;。]*(?:第|周|旬|后|前|[^\d]日)`)

// hasOtherDates reports a date outside a place and outside the brackets that explain
// it: 每季度末（6月、9月和12月底）.
func (p phrase) hasOtherDates(at zh.Place) bool {
	for _, f := range p.dates {
		if f.Relative && f.Ahead < 0 {
			continue // 每月5日前报送上月
		}
		if f.End > at.End && f.Start >= at.Start && !strings.HasPrefix(p.whole[at.End:], "(") || f.Start < at.Start {
			return true
		}
	}
	return false
}

// recurrence lists the days of one year.
type recurrence struct {
	zh.Every
	phrase
	year   int
	uneven bool // more often than its unit can be divided
}

// all returns every occurrence of the year.
func (r *recurrence) all() []Due {
	switch r.Unit {
	case zh.Day, zh.Workday:
		return r.daily()
	case zh.Week:
		return r.weekly()
	case zh.Third:
		return r.within(10, 20)
	case zh.Month:
		if r.Times > 1 {
			r.uneven = r.Times > 2
			return r.within(15)
		}
		return r.monthly(r.Step)
	case zh.Quarter:
		return r.quarterly()
	}
	return r.yearly()
}

// inTurn leaves out what is past, and opens each when the one before is due: of a
// monthly report only one is asked for at a time.
func (r *recurrence) inTurn(all []Due) (dues []Due) {
	for _, d := range all {
		if d.Day < r.base.Start || d.Day.Year() != r.year {
			continue
		}
		if len(dues) > 0 {
			d.Opens = dues[len(dues)-1].Day + 1
		}
		d.Every = everyUnit[r.Unit]
		dues = append(dues, d)
	}
	return dues
}

// dayIn is the day of a month that the words name, the last of a shorter month.
func (r *recurrence) dayIn(m time.Month) Day {
	d, last := r.On, MonthEnd(r.year, m)
	if d.Unit == zh.Day {
		return min(Date(r.year, m, max(d.Day, 1)), last)
	}
	d.Year, d.Month, d.Relative, d.Mark = r.year, int(m), false, zh.Plain
	at, err := d.Resolve(zh.Facts{})
	if err != nil {
		return last
	}
	return FromCivil(at.Last)
}

// monthly falls due in every step-th month; odd ones where the words say so.
func (r *recurrence) monthly(step int) (dues []Due) {
	for m := time.January; m <= time.December; m++ {
		if int(m)%step == 0 != r.Odd {
			dues = append(dues, Due{Part: fmt.Sprintf("%d月", int(m)), Day: r.dayIn(m)})
		}
	}
	return dues
}

// within falls due on some days of each month and on its last.
func (r *recurrence) within(days ...int) (dues []Due) {
	for m := time.January; m <= time.December; m++ {
		for _, d := range days {
			dues = append(dues, Due{Part: Date(r.year, m, d).Short(), Day: Date(r.year, m, d)})
		}
		dues = append(dues, Due{Part: MonthEnd(r.year, m).Short(), Day: MonthEnd(r.year, m)})
	}
	return dues
}

func (r *recurrence) quarterly() (dues []Due) {
	switch {
	case r.Step == 2:
		return r.monthly(6)
	case r.Times == 3:
		return r.monthly(1)
	}
	r.uneven = r.Times > 1
	for q, name := range []string{"一", "二", "三", "四"} {
		dues = append(dues, Due{Part: name + "季度", Day: r.dayIn(time.Month(3*q + cmp.Or(r.Month, 3)))})
	}
	return dues
}

// yearly divides the year where it falls due more than once.
func (r *recurrence) yearly() []Due {
	if r.Month > 0 {
		return []Due{{Part: fmt.Sprintf("%d年", r.year), Day: r.dayIn(time.Month(min(r.Month, 12)))}}
	}
	r.uneven = 12%r.Times != 0 || r.Step > 1
	return r.monthly(max(12/r.Times, 1))
}

// from is the first day of a recurrence by weeks or days: the issue, or the year's first
// day where no issue is known or it lies in another year.
func (r *recurrence) from() Day { return max(Date(r.year, time.January, 1), r.base.Start) }

// weekly falls due on Friday, when no day is named; every second week counts from the
// issue.
func (r *recurrence) weekly() (dues []Due) {
	r.uneven = r.Times > 1
	first, step := r.from(), Day(7*r.Step)
	if r.Step > 1 && r.On.Unit != zh.Weekday {
		first += step
	} else {
		want := 5
		if r.On.Unit == zh.Weekday {
			want = r.On.Nth
		}
		first += Day((want - first.Civil().Weekday() + 7) % 7)
	}
	for d := first; d.Year() == r.year; d += step {
		dues = append(dues, Due{Part: d.Short(), Day: d})
	}
	return dues
}

// daily is every workday, as far as the base knows them.
func (r *recurrence) daily() (dues []Due) {
	next := func(d Day) Day {
		if r.base.AddWorkdays != nil {
			return r.base.AddWorkdays(d, 1)
		}
		for d++; d.Weekday() == time.Saturday || d.Weekday() == time.Sunday; d++ {
		}
		return d
	}
	for d := next(r.from() - 1); d.Year() == r.year; d = next(d) {
		dues = append(dues, Due{Part: d.Short(), Day: d})
	}
	return dues
}
