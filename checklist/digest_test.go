package checklist_test

import (
	"duban/checklist"
	"duban/internal/words"
	"testing"
)

func TestDept_shareIsInWholePerCent(t *testing.T) {
	t.Parallel()
	d := checklist.Dept{Due: 3}
	if got, ok := d.Share(2); got != 66 || !ok {
		t.Errorf("two of three are %d per cent, %v", got, ok)
	}
	if got, ok := (checklist.Dept{}).Share(2); got != 0 || ok {
		t.Errorf("of nothing: %d, %v", got, ok)
	}
	for colour, want := range map[checklist.Colour]string{checklist.Red: "逾期", checklist.Amber: "临近", checklist.Green: "正常"} {
		if words.Say(words.Chinese, colour.Message()) != want {
			t.Errorf("%s is %s", colour, words.Say(words.Chinese, colour.Message()))
		}
	}
}
