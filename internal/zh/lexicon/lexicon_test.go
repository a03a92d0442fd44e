package lexicon

import (
	"testing"
)

func TestVocabulary_everyWordHasOneSense(t *testing.T) {
	t.Parallel()
	senseOf := map[string]Sense{}
	for sense := None + 1; sense < Senses; sense++ {
		for _, w := range wordsOf(sense) {
			if other, seen := senseOf[w]; seen {
				t.Errorf("%s stands under %d and %d", w, other, sense)
			}
			senseOf[w] = sense
		}
	}
}
