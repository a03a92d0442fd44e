package checklist

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"duban/internal/zh"
)

// Facts are what the base knows, for the language to resolve days with.
func (b DeadlineBase) Facts() zh.Facts {
	f := zh.Facts{Year: b.Year, Present: b.Start.Civil()}
	if b.AddWorkdays != nil {
		f.Workdays = func(from zh.Civil, n int) zh.Civil { return b.AddWorkdays(FromCivil(from), n).Civil() }
	}
	if b.Festival != nil {
		f.Festival = func(year int, name string) zh.Civil { return b.Festival(year, name).Civil() }
	}
	return f
}

// single reads a phrase that is one day and manners of speech; false is for another.
func (p phrase) single() (r DeadlineReading, ok bool, err error) {
	d := p.only()
	switch {
	case fiveDigits.MatchString(p.whole):
		r, err = p.serial()
	case d == nil || d.Until != nil || d.Since == zh.Receipt:
		return r, false, nil
	default:
		r, err = p.day(*d)
	}
	return r, true, err
}

// only is the date of a phrase that holds nothing else.
func (p phrase) only() *zh.Date {
	if len(p.dates) != 1 {
		return nil
	}
	f := p.dates[0]
	if beforeManners(p.whole[:f.Start]) != "" || afterManners(p.whole[f.End:]) != "" {
		return nil
	}
	return &f.Date
}

// day is the last day that a date names, with the doubt that is left.
func (p phrase) day(d zh.Date) (DeadlineReading, error) {
	last := d.Last()
	if err := p.mayStand(last); err != nil {
		return DeadlineReading{}, err
	}
	at, err := d.Resolve(p.base.Facts())
	if err != nil {
		return DeadlineReading{}, p.unresolved(last, err)
	}
	r := DeadlineReading{Day: FromCivil(at.Last), Rule: ruleOf(last)}
	if err := p.checkNotPast(r.Day); err != nil {
		return DeadlineReading{}, err
	}
	if d.Until == nil {
		r.Doubt = p.doubt(last, r.Day)
	}
	return r, nil
}

// mayStand refuses what a date says that no deadline can mean, and asks where it may
// mean two days.
func (p phrase) mayStand(d zh.Date) error {
	switch {
	case d.Year != 0 && !d.YearSaid && (d.Year < 2000 || d.Year > 2099):
		return p.refuse(fmt.Sprintf("的年份%d不对", d.Year), "年份请写成四位，如2027年")
	case d.Relative && d.Ahead < 0, d.YearSaid && d.Year < 0:
		return p.refuse("已经过去", writeDate)
	case d.Unit == zh.Quarter && d.Edge == zh.Whole && d.Mark == zh.Before:
		return p.ask("可指上季度末，也可指本季度末", "请写成季度末前或具体日期，如6月30日前")
	case d.Unit == zh.Festival && d.Month != 0 && d.Mark != zh.Before:
		return p.ask("没有写“前”", writeDate)
	case d.Unit == zh.Festival && d.Mark != zh.Before:
		return p.unread()
	case d.Unit == zh.Span && d.Since == zh.Unsaid && d.Mark != zh.Within:
		return p.ask("没有写明从哪一天起算", "请写成具体日期，或写成如30日内")
	}
	return nil
}

// unresolved says what a date lacks, or is wrong with.
func (p phrase) unresolved(d zh.Date, err error) error {
	switch {
	case errors.Is(err, zh.ErrYear):
		return p.refuse("没有年份，基准年份也没有给出", "请给出基准年份，或写明年份，如2027年4月底")
	case errors.Is(err, zh.ErrPresent):
		return p.refuse("要从发文日期算起，而发文日期没有给出", "请给出发文日期，或"+strings.TrimPrefix(writeDate, "请"))
	case errors.Is(err, zh.ErrNoSuchDay):
		return p.noSuchDay(d)
	}
	return p.unread()
}

func (p phrase) noSuchDay(d zh.Date) error {
	if d.Unit != zh.Day || d.Month < 1 || d.Month > 12 {
		if d.Month > 0 {
			return p.refuse("不是日期：没有"+fmt.Sprint(d.Month)+"月", writeDate)
		}
		return p.refuse("不是日期", writeDate)
	}
	year := d.Year
	if year == 0 || d.YearSaid {
		year += p.base.Year
	}
	last := MonthEnd(year, time.Month(d.Month))
	_, _, days := last.Date()
	return p.refuse(fmt.Sprintf("不是日期：%d年%d月只有%d天", year, d.Month, days), fmt.Sprintf("请改成%s前，或%d月底", last.Short(), d.Month))
}

// ruleOf tells by which rule a date is read, for the import report.
func ruleOf(d zh.Date) string {
	switch d.Unit {
	case zh.Day:
		if d.Month == 0 {
			return "自发文之日起最近的这一日"
		}
		return "写明月日"
	case zh.Third:
		return "上旬至10日，中旬至20日，下旬至月末"
	case zh.Month:
		switch {
		case d.Relative:
			return "从发文当月算起，月份的最后一日"
		case d.Edge == zh.End:
			return "月底为当月最后一日"
		case d.Edge != zh.Whole:
			return "月初至10日，月中至15日"
		}
		return "只写了月份"
	case zh.Week, zh.Weekday:
		return "从发文当周算起"
	case zh.Quarter:
		return "季度末"
	case zh.Half:
		return "半年末"
	case zh.Plan:
		return "五年规划末年的12月31日"
	case zh.Festival:
		return "节日前一日"
	case zh.Span:
		if d.Of == zh.Workday {
			return "按工作日计算，当日不计入"
		}
		return "自发文之日起计算，当日不计入（民法典第二百零一条）"
	}
	if d.Edge == zh.Middle {
		return "年中为6月30日"
	}
	return "年底为12月31日"
}

// doubt is what the clerk should look at in a date that was read as a day.
func (p phrase) doubt(d zh.Date, day Day) string {
	whole := d.Edge == zh.Whole && d.Mark != zh.During
	switch {
	case d.Mark == zh.Around:
		return "只写了大致的日期，读作" + day.Short()
	case d.Unit == zh.Month && whole && d.Mark == zh.Before:
		return fmt.Sprintf("“%s”读作%s最后一日；如指%s底，请改写", p.written, monthName(day), monthName(day+1))
	case d.Unit == zh.Month && whole:
		return "没有写到日，读作当月最后一日"
	case d.Unit == zh.Month && d.Edge == zh.Start:
		return "月初没有定日，读作10日"
	case d.Edge == zh.Start:
		return "没有写到日，读作" + day.Short()
	case d.Unit == zh.Year && whole && d.Mark == zh.Before:
		return fmt.Sprintf("“%s”读作%d年12月31日；如指%d年底，请改写", p.written, day.Year(), day.Year()+1)
	case d.Unit == zh.Year && whole && d.Mark == zh.Plain:
		return "只写了年份，读作12月31日"
	case d.Unit == zh.Day && d.Month == 0 && !d.Relative:
		return "没有写月份，读作" + day.Short()
	case d.Unit == zh.Span && d.Of == zh.Hour, d.Since == zh.Receipt && d.Of != zh.Workday:
		return "收到之日按下达日期计算"
	}
	return ""
}

func monthName(d Day) string {
	_, month, _ := d.Date()
	return fmt.Sprintf("%d月", int(month))
}

var fiveDigits = zh.NewPattern(`^\d{5}$`)

// serial reads the day number of a spreadsheet, counted from 1899-12-30.
func (p phrase) serial() (DeadlineReading, error) {
	d := Date(1899, time.December, 30)
	for i, n := 4, 1; i >= 0; i, n = i-1, 10*n {
		d += Day(n * int(p.whole[i]-'0'))
	}
	if d.Year() < 2000 || d.Year() > 2099 {
		return DeadlineReading{}, p.refuse("是一个数，不是日期", writeDate)
	}
	if err := p.checkNotPast(d); err != nil {
		return DeadlineReading{}, err
	}
	return DeadlineReading{Day: d, Rule: "电子表格的日期数值", Doubt: "单元格里是日期数值，读作" + d.String()}, nil
}
