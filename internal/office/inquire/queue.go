package inquire

import (
	"context"
	"maps"
	"slices"
	"time"

	"duban/db"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/internal/rejection"
)

// Queue is what waits to be sent, and why.
type Queue struct {
	Paused  *db.Pause   // nil: sending goes on
	Hold    *db.Hold    // nil: the relay takes letters, as far as is known
	Cause   msg.Message // of the hold
	Waiting []db.Waiting
	All     int         // waiting in all
	Failed  []db.Notice // given up or came back within failedDays
}

// failedDays is how long ago letters were written that are still listed as failed.
const failedDays = 30

// Letters returns what waits, at most so many, and what has failed.
func Letters(ctx context.Context, o *office.Office, now time.Time, most int) (q Queue, err error) {
	if p, paused, err := o.Store.Paused(ctx); err != nil {
		return q, err
	} else if paused {
		q.Paused = &p
	}
	if h, held, err := o.Store.Hold(ctx); err != nil {
		return q, err
	} else if held {
		q.Hold, q.Cause = &h, rejection.Told(rejection.Cause(h.Cause), h.Why)
	}
	if q.Waiting, q.All, err = o.Store.Queue(ctx, most); err != nil {
		return q, err
	}
	q.Failed, err = o.Store.FailedLetters(ctx, now.AddDate(0, 0, -failedDays), most)
	return q, err
}

// Addresses returns those that letters do not reach, in the order of their names.
func Addresses(ctx context.Context, o *office.Office) (list []db.AddressFault, err error) {
	faults, err := o.Store.Faults(ctx)
	for _, address := range slices.Sorted(maps.Keys(faults)) {
		list = append(list, faults[address])
	}
	return list, err
}
