package letter_test

import (
	"testing"

	"duban/checklist/letter"
	"duban/internal/words"
)

func TestDept_shareIsInWholePerCent(t *testing.T) {
	t.Parallel()
	d := letter.Dept{Due: 3}
	if got, ok := d.Share(2); got != 66 || !ok {
		t.Errorf("two of three are %d per cent, %v", got, ok)
	}
	if got, ok := (letter.Dept{}).Share(2); got != 0 || ok {
		t.Errorf("of nothing: %d, %v", got, ok)
	}
	for colour, want := range map[letter.Colour]string{letter.Red: "逾期", letter.Amber: "临近", letter.Green: "正常"} {
		if words.Say(words.Chinese, colour.Message()) != want {
			t.Errorf("%s is %s", colour, words.Say(words.Chinese, colour.Message()))
		}
	}
}

// Items of several lists are added up, each standing by itself.
func TestCounts_add(t *testing.T) {
	t.Parallel()
	c := letter.Counts{Total: 1, Accepted: 2, Review: 3, Green: 4, Amber: 5, Red: 6}
	c.Add(letter.Counts{Total: 10, Accepted: 20, Review: 30, Green: 40, Amber: 50, Red: 60})
	if want := (letter.Counts{Total: 11, Accepted: 22, Review: 33, Green: 44, Amber: 55, Red: 66}); c != want {
		t.Errorf("%+v", c)
	}
	d := letter.Dept{Name: "综合部", Lead: 1, Accepted: 2, OnTime: 3, Original: 4, Due: 5, Overdue: 6, Extended: 7, Returned: 8}
	d.Add(letter.Dept{Lead: 10, Accepted: 20, OnTime: 30, Original: 40, Due: 50, Overdue: 60, Extended: 70, Returned: 80})
	if want := (letter.Dept{Name: "综合部", Lead: 11, Accepted: 22, OnTime: 33, Original: 44, Due: 55, Overdue: 66, Extended: 77, Returned: 88}); d != want {
		t.Errorf("%+v", d)
	}
}
