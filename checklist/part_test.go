package checklist_test

import (
	"testing"

	"duban/checklist"
	"duban/internal/words"
)

// The names of parts that are ours are said in both languages, in Chinese as they are
// stored; those that the list gives are its own.
func TestSaidPart_ofEverySchedule(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"每月底": "April", "每季度末": "second quarter", "每半年": "June", "每周": "3 April", "每旬": "10 April", "长期坚持": "standing task", "适时": "by progress", "全年": "whole year",
		"4月底前启动，9月底前完成": "启动", "4月底、9月底前": "4月底", "5月10日至6月20日": "10 May to 20 June", "2026年11月1日至2027年1月31日": "1 November 2026 to 31 January 2027",
	} {
		s, err := checklist.ReadSchedule(text, checklist.DeadlineBase{Year: 2026, Start: checklist.Date(2026, 4, 1)})
		if err != nil || len(s.Dues) == 0 {
			t.Errorf("%s: %v, %v", text, s, err)
			continue
		}
		for _, due := range s.Dues {
			if zh := words.Say(words.Chinese, checklist.SaidPart(due.Part)); zh != due.Part {
				t.Errorf("%s: the part %s is said %s", text, due.Part, zh)
			}
		}
		if en := words.Say(words.English, checklist.SaidPart(s.Dues[0].Part)); en != want {
			t.Errorf("%s: the part %s is said %s, want %s", text, s.Dues[0].Part, en, want)
		}
	}
}

// A name is ours where a whole date stands in it; the rest is what the list wrote.
func TestSaidPart_namesOfTheListAreLeft(t *testing.T) {
	t.Parallel()
	for part, want := range map[string]string{"4月": "April", "4月10日": "10 April", "2026年4月": "April 2026", "2026年": "2026", "10日": "10日", "2026年10日": "2026年10日", "第一批": "第一批"} {
		if got := words.Say(words.English, checklist.SaidPart(part)); got != want {
			t.Errorf("%s is said %s, want %s", part, got, want)
		}
	}
}
