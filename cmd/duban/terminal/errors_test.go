package terminal

import (
	"fmt"
	"strings"
	"syscall"
	"testing"

	"duban/db"
	"duban/internal/words"
)

func TestErrorWords_whatAClerkCanMendIsOneWholeSentence(t *testing.T) {
	t.Parallel()
	for _, kind := range []error{db.ErrLeased, db.ErrLocked, db.ErrAway, db.ErrDamaged, db.ErrFull, syscall.ENOSPC} {
		for _, l := range []words.Language{words.Chinese, words.English} {
			said := ErrorWords(l, fmt.Errorf("moving: %w", kind))
			if said == "" || strings.Contains(said, "%") || strings.Contains(said, "EXTRA") || strings.HasPrefix(said, "moving") {
				t.Errorf("%v is said as %q", kind, said)
			}
		}
	}
}
