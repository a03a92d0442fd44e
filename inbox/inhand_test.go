package inbox

import (
	"testing"
	"testing/synctest"
	"time"

	"duban/db"
)

func TestInHand_aMailHasOneJudgeAndWaitsForItsNextTry(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h, m := &inHand{until: map[int64]time.Time{}}, db.Mail{ID: 7}
		try := func(when string, want bool) {
			t.Helper()
			if got := h.take(m, time.Now()); got != want {
				t.Errorf("%s: taken %v, want %v", when, got, want)
			}
		}
		try("nobody has it", true)
		try("a judge has it", false)
		h.putOff(m, time.Now().Add(nextTry))
		try("it could not be judged", false)
		time.Sleep(nextTry)
		try("a minute later", true)
		h.done(m)
		try("judged", true)
	})
}
