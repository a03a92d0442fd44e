package calendar

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"duban/checklist"
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
const noticeDate = `(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:（([^（）]*)）)?`

var (
	datePattern  = zh.NewPattern(noticeDate)
	offPattern   = zh.NewPattern(`^` + noticeDate + `(?:[至到]` + noticeDate + `)?放假(?:调休)?(?:共?(\d+)天)?$`)
	countPattern = zh.NewPattern(`^共?(\d+)天$`)
	swapPattern  = zh.NewPattern(`^(` + dateList + `)补休$`)
	workPattern  = zh.NewPattern(`^(` + dateList + `)(?:正常|照常)?上班$`)
	weekdayName  = zh.NewPattern(`(?:星期|周)([一二三四五六日天])`)
)

const dateList = `(?:` + noticeDate + `[、和]?)+`

// longestHoliday bounds a run of days off; a longer one is a typing error.
const longestHoliday = 15

// sentence reads one sentence of a section. What has no date, or advises without
// ordering (鼓励……安排职工在除夕休息), is not an arrangement.
func (r *noticeReader) sentence(s string) {
	clauses := strings.Split(s, "，")
	switch {
	case offPattern.MatchString(clauses[0]):
		r.dayOff(clauses)
	case workPattern.MatchString(s):
		r.makeUp(s)
	case datePattern.MatchString(s) && arranges(s):
		r.problem(fmt.Sprintf("“%s”没有读懂", s), "请对照原文，写成“5月1日至5日放假调休，共5天。4月26日（周日）上班。”的样子")
	}
}

func arranges(s string) bool {
	return datePattern.FindStringIndex(s)[0] == 0 ||
		strings.Contains(s, "放假") || strings.Contains(s, "上班") || strings.Contains(s, "补休")
}

// dayOff reads a run of days off and the clauses that follow it.
func (r *noticeReader) dayOff(clauses []string) {
	m := offPattern.FindStringSubmatch(clauses[0])
	days, ok := r.run(noticeDateOf(m[1:5]), noticeDateOf(m[5:9]))
	if !ok {
		return
	}
	stated := m[9]
	for _, clause := range clauses[1:] {
		switch count := countPattern.FindStringSubmatch(clause); {
		case count != nil:
			stated = count[1]
		case clause == "与周末连休":
			days = r.withWeekend(days)
		case swapPattern.MatchString(clause):
			days = append(days, r.dates(swapPattern.FindStringSubmatch(clause)[1])...)
		case workPattern.MatchString(clause):
			r.makeUp(clause)
		case clause != "不调休":
			r.problem(fmt.Sprintf("“%s”没有读懂", clause), "请对照原文改正")
		}
	}
	if stated != "" && stated != strconv.Itoa(len(days)) {
		r.problem(fmt.Sprintf("“%s”数出%d天，通知写的是%s天", clauses[0], len(days), stated), "请对照原文改正日期或天数")
	}
	for _, d := range days {
		r.set(d, true)
	}
}

// run returns the days from one date to another, which may be absent.
func (r *noticeReader) run(from, to partialDate) ([]checklist.Day, bool) {
	if to.day == 0 {
		to = from
	}
	to.month = cmp.Or(to.month, from.month)
	first, last := r.span(from, to)
	if !r.exists(first, from) || !r.exists(last, to) {
		return nil, false
	}
	n := int(last-first) + 1
	if n < 1 || n > longestHoliday {
		r.problem(fmt.Sprintf("%s至%s不像一个假期", first.Short(), last.Short()), "请对照原文改正日期")
		return nil, false
	}
	return run(first, n), true
}

// span gives both ends of a run their years. Only a run from December to January
// crosses one, and then a year that is left out is the notice's in January.
func (r *noticeReader) span(from, to partialDate) (first, last checklist.Day) {
	begin, end := cmp.Or(from.year, r.year), cmp.Or(to.year, from.year, r.year)
	if crosses := from.month == 12 && to.month == 1; crosses && from.year == 0 {
		begin = cmp.Or(to.year, r.year) - 1
	} else if crosses && to.year == 0 {
		end = from.year + 1
	}
	return from.in(begin), to.in(end)
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
		r.problem(fmt.Sprintf("%s不与周末相连，通知写的是与周末连休", days[0].Long()), "请对照原文改正日期")
	}
	return all
}

// makeUp reads workdays; the State Council makes only weekend days workdays.
func (r *noticeReader) makeUp(s string) {
	for _, d := range r.dates(workPattern.FindStringSubmatch(s)[1]) {
		if !isWeekend(d) {
			r.problem(fmt.Sprintf("%s不是周末，不会是调休上班日", d.Long()), "请对照原文改正日期")
			continue
		}
		r.set(d, false)
	}
}

// dates reads a list of dates, leaving out those with a problem.
func (r *noticeReader) dates(list string) []checklist.Day {
	var days []checklist.Day
	month := 0
	for _, m := range datePattern.FindAllStringSubmatch(list, -1) {
		p := noticeDateOf(m[1:5])
		p.month = cmp.Or(p.month, month)
		month = p.month
		if d := p.in(r.year); r.exists(d, p) {
			days = append(days, d)
		}
	}
	return days
}

// exists checks that a date was not normalised away (4月31日) and falls on the
// weekday that the notice says in brackets.
func (r *noticeReader) exists(d checklist.Day, p partialDate) bool {
	if p.month == 0 {
		r.problem(fmt.Sprintf("%d日没有写月份", p.day), "请对照原文补上月份")
		return false
	}
	if _, month, day := d.Date(); int(month) != p.month || day != p.day {
		r.problem(fmt.Sprintf("没有%d月%d日这一天", p.month, p.day), "请对照原文改正日期")
		return false
	}
	if p.weekday != "" && p.weekday != d.WeekdayName() {
		r.problem(fmt.Sprintf("%d年%s是%s，通知写的是%s", d.Year(), d.Short(), d.WeekdayName(), p.weekday), "请对照原文改正日期或年份")
		return false
	}
	return true
}

// partialDate is a date as written; what it leaves out is 0 or "".
type partialDate struct {
	year, month, day int
	weekday          string // as Day.WeekdayName writes it
}

// noticeDateOf reads the four groups of noticeDate.
func noticeDateOf(groups []string) partialDate {
	var p partialDate
	for i, into := range []*int{&p.year, &p.month, &p.day} {
		*into, _ = strconv.Atoi(groups[i]) // the pattern lets through only digits, or nothing
	}
	if m := weekdayName.FindStringSubmatch(groups[3]); m != nil {
		p.weekday = "周" + strings.Replace(m[1], "天", "日", 1)
	}
	return p
}

// in returns the date in its own year, or in the given one.
func (p partialDate) in(year int) checklist.Day {
	return checklist.Date(cmp.Or(p.year, year), time.Month(p.month), p.day)
}
