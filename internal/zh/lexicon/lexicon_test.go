package lexicon

import (
	"strings"
	"testing"
)

func TestVocabulary_everyWordHasOneSense(t *testing.T) {
	t.Parallel()
	senseOf := map[string]Sense{}
	for sense, list := range vocabulary {
		for _, w := range strings.Fields(list) {
			if other, seen := senseOf[w]; seen {
				t.Errorf("%s stands under %d and %d", w, other, sense)
			}
			senseOf[w] = sense
		}
	}
}
