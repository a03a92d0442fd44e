package calendar

import (
	"cmp"
	"strconv"
	"strings"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
)

// The sentences of a notice, as the State Council has written them since 2017:
//
//	5月1日（周四）至5日（周一）放假调休，共5天      a run of days off
//	1月1日放假，与周末连休                         the weekend beside it belongs to it
//	1月1日放假，1月2日（星期一）补休                a day off in place of a weekend
//	4月27日（周日）、5月11日（周六）上班            make-up workdays
//
// A date may leave out the year, and its month after 至.
var (
	offPattern   = zh.NewPattern(`^放假(?:调休)?(?:共?(\d+)天)?$`)
	countPattern = zh.NewPattern(`^共?(\d+)天$`)
	workPattern  = zh.NewPattern(`^(?:正常|照常)?上班$`)
)

// longestHoliday bounds a run of days off; a longer one is a typing error.
const longestHoliday = 15

// sentence reads one sentence of a section. What has no date, or advises without
// ordering (鼓励……安排职工在除夕休息), is not an arrangement.
func (r *noticeReader) sentence(s string) {
	clauses := strings.Split(s, "，")
	first, rest := leadingDays(clauses[0])
	dates, tail := leadingDays(s)
	switch {
	case len(first) == 1 && offPattern.MatchString(rest):
		r.dayOff(clauses, first[0], offPattern.FindStringSubmatch(rest)[1])
	case len(dates) > 0 && workPattern.MatchString(tail):
		r.makeUp(dates)
	case arranges(s):
		r.problem(msg.New("not understood", s), msg.New("write the sentence as notices do", "5月1日至5日放假调休，共5天。4月26日（周日）上班。"))
	}
}

// leadingDays returns the days that a text begins with, and the rest of it.
func leadingDays(s string) (dates []zh.Date, rest string) {
	end := 0
	for _, f := range zh.FindDates(s) {
		if f.Unit != zh.Day || strings.Trim(s[end:f.Start], "、和") != "" {
			break
		}
		dates, end = append(dates, f.Date), f.End
	}
	return dates, s[end:]
}

func arranges(s string) bool {
	for _, f := range zh.FindDates(s) {
		if f.Unit == zh.Day {
			return f.Start == 0 || strings.Contains(s, "放假") || strings.Contains(s, "上班") || strings.Contains(s, "补休")
		}
	}
	return false
}

// dayOff reads a run of days off and the clauses that follow it.
func (r *noticeReader) dayOff(clauses []string, d zh.Date, stated string) {
	days, ok := r.run(d)
	if !ok {
		return
	}
	for _, clause := range clauses[1:] {
		dates, rest := leadingDays(clause)
		switch count := countPattern.FindStringSubmatch(clause); {
		case count != nil:
			stated = count[1]
		case clause == "与周末连休":
			days = r.withWeekend(days)
		case len(dates) > 0 && rest == "补休":
			days = append(days, r.each(dates)...)
		case len(dates) > 0 && workPattern.MatchString(rest):
			r.makeUp(dates)
		case clause != "不调休":
			r.problem(msg.New("not understood", clause), msg.New("mend it by the notice"))
		}
	}
	if stated != "" && stated != strconv.Itoa(len(days)) {
		r.problem(msg.New("another number of days", clauses[0], len(days), stated), msg.New("mend the date or the number of days"))
	}
	for _, d := range days {
		r.set(d, true)
	}
}

// run returns the days from one date to another, or one day.
func (r *noticeReader) run(d zh.Date) ([]checklist.Day, bool) {
	begin, end := r.span(d)
	first, ok := r.day(d, begin)
	last := first
	if d.Until != nil {
		var exists bool
		last, exists = r.day(*d.Until, end)
		ok = ok && exists
	}
	if !ok {
		return nil, false
	}
	n := int(last-first) + 1
	if n < 1 || n > longestHoliday {
		r.problem(msg.New("not like a holiday", first.Said(), last.Said()), msg.New("mend the date by the notice"))
		return nil, false
	}
	return run(first, n), true
}

// span gives both ends of a run their years. Only a run from December to January
// crosses one, and then a year that is left out is the notice's in January.
func (r *noticeReader) span(d zh.Date) (begin, end int) {
	last := d.Last()
	begin, end = cmp.Or(d.Year, r.year), cmp.Or(last.Year, r.year)
	switch crosses := d.Month == 12 && last.Month == 1; {
	case crosses && d.Year == 0:
		begin = end - 1
	case crosses && last.Year == d.Year:
		end = begin + 1
	}
	return begin, end
}

// withWeekend adds the days of the weekend that touch the run.
func (r *noticeReader) withWeekend(days []checklist.Day) []checklist.Day {
	first, last := days[0], days[len(days)-1]
	for isWeekend(first - 1) {
		first--
	}
	for isWeekend(last + 1) {
		last++
	}
	all := run(first, int(last-first)+1)
	if len(all) == len(days) && !isWeekend(first) && !isWeekend(last) {
		r.problem(msg.New("touches no weekend", days[0].SaidLong()), msg.New("mend the date by the notice"))
	}
	return all
}

// makeUp reads workdays; the State Council makes only weekend days workdays.
func (r *noticeReader) makeUp(dates []zh.Date) {
	for _, d := range r.each(dates) {
		if !isWeekend(d) {
			r.problem(msg.New("no weekend to make up on", d.SaidLong()), msg.New("mend the date by the notice"))
			continue
		}
		r.set(d, false)
	}
}

// each reads a list of dates, leaving out those with a problem. A month that is left out
// is that of the date before.
func (r *noticeReader) each(dates []zh.Date) (days []checklist.Day) {
	month := 0
	for _, d := range dates {
		d.Month = cmp.Or(d.Month, month)
		month = d.Month
		if day, ok := r.day(d, cmp.Or(d.Year, r.year)); ok {
			days = append(days, day)
		}
	}
	return days
}

// day checks that a date exists (no 4月31日) and falls on the weekday that the notice
// says in brackets.
func (r *noticeReader) day(d zh.Date, year int) (checklist.Day, bool) {
	c := zh.Civil{Year: year, Month: d.Month, Day: d.Day}
	day := checklist.FromCivil(c)
	switch {
	case d.Month == 0:
		r.problem(msg.New("a day without a month", d.Day), msg.New("add the month by the notice"))
	case !c.Exists():
		r.problem(msg.New("no such day", d.Month, d.Day), msg.New("mend the date by the notice"))
	case d.Weekday != 0 && d.Weekday != c.Weekday():
		written := day + checklist.Day(d.Weekday-c.Weekday())
		r.problem(msg.New("another weekday", year, day.Said(), day.Weekday(), written.Weekday()), msg.New("mend the date or the year"))
	default:
		return day, true
	}
	return 0, false
}
