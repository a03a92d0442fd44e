package decide

import (
	"context"
	"errors"
	"time"

	"duban/checklist"
	"duban/internal/office"
)

// Pause holds all letters back; planning and receiving go on.
func Pause(ctx context.Context, o *office.Office, now time.Time, why string) error {
	err := o.Store.Pause(ctx, now, clerk.ID, why)
	if errors.Is(err, checklist.ErrConflict) {
		return office.Refusal{Code: office.Paused}
	}
	return err
}

// Resume lets letters go again.
func Resume(ctx context.Context, o *office.Office, now time.Time) error {
	err := o.Store.Resume(ctx, now, clerk.ID)
	if errors.Is(err, checklist.ErrConflict) {
		return office.Refusal{Code: office.NotPaused}
	}
	return err
}

// Release lets the letters of a day go that was stopped for their number.
func Release(ctx context.Context, o *office.Office, now time.Time, day checklist.Day) error {
	return o.Store.Release(ctx, now, day, clerk.ID)
}
