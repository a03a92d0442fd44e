package checklist_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/words"
)

func TestDay_readsAndWritesPlainDays(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]checklist.Day{
		"":           0,
		"0000-12-31": 0,
		"0001-01-01": 1,
		"0000-01-01": -365,
		"1970-01-01": 719163,
		"2026-01-10": checklist.Date(2026, time.January, 10),
		"2026-12-28": checklist.Date(2026, time.December, 28),
		"2026-12-31": checklist.Date(2026, time.December, 31),
		"2028-02-29": checklist.Date(2028, time.February, 29),
		"2026-02-01": checklist.Date(2026, time.February, 1),
	} {
		got, err := checklist.ParseDay(text)
		if got != want || err != nil {
			t.Errorf("%q is %d, %v, want %d", text, got, err, want)
		}
		if want > 0 && got.String() != text {
			t.Errorf("%q is written %q", text, got)
		}
	}
	for _, text := range []string{"2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-01", "2026-01-01 ", "2026/01/01", "2026-01/01", "202x-01-01", "2026-0:-01", "2026-01-0/", "-026-01-01", "2026-01-32"} {
		if got, err := checklist.ParseDay(text); !errors.Is(err, checklist.ErrInvalid) {
			t.Errorf("%q is %s, %v", text, got, err)
		}
	}
}

func TestDay_everyDayComesBackFromItsText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d := checklist.Day(rapid.IntRange(1, 3_652_059).Draw(t, "day"))
		got, err := checklist.ParseDay(d.String())
		y, m, dd := d.Date()
		if got != d || err != nil || checklist.Date(y, m, dd) != d || d.Year() != y {
			t.Errorf("%d is %s, read %d, %v", d, d, got, err)
		}
	})
}

func TestDay_words(t *testing.T) {
	t.Parallel()
	d := checklist.Date(2026, time.April, 30)
	say := func(m msg.Message) string { return words.Say(words.Chinese, m) }
	if d.Short() != "4月30日" || say(d.Said()) != "4月30日" || say(d.SaidLong()) != "4月30日（周四）" || d.Weekday() != time.Thursday || say((d+3).SaidLong()) != "5月3日（周日）" {
		t.Errorf("%s, %s, %s", d.Short(), say(d.Said()), say(d.SaidLong()))
	}
	none := checklist.Day(0)
	if say(none.Said()) != "待定" || say(none.SaidLong()) != "待定" || none.String() != "" || !none.IsZero() || d.IsZero() {
		t.Errorf("no day is %s, %s, %q", say(none.Said()), say(none.SaidLong()), none)
	}
	if got := checklist.MonthEnd(2028, time.February).String(); got != "2028-02-29" {
		t.Errorf("February ends on %s", got)
	}
}

func TestDay_anInstantHasItsDayInAZone(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("北京", 8*3600)
	at := checklist.Date(2026, time.April, 30).At(8, 30, zone)
	if want := time.Date(2026, 4, 30, 0, 30, 0, 0, time.UTC); !at.Equal(want) {
		t.Errorf("at %s, want %s", at, want)
	}
	if got := checklist.DayOf(time.Date(2026, 4, 29, 16, 0, 0, 0, time.UTC), zone).String(); got != "2026-04-30" {
		t.Errorf("midnight in the zone is %s", got)
	}
}

func TestDay_isStoredAsText(t *testing.T) {
	t.Parallel()
	d := checklist.Date(2026, time.April, 30)
	if v, err := d.Value(); v != "2026-04-30" || err != nil {
		t.Errorf("stored as %v, %v", v, err)
	}
	for _, src := range []any{"2026-04-30", []byte("2026-04-30")} {
		var got checklist.Day
		if err := got.Scan(src); got != d || err != nil {
			t.Errorf("%T: %s, %v", src, got, err)
		}
	}
	var got checklist.Day
	if err := got.Scan(7); !errors.Is(err, checklist.ErrInvalid) {
		t.Errorf("a number is read as a day: %v", err)
	}
	if b, err := json.Marshal(map[string]checklist.Day{"d": d}); string(b) != `{"d":"2026-04-30"}` || err != nil {
		t.Errorf("%s, %v", b, err)
	}
	if err := json.Unmarshal([]byte(`"2026-04-30"`), &got); got != d || err != nil {
		t.Errorf("%s, %v", got, err)
	}
}
