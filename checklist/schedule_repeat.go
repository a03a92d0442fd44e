package checklist

import (
	"fmt"
	"time"

	"duban/internal/zh"
)

// A repeatRule reads one family of recurrences (每月底, 每季度首月10日前): it lists
// every day of the year on which one falls due.
type repeatRule struct {
	form *zh.Pattern
	days func(p phrase, m []string) []Due
}

var repeatRules = []repeatRule{
	{form(`(?:每|按)(?:个)?月底?(?:报.*)?`), monthly(every, lastDay)},
	{form(`每(?:个)?月(\d{1,2})日(?:前?报.*)?`), monthly(every, givenDay)},
	{form(`单月底?`), monthly(odd, lastDay)},
	{form(`双月底?|每2(?:个)?月`), monthly(even, lastDay)},
	{form(`(?:每|按|每个|各)季度?底?(?:报.*)?`), quarterly(2, lastDay)},
	{form(`每季度?底月(\d{1,2})日`), quarterly(2, givenDay)},
	{form(`每季度?首月(\d{1,2})日`), quarterly(0, givenDay)},
	{form(`(?:每半年|半年)(?:1次|一次|底)?(?:报.*)?`), monthly(func(m time.Month) bool { return m%6 == 0 }, lastDay)},
	{form(`每年(?:底|至少)?(?:1次|一次|开展1次|开展一次)?`), monthly(func(m time.Month) bool { return m == 12 }, lastDay)},
	{form(`每年(\d{1,2})月底`), yearly},
	{form(`每年(\d{1,2})月(\d{1,2})日`), yearly},
	{form(`每周([一二三四五六日天1-6])?(?:报.*)?`), weekly},
	{form(`双周|每2周|每隔1周`), fortnightly},
	{form(`每[日天]|每个?工作日`), daily},
}

func (p phrase) repeated() (Schedule, bool, error) {
	for _, rule := range repeatRules {
		m := rule.form.FindStringSubmatch(p.rest)
		if m == nil {
			continue
		}
		if err := p.checkMonth(1); err != nil {
			return Schedule{}, false, err
		}
		dues := p.inTurn(rule.days(p, m))
		if len(dues) == 0 {
			return Schedule{}, false, nil
		}
		return Schedule{Dues: dues, Rule: fmt.Sprintf("定期任务，至%d年底共%d次", p.year, len(dues))}, true, nil
	}
	return Schedule{}, false, nil
}

// inTurn leaves out what is past, and opens each when the one before is due: of a
// monthly report only one is asked for at a time.
func (p phrase) inTurn(all []Due) (dues []Due) {
	for _, d := range all {
		if d.Day < p.base.Start || d.Day.Year() != p.year {
			continue
		}
		if len(dues) > 0 {
			d.Opens = dues[len(dues)-1].Day + 1
		}
		dues = append(dues, d)
	}
	return dues
}

func every(time.Month) bool  { return true }
func odd(m time.Month) bool  { return m%2 == 1 }
func even(m time.Month) bool { return m%2 == 0 }

func lastDay(year int, m time.Month, _ []string) Day { return MonthEnd(year, m) }

// givenDay is the day of month that the phrase names, the last of a shorter month.
func givenDay(year int, m time.Month, match []string) Day {
	return min(Date(year, m, max(atoi(match[1]), 1)), MonthEnd(year, m))
}

type dayIn func(year int, m time.Month, match []string) Day

func monthly(which func(time.Month) bool, day dayIn) func(phrase, []string) []Due {
	return func(p phrase, match []string) (dues []Due) {
		for m := time.January; m <= time.December; m++ {
			if which(m) {
				dues = append(dues, Due{Part: fmt.Sprintf("%d月", int(m)), Day: day(p.year, m, match)})
			}
		}
		return dues
	}
}

// quarterly falls due in the n-th month of each quarter, counted from 0.
func quarterly(n int, day dayIn) func(phrase, []string) []Due {
	return func(p phrase, match []string) (dues []Due) {
		for q := range 4 {
			name := string([]rune("一二三四")[q]) + "季度"
			dues = append(dues, Due{Part: name, Day: day(p.year, time.Month(3*q+n+1), match)})
		}
		return dues
	}
}

func yearly(p phrase, m []string) []Due {
	month := time.Month(min(max(atoi(m[1]), 1), 12))
	day := MonthEnd(p.year, month)
	if len(m) > 2 {
		day = min(Date(p.year, month, max(atoi(m[2]), 1)), day)
	}
	return []Due{{Part: itoa(p.year) + "年", Day: day}}
}

// The first day of a recurrence by weeks or days: the issue, or the year's first
// day where no issue is known or it lies in another year.
func (p phrase) from() Day {
	first := Date(p.year, time.January, 1)
	if p.base.Start > first {
		return p.base.Start
	}
	return first
}

func weekly(p phrase, m []string) (dues []Due) {
	want := 4 // Friday, when none is named
	if m[1] != "" {
		want = weekdayOffset(m[1])
	}
	first := p.from()
	first += Day((want - int(first.Weekday()+6)%7 + 7) % 7)
	return p.everyDays(first, 7)
}

func fortnightly(p phrase, _ []string) []Due { return p.everyDays(p.from()+14, 14) }

func (p phrase) everyDays(first, step Day) (dues []Due) {
	for d := first; d.Year() == p.year; d += step {
		dues = append(dues, Due{Part: d.Short(), Day: d})
	}
	return dues
}

// daily is every workday, as far as the base knows them.
func daily(p phrase, _ []string) (dues []Due) {
	next := func(d Day) Day {
		if p.base.AddWorkdays == nil {
			for d++; d.Weekday() == time.Saturday || d.Weekday() == time.Sunday; d++ {
			}
			return d
		}
		return p.base.AddWorkdays(d, 1)
	}
	for d := next(p.from() - 1); d.Year() == p.year; d = next(d) {
		dues = append(dues, Due{Part: d.Short(), Day: d})
	}
	return dues
}
