package answer_test

import (
	"slices"
	"testing"

	"duban/checklist"
	. "duban/inbox/answer"
)

// One line of a letter names several periods; an answer names those that it is about, and
// where it names none it is asked.
func TestRead_whichPeriodsAreMeant(t *testing.T) {
	t.Parallel()
	var monthly, weekly Letter
	for m, name := range map[int]string{4: "4月", 5: "5月", 6: "6月", 7: "7月"} {
		monthly.Lines = append(monthly.Lines, Line{No: 1, Part: name, Content: "报送窗口数据。", Party: "技术服务部", Role: checklist.Lead, Deadline: checklist.MonthEnd(2026, 1) + checklist.Day(30*m)})
	}
	slices.SortFunc(monthly.Lines, func(a, b Line) int { return int(a.Deadline - b.Deadline) })
	for d := checklist.Date(2026, 5, 1); d <= checklist.Date(2026, 5, 22); d += 7 {
		weekly.Lines = append(weekly.Lines, Line{No: 1, Part: d.Short(), Content: "报送窗口数据。", Party: "技术服务部", Role: checklist.Lead, Deadline: d})
	}
	for _, tt := range []struct {
		words  string
		letter Letter
		lines  []int // nil: asked
	}{
		{"1 已完成", monthly, nil},
		{"1 4月已完成：数据已报", monthly, []int{0}},
		{"1 5月 已完成", monthly, []int{1}},
		{"1 4月、5月已完成", monthly, []int{0, 1}},
		{"1 4月和6月均已完成", monthly, []int{0, 2}},
		{"1（4月、5月）已完成", monthly, []int{0, 1}},
		{"1 4月至6月已完成", monthly, []int{0, 1, 2}},
		{"1 4月，已完成", monthly, []int{0}},
		{"1 5月1日已完成：数据已报", weekly, []int{0}},
		{"1 5月15日已完成", weekly, []int{2}},
		{"1 5月1日、5月22日已完成", weekly, []int{0, 3}},
		{"1 5月1日至5月15日已完成", weekly, []int{0, 1, 2}},
	} {
		answers := Read(tt.words, tt.letter, Options{Year: 2026, Received: checklist.Date(2026, 9, 1)})
		if len(answers) != 1 || answers[0].Doubt.IsZero() != (tt.lines != nil) || tt.lines != nil && (answers[0].Verb != checklist.VerbDone || !slices.Equal(answers[0].Lines, tt.lines)) {
			t.Errorf("%s: %+v", tt.words, answers)
		}
	}
	two := Letter{Lines: []Line{
		{No: 1, Part: "4月", Content: "报送窗口数据。", Party: "业务受理部", Role: checklist.Lead, Waiting: true}, {No: 1, Part: "5月", Content: "报送窗口数据。", Party: "业务受理部", Role: checklist.Lead, Waiting: true},
		{No: 1, Part: "4月", Content: "报送窗口数据。", Party: "技术服务部", Role: checklist.Lead, Waiting: true},
	}}
	for words, lines := range map[string][]int{"1 业务受理部5月同意": {1}, "1 技术服务部同意": {2}, "1 业务受理部4月、业务受理部5月同意": {0, 1}, "1 4月同意": nil, "1 业务受理部同意": nil} {
		answers := Read(words, two, Options{Writer: Judge, Year: 2026, Received: checklist.Date(2026, 9, 1)})
		if len(answers) != 1 || !slices.Equal(answers[0].Lines, lines) || answers[0].Doubt.IsZero() != (lines != nil) {
			t.Errorf("%s: %+v", words, answers)
		}
	}
}
