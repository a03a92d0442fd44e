package checklist

import (
	"database/sql/driver"
	"fmt"
	"time"

	"duban/internal/msg"
	"duban/internal/zh"
)

// Day is a civil day, without an hour or a zone: the number of days since
// 0000-12-31. The zero Day is no day at all. Days compare and subtract as
// numbers; in text, JSON and SQL a Day is "2006-01-02", no day is "".
type Day int32

const epoch = 719163 // 1970-01-01 as a Day

// Date returns the day of a year, month and day of month. Numbers out of range
// are normalised as time.Date does; use ParseDay to have them refused.
func Date(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix()/86400 + epoch)
}

// DayOf returns the civil day of an instant in a zone.
func DayOf(t time.Time, zone *time.Location) Day {
	y, m, d := t.In(zone).Date()
	return Date(y, m, d)
}

// ParseDay reads "2006-01-02" strictly; "" is no day.
func ParseDay(s string) (Day, error) {
	if s == "" {
		return 0, nil
	}
	if d, ok := plainDay(s); ok {
		return d, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%w: %q is not a date like 2006-01-02", ErrInvalid, s)
	}
	return Date(t.Date()), nil
}

// plainDay reads a day that every month has, as nearly all are: a round reads
// hundreds of thousands.
func plainDay(s string) (Day, bool) {
	if len(s) != len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	year, month, day := number(s[:4]), number(s[5:7]), number(s[8:])
	if year < 0 || month < 1 || month > 12 || day < 1 || day > 28 {
		return 0, false
	}
	return Date(year, time.Month(month), day), true
}

// number is negative for what is no number.
func number(digits string) (n int) {
	for _, c := range []byte(digits) {
		if c < '0' || c > '9' {
			return -1
		}
		n = 10*n + int(c-'0')
	}
	return n
}

// MonthEnd returns the last day of a month.
func MonthEnd(year int, month time.Month) Day { return Date(year, month+1, 0) }

// AddMonths returns the same day of the month n months later, or the last day of a
// month that has no such day (民法典 202).
func (d Day) AddMonths(n int) Day { return FromCivil(d.Civil().AddMonths(n)) }

// Civil is the day as the language has it.
func (d Day) Civil() zh.Civil {
	if d == 0 {
		return zh.Civil{}
	}
	y, m, dd := d.Date()
	return zh.Civil{Year: y, Month: int(m), Day: dd}
}

// FromCivil returns the day of the calendar that the language names.
func FromCivil(c zh.Civil) Day {
	if c.IsZero() {
		return 0
	}
	return Date(c.Year, time.Month(c.Month), c.Day)
}

func (d Day) utc() time.Time { return time.Unix(int64(d-epoch)*86400, 0).UTC() }

// At returns the instant of the hour and minute on this day in a zone.
func (d Day) At(hour, minute int, zone *time.Location) time.Time {
	y, m, dd := d.Date()
	return time.Date(y, m, dd, hour, minute, 0, 0, zone)
}

// Date returns the year, month and day of month.
func (d Day) Date() (year int, month time.Month, day int) { return d.utc().Date() }

func (d Day) Year() int             { y, _, _ := d.Date(); return y }
func (d Day) Weekday() time.Weekday { return d.utc().Weekday() }
func (d Day) IsZero() bool          { return d == 0 }
func (d Day) String() string {
	if d == 0 {
		return ""
	}
	return d.utc().Format(time.DateOnly)
}

// Short is a day as it names a part of an item: 4月30日.
func (d Day) Short() string {
	_, m, dd := d.Date()
	return fmt.Sprintf("%d月%d日", int(m), dd)
}

// Said is the day as a message says it in the reader's language: 4月30日, 30 April.
func (d Day) Said() msg.Message { return d.said(0, msg.NoWeekday, "") }

// SaidLong is the day with its weekday: 4月30日（周四）, Thu 30 April.
func (d Day) SaidLong() msg.Message { return d.said(0, int(d.Weekday()), "") }

// SaidWhole is a day as a message, with its year whatever day it is.
func (d Day) SaidWhole() msg.Message { return d.said(d.Year(), msg.NoWeekday, "") }

// SaidFrom is Said on another day: with its year where that differs.
func (d Day) SaidFrom(on Day) msg.Message { return d.said(d.yearFrom(on), msg.NoWeekday, "") }

// SaidLongFrom is SaidLong on another day.
func (d Day) SaidLongFrom(on Day) msg.Message {
	return d.said(d.yearFrom(on), int(d.Weekday()), "")
}

// SaidMonth is the month of a day as a message: 4月.
func (d Day) SaidMonth() msg.Message {
	_, m, _ := d.Date()
	return msg.New(msg.Date, 0, int(m), 0, msg.NoWeekday, "")
}

// SaidMoment is an instant as a message, by the clock of a zone: 4月27日8:25.
func SaidMoment(t time.Time, zone *time.Location) msg.Message {
	return DayOf(t, zone).said(0, msg.NoWeekday, t.In(zone).Format("15:04"))
}

func (d Day) said(year, weekday int, clock string) msg.Message {
	if d == 0 {
		return msg.New("no date yet")
	}
	_, m, day := d.Date()
	return msg.New(msg.Date, year, int(m), day, weekday, clock)
}

// yearFrom is the year that a day is said with on another: 0 where it is the same.
func (d Day) yearFrom(on Day) int {
	if on == 0 || d.Year() == on.Year() {
		return 0
	}
	return d.Year()
}

func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

func (d *Day) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDay(string(b))
	return err
}

// Value and Scan store a Day as TEXT.
func (d Day) Value() (driver.Value, error) { return d.String(), nil }

func (d *Day) Scan(src any) (err error) {
	switch s := src.(type) {
	case string:
		*d, err = ParseDay(s)
		return err
	case []byte:
		return d.UnmarshalText(s)
	}
	return fmt.Errorf("%w: a day cannot be read from %T", ErrInvalid, src)
}
