package checklist

import (
	"slices"
	"testing"

	"duban/internal/words"
)

func TestChooseList_aNumberOrWordsOfTheTitle(t *testing.T) {
	t.Parallel()
	lists := []Place{{List: 1, Title: "2026年作风提升"}, {List: 2, Title: "数据共享清单"}, {List: 3, Title: "作风提升第2批"}}
	for said, want := range map[string]struct {
		at  []int
		ask string
	}{
		"2":  {at: []int{1}}, // the number, though it stands in a title as well
		"共享": {at: []int{1}},
		"作风": {[]int{0, 2}, "有2份清单：清单1《2026年作风提升》、清单3《作风提升第2批》，请写明是哪一份"},
		"消防": {},
	} {
		at, ask := ChooseList(lists, said)
		if !slices.Equal(at, want.at) || words.Say(words.Chinese, ask) != want.ask {
			t.Errorf("%s: %v, %s", said, at, words.Say(words.Chinese, ask))
		}
	}
}
