package answer_test

import (
	"testing"

	"duban/checklist"
	. "duban/inbox/answer"
)

// An instruction falls due on the last day that it names, one with 前 before others; a day
// that has passed, or lies beyond all reason, is none.
func TestRead_theDayOfAnInstruction(t *testing.T) {
	t.Parallel()
	received := checklist.Date(2026, 4, 10)
	letter := Letter{Lines: []Line{{No: 1, Content: "数据共享。", Deadline: checklist.Date(2026, 4, 30)}}}
	for words, want := range map[string]checklist.Day{
		"1 请4月24日前报进度":                                                checklist.Date(2026, 4, 24),
		"1 请4月15日碰头，4月24日报进度":                                         checklist.Date(2026, 4, 24),
		"1 请4月24日前报进度，4月28日开会":                                        checklist.Date(2026, 4, 24),
		"1 请4月15日开会，4月24日前报进度":                                        checklist.Date(2026, 4, 24),
		"1 请4月20日前碰头，4月24日前报进度":                                       checklist.Date(2026, 4, 24),
		"1 请4月10日前报进度":                                                received,
		"1 4月9日会上已说明，请抓紧":                                             0,
		"1 请10月7日前报进度":                                                checklist.Date(2026, 10, 7), // 180 days
		"1 请10月8日前报进度":                                                0,
		"1 请抓紧":                                                       0,
		"1 please report by 24 April, the meeting is on 28 April":     checklist.Date(2026, 4, 24),
		"1 please report before 24 April, the meeting is on 28 April": checklist.Date(2026, 4, 24),
	} {
		got := Read(words, letter, Options{Writer: Judge, Year: 2026, Received: received})
		if len(got) != 1 || got[0].Verb != checklist.VerbRemark || got[0].Until != want {
			t.Errorf("%s: want %s, got %+v", words, want, got)
		}
	}
}

// Words that ask for nothing wait for no answer; a question does, whatever its words.
func TestRead_anInstructionMayAskForNothing(t *testing.T) {
	t.Parallel()
	letter := Letter{Lines: []Line{{No: 1, Content: "数据共享。", Deadline: checklist.Date(2026, 4, 30)}}}
	for words, want := range map[string]bool{"1 辛苦了": true, "1 很好，辛苦了": true, "1 辛苦了？": false, "1 请抓紧": false, "1 well done": true} {
		got := Read(words, letter, Options{Writer: Judge, Year: 2026, Received: checklist.Date(2026, 4, 10)})
		if len(got) != 1 || got[0].Idle != want {
			t.Errorf("%s: want idle %t, got %+v", words, want, got)
		}
	}
}
