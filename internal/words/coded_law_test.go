package words

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"duban/internal/msg"
)

// A message is said in both languages whatever was stored beside its code, and each of the
// words among its facts stands in what is said.
func TestSay_lawNoStoredFactIsLost(t *testing.T) {
	t.Parallel()
	codes := append(slices.Sorted(maps.Keys(texts())), "", "a code of another build", msg.Date, msg.Lines, msg.Clauses, msg.Commas, msg.Names, msg.Places, msg.Whole, "one of")
	rapid.Check(t, func(t *rapid.T) {
		var leaves []string
		stored, err := json.Marshal(drawMessage(t, codes, 3, &leaves))
		if err != nil {
			t.Fatal(err)
		}
		m := msg.FromText(string(stored))
		for _, l := range []Language{Chinese, English} {
			said := Say(l, m)
			if strings.Contains(said, "%!") {
				t.Errorf("%s is said as %s", stored, said)
			}
			for _, leaf := range leaves {
				if !strings.Contains(said, leaf) {
					t.Errorf("%q of %s is lost in %q", leaf, stored, said)
				}
			}
		}
	})
}

// A choice of nothing, and of one, is said as what stands in it.
func TestSay_aStoredChoiceOfFewIsSaid(t *testing.T) {
	t.Parallel()
	for stored, want := range map[string]string{
		`{"say":"write one of","of":[{"say":"one of"}]}`:                    "write ",
		`{"say":"write one of","of":[{"say":"one of","of":["zh"]}]}`:        "write zh",
		`{"say":"write one of","of":[{"say":"one of","of":["zh","en"]}]}`:   "write zh or en",
		`{"say":"write one of","of":[{"say":"one of","of":["zh"]},"else"]}`: "write one of: zh: else",
	} {
		if got := Say(English, msg.FromText(stored)); got != want {
			t.Errorf("%s: got %q, want %q", stored, got, want)
		}
	}
}

// drawMessage draws a message as JSON has it, of any code with any facts; its words, each
// another, are added to leaves.
func drawMessage(t *rapid.T, codes []string, depth int, leaves *[]string) any {
	facts := []any{}
	for range rapid.IntRange(0, 5).Draw(t, "facts") {
		switch kind := rapid.IntRange(0, 4).Draw(t, "kind"); {
		case kind == 0:
			facts = append(facts, rapid.Int().Draw(t, "number"))
		case kind == 1 && depth > 0:
			facts = append(facts, drawMessage(t, codes, depth-1, leaves))
		default:
			word := fmt.Sprintf("word%dx", len(*leaves))
			facts, *leaves = append(facts, word), append(*leaves, word)
		}
	}
	return struct {
		Say string `json:"say"`
		Of  []any  `json:"of"`
	}{rapid.SampledFrom(codes).Draw(t, "code"), facts}
}

// With the facts that its text has a message is said by it, and not barely.
func TestSay_lawWhatWasStoredIsSaidByItsText(t *testing.T) {
	t.Parallel()
	for code, text := range texts() {
		wanted := facts(text.Zh)
		var all []any
		for i := range len(wanted) {
			if wanted[i+1] == "d" {
				all = append(all, i+2)
			} else {
				all = append(all, fmt.Sprintf("word%d", i))
			}
		}
		m := msg.FromText(msg.New(code, all...).Text())
		if got, want := Say(Chinese, m), text.In(Chinese, all...); got != want || strings.Contains(want, "%!") {
			t.Errorf("%s: got %q, want %q", code, got, want)
		}
	}
}
