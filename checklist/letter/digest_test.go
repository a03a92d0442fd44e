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
