package calendar_test

import (
	"math"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"duban/checklist"
	"duban/scheduler/calendar"
)

// civil reads a day as tests write it.
func civil(t testing.TB, s string) checklist.Day {
	t.Helper()
	d, err := checklist.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func newCalendar(t testing.TB, overlay ...calendar.YearFile) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(overlay...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestCalendar_everyDayAroundTheTwoDeadlines compares each day of the weeks
// around 4月底 and 5月底 with what the notices make of them.
func TestCalendar_everyDayAroundTheTwoDeadlines(t *testing.T) {
	t.Parallel()
	tests := []struct {
		year        string
		off, makeUp []string
	}{
		{"2023", []string{"04-29", "04-30", "05-01", "05-02", "05-03"}, []string{"04-23", "05-06"}},
		{"2024", []string{"05-01", "05-02", "05-03", "05-04", "05-05", "06-10"}, []string{"04-28", "05-11"}},
		{"2025", []string{"05-01", "05-02", "05-03", "05-04", "05-05", "05-31", "06-01", "06-02"}, []string{"04-27"}},
		{"2026", []string{"05-01", "05-02", "05-03", "05-04", "05-05"}, []string{"05-09"}},
	}
	windows := [][2]string{{"04-20", "05-14"}, {"05-26", "06-12"}}
	c := newCalendar(t)
	for _, tt := range tests {
		want := map[checklist.Day]bool{}
		for _, md := range tt.off {
			want[civil(t, tt.year+"-"+md)] = false
		}
		for _, md := range tt.makeUp {
			want[civil(t, tt.year+"-"+md)] = true
		}
		for _, w := range windows {
			for d := civil(t, tt.year+"-"+w[0]); d <= civil(t, tt.year+"-"+w[1]); d++ {
				work, arranged := want[d]
				if !arranged {
					work = d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
				}
				if got := c.IsWorkday(d); got != work {
					t.Errorf("IsWorkday(%s %s) = %v, want %v", d, d.Weekday(), got, work)
				}
			}
		}
	}
}

func TestCalendar_countsBackFromTheDeadlinesAcrossMakeUpDays(t *testing.T) {
	t.Parallel()
	type row struct{ Effective, Minus3, Minus5, Next string }
	tests := []struct {
		deadline string
		want     row
	}{
		{"2023-04-30", row{"2023-04-28", "2023-04-25", "2023-04-23", "2023-05-04"}},
		{"2023-05-31", row{"2023-05-31", "2023-05-26", "2023-05-24", "2023-06-01"}},
		{"2024-04-30", row{"2024-04-30", "2024-04-26", "2024-04-24", "2024-05-06"}},
		{"2024-05-31", row{"2024-05-31", "2024-05-28", "2024-05-24", "2024-06-03"}},
		{"2025-04-30", row{"2025-04-30", "2025-04-27", "2025-04-24", "2025-05-06"}},
		{"2025-05-31", row{"2025-05-30", "2025-05-27", "2025-05-23", "2025-06-03"}},
		{"2026-04-30", row{"2026-04-30", "2026-04-27", "2026-04-23", "2026-05-06"}},
		{"2026-05-31", row{"2026-05-29", "2026-05-26", "2026-05-22", "2026-06-01"}},
	}
	c := newCalendar(t)
	for _, tt := range tests {
		d := civil(t, tt.deadline)
		got := row{c.OnOrBefore(d).String(), c.Add(d, -3).String(), c.Add(d, -5).String(), c.Add(d, 1).String()}
		if diff := cmp.Diff(got, tt.want); diff != "" {
			t.Errorf("around %s (-got +want):\n%s", tt.deadline, diff)
		}
	}
}

func TestCalendar_singleDaysOfTheNotices(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, on, before, after string // before: OnOrBefore, after: OnOrAfter
	}{
		{"a Sunday after 端午 is a workday", "2023-06-25", "2023-06-25", "2023-06-25"},
		{"a Saturday of a long holiday", "2023-09-30", "2023-09-28", "2023-10-07"},
		{"元旦 of the next year begins in this one", "2023-12-31", "2023-12-29", "2024-01-02"},
		{"a plain Sunday at the half-year", "2024-06-30", "2024-06-28", "2024-07-01"},
		{"除夕 of 2024 was advice, not a day off", "2024-02-09", "2024-02-09", "2024-02-09"},
		{"除夕 is a day off since 2025", "2025-01-28", "2025-01-27", "2025-02-05"},
		{"元旦 of 2026", "2026-01-01", "2025-12-31", "2026-01-04"},
		{"a Sunday before 春节 week", "2026-01-04", "2026-01-04", "2026-01-04"},
		{"a Saturday before 春节", "2026-02-14", "2026-02-14", "2026-02-14"},
		{"a Saturday after 春节", "2026-02-28", "2026-02-28", "2026-02-28"},
		{"a Sunday before 中秋", "2026-09-20", "2026-09-20", "2026-09-20"},
		{"a Saturday after 国庆", "2026-10-10", "2026-10-10", "2026-10-10"},
		{"a Wednesday inside 国庆", "2026-10-07", "2026-09-30", "2026-10-08"},
	}
	c := newCalendar(t)
	for _, tt := range tests {
		d := civil(t, tt.on)
		if got := [2]string{c.OnOrBefore(d).String(), c.OnOrAfter(d).String()}; got != [2]string{tt.before, tt.after} {
			t.Errorf("%s: %s lies between %v, want %s and %s", tt.name, tt.on, got, tt.before, tt.after)
		}
	}
	if got := c.Add(civil(t, "2025-12-31"), 1).String(); got != "2026-01-04" {
		t.Errorf("the workday after 2025-12-31 is %s, want the Sunday 2026-01-04", got)
	}
}

func TestCalendar_countingFromADayOffStartsAtTheWorkdayBefore(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	saturday := civil(t, "2026-03-14")
	for n, want := range map[int]string{-1: "2026-03-12", 0: "2026-03-13", 1: "2026-03-16", 5: "2026-03-20"} {
		if got := c.Add(saturday, n).String(); got != want {
			t.Errorf("Add(Saturday, %d) = %s, want %s", n, got, want)
		}
	}
}

func TestCalendar_standing(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, deadline, on string
		late, left         int
	}{
		{"five workdays to go over a make-up Sunday", "2025-04-30", "2025-04-24", 0, 5},
		{"the last day", "2026-04-30", "2026-04-30", 0, 0},
		{"a holiday does not make it later", "2026-04-30", "2026-05-05", 0, 0},
		{"the first workday after the holiday", "2026-04-30", "2026-05-06", 1, 0},
		{"a Saturday at work counts", "2026-04-30", "2026-05-09", 4, 0},
		{"a deadline on a Sunday is due the Friday before", "2026-05-31", "2026-05-29", 0, 0},
		{"a deadline on a Sunday is late on Monday", "2026-05-31", "2026-06-01", 1, 0},
	}
	c := newCalendar(t)
	for _, tt := range tests {
		late, left := c.Standing(civil(t, tt.deadline), civil(t, tt.on))
		if late != tt.late || left != tt.left {
			t.Errorf("%s: late %d, left %d; want %d, %d", tt.name, late, left, tt.late, tt.left)
		}
	}
}

func TestCalendar_countingEndsWithTheYearsADayCanBeWrittenIn(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	for name, tt := range map[string]struct {
		n    int
		want string
	}{
		"forward":  {math.MaxInt, "9999-12-31"},
		"backward": {math.MinInt, "0001-01-02"},
	} {
		if got := c.Add(civil(t, "2026-04-30"), tt.n).String(); got != tt.want {
			t.Errorf("%s without end: %s, want %s", name, got, tt.want)
		}
	}
	if n := c.Between(0, civil(t, "0001-01-02")); n != 1 {
		t.Errorf("Between(no day, the first workday) = %d, want 1", n)
	}
}

// A cold calendar is asked by many at once; the race detector listens.
func TestCalendar_isSharedByGoroutines(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	want := newCalendar(t).Between(civil(t, "2020-01-01"), civil(t, "2031-12-31"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := c.Between(civil(t, "2020-01-01"), civil(t, "2031-12-31")); got != want {
				t.Errorf("Between = %d, want %d", got, want)
			}
		})
	}
	wg.Wait()
}

// drawDay draws days of published and of computed years.
func drawDay(t *rapid.T, label string) checklist.Day {
	return checklist.Day(rapid.IntRange(int(checklist.Date(2021, 1, 1)), int(checklist.Date(2030, 12, 31))).Draw(t, label))
}

func TestCalendar_addingAndCountingAgree(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		d, n := drawDay(t, "day"), rapid.IntRange(-600, 600).Draw(t, "n")
		there := c.Add(d, n)
		if !c.IsWorkday(there) {
			t.Fatalf("Add(%s, %d) = %s, a day off", d, n, there)
		}
		if got := c.Between(d, there); got != n {
			t.Fatalf("Between(%s, %s) = %d, want %d", d, there, got, n)
		}
		if back := c.Add(there, -n); back != c.OnOrBefore(d) {
			t.Fatalf("Add(Add(%s, %d), %d) = %s, want %s", d, n, -n, back, c.OnOrBefore(d))
		}
	})
}

// Counting by look-up must agree with counting on one's fingers.
func TestCalendar_betweenCountsTheWorkdaysOneByOne(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		from := drawDay(t, "from")
		to := from + checklist.Day(rapid.IntRange(0, 800).Draw(t, "span"))
		want := 0
		for d := from + 1; d <= to; d++ {
			if c.IsWorkday(d) {
				want++
			}
		}
		if got, back := c.Between(from, to), c.Between(to, from); got != want || back != -want {
			t.Fatalf("Between(%s, %s) = %d and back %d, want ±%d", from, to, got, back, want)
		}
	})
}

func TestCalendar_aDayLiesBetweenTheWorkdaysAroundIt(t *testing.T) {
	t.Parallel()
	c := newCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		d := drawDay(t, "day")
		before, after := c.OnOrBefore(d), c.OnOrAfter(d)
		if before > d || d > after || !c.IsWorkday(before) || !c.IsWorkday(after) {
			t.Fatalf("%s lies between %s and %s", d, before, after)
		}
		if want := map[bool]int{true: 0, false: 1}[c.IsWorkday(d)]; c.Between(before, after) != want {
			t.Fatalf("%s: %d workdays from %s to %s, want %d", d, c.Between(before, after), before, after, want)
		}
	})
}
