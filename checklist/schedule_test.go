package checklist

import (
	"slices"
	"strings"
	"testing"

	"duban/internal/words"
)

// What a recurrence asks for, and what depends on what the office told the import.
func TestReadSchedule_whatTheOfficeSaid(t *testing.T) {
	t.Parallel()
	of := func(change func(*DeadlineBase)) DeadlineBase {
		b := DeadlineBase{Year: 2026, Start: Date(2026, 12, 1)} // a Tuesday
		change(&b)
		return b
	}
	plain := of(func(*DeadlineBase) {})
	ends := of(func(b *DeadlineBase) { b.Ends = Date(2026, 12, 20) })
	flood := of(func(b *DeadlineBase) {
		b.Aliases = map[string]string{"汛 期 前": "12月15日前", "": "12月1日", "坏": "13月底"}
	})
	others := of(func(b *DeadlineBase) { b.Year, b.Start = 2027, Date(2026, 12, 1) })
	for _, c := range []struct {
		reason, text string
		base         DeadlineBase
		want         string
	}{
		{"a phrase of the office's own", "汛期前", flood, "2026-12-15"},
		{"with a manner of speech", "汛期前完成", flood, "2026-12-15"},
		{"without its 前", "汛期", flood, "2026-12-15"},
		{"another phrase", "枯水期前", flood, "?"},
		{"one that stands for no day", "坏", flood, "error"},
		{"the time of a campaign that ends", "专项行动期间", ends, "2026-12-20"},
		{"whose end nobody said", "专项行动期间", plain, "?"},
		{"a date beside it", "专项行动期间，12月10日前", ends, "2026-12-10 !"},
		{"weekly, on Friday", "每周", plain, "12月4日 2026-12-04, 12月11日 2026-12-11, 12月18日 2026-12-18, 12月25日 2026-12-25"},
		{"on a named day", "每周二", plain, "12月1日 2026-12-01 … 12月29日 2026-12-29 ×5"},
		{"every second week counts from the issue", "每两周", plain, "12月15日 2026-12-15, 12月29日 2026-12-29"},
		{"on a named day it does too", "每两周周三", plain, "12月2日 2026-12-02, 12月16日 2026-12-16, 12月30日 2026-12-30"},
		{"each day but Saturday and Sunday", "每日", plain, "12月1日 2026-12-01 … 12月31日 2026-12-31 ×23"},
		{"from the first of January where the issue is in another year", "每周", others, "1月1日 2027-01-01 … 12月31日 2027-12-31 ×53"},
		{"in the order of their days", "9月底、6月底", of(func(b *DeadlineBase) { b.Start = 0 }), "6月底 2026-06-30, 9月底 2026-09-30"},
		{"words beside dates are shown, and the dates stand", "12月10日、12月20日前，抓紧落实", plain, "12月10日 2026-12-10, 12月20日 2026-12-20 !"},
		{"years that all have passed", "2023—2025年", plain, "?"},
		{"a month that ends on the day of issue", "每月1日", plain, "12月 2026-12-01"},
	} {
		if got := told(ReadSchedule(c.text, c.base)); got != c.want {
			t.Errorf("%s: %s\n got  %s\n want %s", c.reason, c.text, got, c.want)
		}
	}
}

func TestReadSchedule_onlyOneOfARecurrenceIsAskedForAtATime(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"每月底", "10月底、11月底前，此后长期坚持"} {
		s, err := ReadSchedule(text, DeadlineBase{Year: 2026, Start: Date(2026, 10, 8)})
		if err != nil || len(s.Dues) != 3 {
			t.Fatalf("%s: %+v, %v", text, s.Dues, err)
		}
		last := s.Dues[2]
		if before := s.Dues[1].Day; last.Opens != before+1 || before != Date(2026, 11, 30) {
			t.Errorf("%s: the last opens on %s, behind %s", text, last.Opens, before)
		}
	}
}

// A year at each end: what ends on the very day of issue is still due.
func TestReadSchedule_yearsInARow(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2025—2027年": "2025年 2025-12-31, 2026年 2026-12-31, 2027年 2027-12-31",
		"2026—2046年": "2026年 2026-12-31 … 2046年 2046-12-31 ×21",
	} {
		if got := told(ReadSchedule(text, DeadlineBase{Year: 2026, Start: Date(2025, 12, 31)})); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
	if got := told(ReadSchedule("2026—2047年", DeadlineBase{Year: 2026, Start: Date(2025, 12, 31)})); strings.Contains(got, "×") {
		t.Errorf("more than twenty years are no recurrence: %s", got)
	}
}

func TestReadSchedule_aDoubtIsSaidOnceAndInItsDirection(t *testing.T) {
	t.Parallel()
	b := DeadlineBase{Year: 2026, Start: Date(2026, 1, 1)}
	for text, want := range map[string][]string{
		"6月前":    {"5月最后一日", "6月底"},
		"6月初":    {"月初"},
		"2027年前": {"2026年12月31日", "2027年底"},
	} {
		s, err := ReadSchedule(text, b)
		said := words.Say(words.Chinese, s.Doubt)
		if err != nil || slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(said, w) }) {
			t.Errorf("%s: %q, %v", text, said, err)
		}
	}
	s, err := ReadSchedule("6月、9月", b)
	if said := words.Say(words.Chinese, s.Doubt); err != nil || strings.Count(said, "没有写到日") != 1 {
		t.Errorf("twice the same: %q, %v", said, err)
	}
}
