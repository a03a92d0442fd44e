package calendar_test

import (
	"testing"
	"time"

	"duban/checklist"
	"duban/scheduler/calendar"
)

func TestCalendar_countingStopsAtTheEndsOfTime(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	first, last := c.OnOrAfter(checklist.Date(1, time.January, 1)), c.OnOrBefore(checklist.Date(9999, time.December, 31))
	if got := c.Add(first, -1); got != first {
		t.Errorf("before the first workday there is %s", got)
	}
	if got := c.Add(last, 1); got != last {
		t.Errorf("after the last workday there is %s", got)
	}
	if got := c.OnOrBefore(last + 400); got != last {
		t.Errorf("before a day that no year has there is %s", got)
	}
}

func TestCalendar_festivalsOfTheMoonAreKnownFor300Years(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	for year, known := range map[int]bool{1899: false, 1900: true, 2199: true, 2200: false} {
		if got := c.Festival(year, "中秋"); (got != 0) != known {
			t.Errorf("中秋 of %d is on %s", year, got)
		}
	}
	for name, want := range map[string]string{"劳动节": "2023-04-29", "春节": "2023-01-21", "除夕": "2023-01-21", "清明": "2023-04-05", "元旦": "2022-12-31", "圣诞": ""} {
		if got := c.Festival(2023, name).String(); got != want {
			t.Errorf("%s of 2023 begins on %q, want %q", name, got, want)
		}
	}
}

func TestNew_whichYearsAndDaysAnOverlayMayName(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		year int
		day  checklist.Day
		ok   bool
	}{
		{1899, checklist.Date(1899, time.May, 1), false},
		{1900, checklist.Date(1900, time.May, 1), true},
		{2199, checklist.Date(2199, time.May, 1), true},
		{2200, checklist.Date(2200, time.May, 1), false},
		{2027, checklist.Date(2026, time.December, 1), true},
		{2027, checklist.Date(2026, time.November, 30), false},
		{2027, checklist.Date(2027, time.December, 31), true},
		{2027, checklist.Date(2028, time.January, 1), false},
	} {
		_, err := calendar.New(calendar.YearFile{Year: row.year, Days: []calendar.Arrangement{{Name: "劳动节", Date: row.day, IsOffDay: true}}})
		if (err == nil) != row.ok {
			t.Errorf("%s in the year %d: %v", row.day, row.year, err)
		}
	}
}
