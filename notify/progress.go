package notify

import (
	"context"
	"time"
)

// progressEvery is how often a long round says how far it is.
const progressEvery = 10 * time.Second

// progress is how far a round is.
type progress struct {
	begun, told time.Time
}

// tell logs how far a long round is, and for how long it will go on like this. The
// caller holds the lock.
func (r *round) tell(ctx context.Context, now time.Time) {
	p := &r.progress
	if p.begun.IsZero() {
		p.begun, p.told = now, now
	}
	if now.Sub(p.told) < progressEvery {
		return
	}
	p.told = now
	waiting, err := r.store.LettersDue(ctx, now)
	if err != nil {
		r.log.Error("letters not counted", "err", err)
		return
	}
	perMinute := float64(r.sent) / now.Sub(p.begun).Minutes()
	left := time.Duration(0)
	if r.sent > 0 {
		left = time.Duration(float64(waiting) / perMinute * float64(time.Minute)).Round(time.Second)
	}
	r.log.Info("letters going", "sent", r.sent, "waiting", waiting, "per_minute", int(perMinute), "left", left)
}
