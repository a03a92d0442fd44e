package checklist

import (
	"errors"
	"time"

	"duban/internal/msg"
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
	r := DeadlineReading{Day: FromCivil(at.Last)}
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
		return p.refuse(msg.New("wrong year of a deadline", d.Year), msg.New("write four digits of the year"))
	case d.Relative && d.Ahead < 0, d.YearSaid && d.Year < 0:
		return p.refuse(isPast, writeDate)
	case d.Unit == zh.Quarter && d.Edge == zh.Whole && d.Mark == zh.Before:
		return p.ask(msg.New("one of two quarters"), msg.New("write the end of the quarter"))
	case d.Unit == zh.Festival && d.Month != 0 && d.Mark != zh.Before:
		return p.ask(msg.New("by or on is not said"), writeDate)
	case d.Unit == zh.Festival && d.Mark != zh.Before:
		return p.unread()
	case d.Unit == zh.Span && d.Since == zh.Unsaid && d.Mark != zh.Within:
		return p.ask(msg.New("no day to count from"), msg.New("write a date, or within days"))
	}
	return nil
}

// unresolved says what a date lacks, or is wrong with.
func (p phrase) unresolved(d zh.Date, err error) error {
	switch {
	case errors.Is(err, zh.ErrYear):
		return p.refuse(msg.New("no year of a deadline"), msg.New("give the base year"))
	case errors.Is(err, zh.ErrPresent):
		return p.refuse(msg.New("no day of issue to count from"), msg.New("give the day of issue"))
	case errors.Is(err, zh.ErrNoSuchDay):
		return p.noSuchDay(d)
	}
	return p.unread()
}

func (p phrase) noSuchDay(d zh.Date) error {
	if d.Unit != zh.Day || d.Month < 1 || d.Month > 12 {
		if d.Month > 0 {
			return p.refuse(msg.New("no such month", d.Month), writeDate)
		}
		return p.refuse(msg.New("no date at all"), writeDate)
	}
	year := d.Year
	if year == 0 || d.YearSaid {
		year += p.base.Year
	}
	last := MonthEnd(year, time.Month(d.Month))
	_, _, days := last.Date()
	return p.refuse(msg.New("no such day of the month", year, d.Month, days), msg.New("write the last of the month", last.Said(), last.SaidMonth()))
}

// doubt is what the clerk should look at in a date that was read as a day.
func (p phrase) doubt(d zh.Date, day Day) msg.Message {
	whole := d.Edge == zh.Whole && d.Mark != zh.During
	switch {
	case d.Mark == zh.Around:
		return msg.New("only about a date", day.Said())
	case d.Unit == zh.Month && whole && d.Mark == zh.Before:
		return msg.New("read as the end of the month before", p.written, day.SaidMonth(), (day + 1).SaidMonth())
	case d.Unit == zh.Month && whole:
		return msg.New("no day, read as the last of the month")
	case d.Unit == zh.Month && d.Edge == zh.Start:
		return msg.New("the beginning of a month")
	case d.Edge == zh.Start:
		return msg.New("no day, read as a day", day.Said())
	case d.Unit == zh.Year && whole && d.Mark == zh.Before:
		return msg.New("read as the end of the year before", p.written, day.Year(), day.Year()+1)
	case d.Unit == zh.Year && whole && d.Mark == zh.Plain:
		return msg.New("only a year")
	case d.Unit == zh.Day && d.Month == 0 && !d.Relative:
		return msg.New("no month, read as a day", day.Said())
	case d.Unit == zh.Span && d.Of == zh.Hour, d.Since == zh.Receipt && d.Of != zh.Workday:
		return msg.New("receipt is taken as issue")
	}
	return msg.Message{}
}

var fiveDigits = zh.NewPattern(`^\d{5}$`)

// serial reads the day number of a spreadsheet, counted from 1899-12-30.
func (p phrase) serial() (DeadlineReading, error) {
	d := Date(1899, time.December, 30)
	for i, n := 4, 1; i >= 0; i, n = i-1, 10*n {
		d += Day(n * int(p.whole[i]-'0'))
	}
	if d.Year() < 2000 || d.Year() > 2099 {
		return DeadlineReading{}, p.refuse(msg.New("a number, no date"), writeDate)
	}
	if err := p.checkNotPast(d); err != nil {
		return DeadlineReading{}, err
	}
	return DeadlineReading{Day: d, Doubt: msg.New("the number of a date", d.String())}, nil
}
