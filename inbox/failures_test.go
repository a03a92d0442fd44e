package inbox

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"duban/db"
)

func TestFailures_onlyWhatTheMailBringsAboutIsCounted(t *testing.T) {
	t.Parallel()
	f := &failures{of: map[int64]int{}}
	for _, passing := range []error{db.ErrFull, db.ErrLocked, db.ErrDamaged, context.Canceled, context.DeadlineExceeded} {
		for range mostFailures + 1 {
			if f.isLast(7, fmt.Errorf("filing: %w", passing)) {
				t.Errorf("%v was held against the mail", passing)
			}
		}
	}
	fault := errors.New("constraint failed")
	for i, want := range []bool{false, false, true} {
		if got := f.isLast(7, fault); got != want {
			t.Errorf("failure %d: last %v", i+1, got)
		}
	}
	f.forget(7)
	if f.isLast(7, fault) {
		t.Error("what was filed is still held against it")
	}
}
