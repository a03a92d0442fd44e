package notify

import (
	"context"
	"time"
)

// progressEvery is how often a long dispatch logs how far it is.
const progressEvery = 10 * time.Second

// progress is since when letters go, and when it was last logged.
type progress struct {
	begun, logged time.Time
}

// logProgress logs how far a long dispatch is, and how long it will go on at this
// rate. The caller holds the lock.
func (d *dispatch) logProgress(ctx context.Context, now time.Time) {
	p := &d.progress
	if p.begun.IsZero() {
		p.begun, p.logged = now, now
	}
	if now.Sub(p.logged) < progressEvery {
		return
	}
	p.logged = now
	waiting, err := d.store.LettersDue(ctx, now)
	if err != nil {
		d.log.Error("counting letters failed", "err", err)
		return
	}
	perMinute := float64(d.sent) / now.Sub(p.begun).Minutes()
	left := time.Duration(0)
	if d.sent > 0 {
		left = time.Duration(float64(waiting) / perMinute * float64(time.Minute)).Round(time.Second)
	}
	d.log.Info("sending letters", "sent", d.sent, "waiting", waiting, "per_minute", int(perMinute), "left", left)
}
