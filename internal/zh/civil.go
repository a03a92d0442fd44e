package zh

import (
	"fmt"
	"time"
)

// Civil is a day of the calendar; the zero value is no day.
type Civil struct{ Year, Month, Day int }

// CivilOf is the day of an instant as its zone has it.
func CivilOf(t time.Time) Civil {
	y, m, d := t.Date()
	return Civil{y, int(m), d}
}

func (c Civil) time() time.Time {
	return time.Date(c.Year, time.Month(c.Month), c.Day, 0, 0, 0, 0, time.UTC)
}

// IsZero reports whether c is no day.
func (c Civil) IsZero() bool { return c == Civil{} }

// Exists reports whether the calendar has the day: no 4月31日.
func (c Civil) Exists() bool { return c.Year > 0 && c == CivilOf(c.time()) }

// Before compares two days.
func (c Civil) Before(other Civil) bool { return c.time().Before(other.time()) }

// AddDays counts n days on, or back.
func (c Civil) AddDays(n int) Civil { return CivilOf(c.time().AddDate(0, 0, n)) }

// AddMonths returns the same day of the month n months later, or the last day of a
// month that has no such day (民法典 202).
func (c Civil) AddMonths(n int) Civil {
	same, end := CivilOf(c.time().AddDate(0, n, 0)), monthEnd(c.Year, c.Month+n)
	if end.Before(same) {
		return end
	}
	return same
}

// Weekday counts from Monday, which is 1, to Sunday, 7.
func (c Civil) Weekday() int { return (int(c.time().Weekday())+6)%7 + 1 }

func (c Civil) String() string { return fmt.Sprintf("%04d-%02d-%02d", c.Year, c.Month, c.Day) }

// monthEnd is the last day of a month, which may lie outside 1 to 12.
func monthEnd(year, month int) Civil {
	return CivilOf(time.Date(year, time.Month(month+1), 0, 0, 0, 0, 0, time.UTC))
}

// monthStart is the first day of a month, which may lie outside 1 to 12.
func monthStart(year, month int) Civil {
	return CivilOf(time.Date(year, time.Month(month), 1, 0, 0, 0, 0, time.UTC))
}
