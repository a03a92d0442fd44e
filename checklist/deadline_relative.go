package checklist

import (
	"fmt"
	"strings"
	"time"
)

func readThisMonth(p phrase, _ []string) (DeadlineReading, error) { return p.issueMonthEnd(0) }
func readNextMonth(p phrase, _ []string) (DeadlineReading, error) { return p.issueMonthEnd(1) }

func readThisQuarter(p phrase, _ []string) (DeadlineReading, error) {
	_, month, _ := p.base.Start.Date()
	return p.issueMonthEnd((12 - int(month)) % 3)
}

// issueMonthEnd is the last day of the n-th month after that of issue.
func (p phrase) issueMonthEnd(n int) (DeadlineReading, error) {
	if err := p.needStart(); err != nil {
		return DeadlineReading{}, err
	}
	y, m, _ := p.base.Start.Date()
	return DeadlineReading{Day: MonthEnd(y, m+time.Month(n))}, nil
}

// readWeek reads 周五前 and 本周内; weeks begin on Monday (GB/T 7408), and a
// week without a named day ends, for offices, on Friday.
func readWeek(p phrase, m []string) (DeadlineReading, error) {
	if m[1] == "" && (m[2] == "" || m[2] == "内") {
		return DeadlineReading{}, p.unread()
	}
	if err := p.needStart(); err != nil {
		return DeadlineReading{}, err
	}
	monday := p.base.Start - Day((p.base.Start.Weekday()+6)%7)
	if m[1] == "下" {
		monday += 7
	}
	return DeadlineReading{Day: monday + Day(weekdayOffset(m[2]))}, nil
}

func weekdayOffset(name string) int {
	switch name {
	case "", "内":
		return 4
	case "日", "天":
		return 6
	}
	n, _ := HanNumber(name)
	return n - 1
}

// readSpan counts from the day of issue, which itself is not counted (民法典
// 201); a span of months ends on the same day of the month, or on the last day
// of a month that has no such day (民法典 202).
func readSpan(p phrase, m []string) (DeadlineReading, error) {
	if err := p.needStart(); err != nil {
		return DeadlineReading{}, err
	}
	n, unit := atoi(m[1]), m[2]
	if m[1] == "半" {
		return p.readHalfSpan(unit)
	}
	switch {
	case unit == "个月":
		return DeadlineReading{Day: p.base.Start.AddMonths(n)}, nil
	case unit == "年" && n < 100:
		return DeadlineReading{Day: p.base.Start.AddMonths(12 * n)}, nil
	case strings.HasSuffix(unit, "周"):
		return DeadlineReading{Day: p.base.Start + Day(7*n)}, nil
	case unit == "日" || unit == "天":
		return DeadlineReading{Day: p.base.Start + Day(n)}, nil
	}
	return DeadlineReading{}, p.unread()
}

func (p phrase) readHalfSpan(unit string) (DeadlineReading, error) {
	switch unit {
	case "年":
		return DeadlineReading{Day: p.base.Start.AddMonths(6)}, nil
	case "个月":
		return DeadlineReading{Day: p.base.Start + 15}, nil
	}
	return DeadlineReading{}, p.unread()
}

// AddMonths returns the same day of the month n months later, or the last day of a
// month that has no such day (民法典 202).
func (d Day) AddMonths(n int) Day {
	y, m, day := d.Date()
	return min(Date(y, m+time.Month(n), day), MonthEnd(y, m+time.Month(n)))
}

func (p phrase) needStart() error {
	if p.base.Start.IsZero() {
		return p.refuse("要从发文日期算起，而发文日期没有给出", "请给出发文日期，或"+strings.TrimPrefix(writeDate, "请"))
	}
	return nil
}

// day is a day of p.year, refused when the calendar has none such.
func (p phrase) day(month, day int) (DeadlineReading, error) {
	if err := p.checkMonth(month); err != nil {
		return DeadlineReading{}, err
	}
	last := MonthEnd(p.year, time.Month(month))
	if _, _, days := last.Date(); day < 1 || day > days {
		return DeadlineReading{}, p.refuse(
			fmt.Sprintf("不是日期：%d年%d月只有%d天", p.year, month, days),
			fmt.Sprintf("请改成%s前，或%d月底", last.Short(), month))
	}
	return DeadlineReading{Day: Date(p.year, time.Month(month), day)}, nil
}

func (p phrase) monthEnd(month int, doubt string) (DeadlineReading, error) {
	if err := p.checkMonth(month); err != nil {
		return DeadlineReading{}, err
	}
	return DeadlineReading{Day: MonthEnd(p.year, time.Month(month)), Doubt: doubt}, nil
}

func (p phrase) checkMonth(month int) error {
	switch {
	case p.year == 0:
		return p.refuse("没有年份，基准年份也没有给出", "请给出基准年份，或写明年份，如2027年4月底")
	case p.year < 2000 || p.year > 2099:
		return p.refuse(fmt.Sprintf("的年份%d不对", p.year), "年份请写成四位，如2027年")
	case month < 1 || month > 12:
		return p.refuse("不是日期：没有"+itoa(month)+"月", writeDate)
	}
	return nil
}

func (p *phrase) overrideYear(s string) {
	if s != "" {
		p.year = atoi(s)
	}
}
