package calendar

import (
	"slices"
	"strings"
	"time"

	"github.com/6tail/lunar-go/calendar"

	"duban/checklist"
)

// festival is a statutory holiday of one year and the days off that the law gives it.
type festival struct {
	name string
	days []checklist.Day
}

// holidayLaw is what one wording of 《全国年节及纪念日放假办法》 gives to the two
// festivals that its revisions have changed.
type holidayLaw struct {
	since      int // first year it applies to
	springFrom int // first day off of 春节, counted from 正月初一
	springDays int
	labourDays int
}

// The revision of 2013-12-11 (Order 644) gives 初一 to 初三 and one day at 劳动节; that
// of 2024-11-10 (Order 795) adds 除夕 and a second day. Years before 2014 are read by
// the older of the two: no checklist reaches back so far.
var holidayLaws = []holidayLaw{
	{since: 2025, springFrom: -1, springDays: 4, labourDays: 2},
	{since: 0, springFrom: 0, springDays: 3, labourDays: 1},
}

// The years for which lunar dates are computed. Outside them only the festivals
// of fixed date are known; the library's astronomy is not meant for them.
const (
	lunarStart = 1900
	lunarEnd   = 2199
)

// statutory returns the festivals of a year that all citizens have off, in the
// order of the year.
func statutory(year int) []festival {
	law := holidayLaws[slices.IndexFunc(holidayLaws, func(l holidayLaw) bool { return l.since <= year })]
	festivals := []festival{
		{"元旦", run(checklist.Date(year, time.January, 1), 1)},
		{"劳动节", run(checklist.Date(year, time.May, 1), law.labourDays)},
		{"国庆节", run(checklist.Date(year, time.October, 1), 3)},
	}
	if lunarStart <= year && year <= lunarEnd {
		festivals = append(festivals, lunarFestivals(year, law)...)
	}
	slices.SortFunc(festivals, func(a, b festival) int { return int(a.days[0] - b.days[0]) })
	return festivals
}

// lunarFestivals computes the festivals that follow the lunar months and, for
// 清明, the sun.
func lunarFestivals(year int, law holidayLaw) []festival {
	lunar := calendar.NewLunarYear(year)
	dayOf := func(month, day int) checklist.Day {
		return julian(lunar.GetMonth(month).GetFirstJulianDay()) + checklist.Day(day-1)
	}
	qingming := lunar.GetJieQiJulianDays()[slices.Index(calendar.JIE_QI_IN_USE, "清明")]
	return []festival{
		{"春节", run(dayOf(1, 1)+checklist.Day(law.springFrom), law.springDays)},
		{"清明节", run(julian(qingming), 1)},
		{"端午节", run(dayOf(5, 5), 1)},
		{"中秋节", run(dayOf(8, 15), 1)},
	}
}

// julian returns the civil day, Beijing time, of a Julian day as the library counts it.
func julian(jd float64) checklist.Day {
	s := calendar.NewSolarFromJulianDay(jd)
	return checklist.Date(s.GetYear(), time.Month(s.GetMonth()), s.GetDay())
}

// run returns n days from first on.
func run(first checklist.Day, n int) []checklist.Day {
	days := make([]checklist.Day, n)
	for i := range days {
		days[i] = first + checklist.Day(i)
	}
	return days
}

// Festival returns the first day off of a festival (春节, 清明, 端午, 中秋) in a year,
// by the arrangement where one is published, else by the law; no day for a name
// that is no festival.
func (c *Calendar) Festival(year int, name string) checklist.Day {
	if name == "除夕" {
		name = "春节"
	}
	for _, f := range statutory(year) {
		if !strings.HasPrefix(f.name, name) {
			continue
		}
		isItsHoliday := func(d checklist.Day) bool { return c.named[d].IsOffDay && strings.Contains(c.named[d].Name, name) }
		first := f.days[0]
		for isItsHoliday(first - 1) {
			first--
		}
		return first
	}
	return 0
}
