package notify

import (
	"context"
	"sync"
	"time"

	"duban/db"
)

// While a relay is down, its letters are not tried: each would only cost a sender
// the relay's patience, and the senders are all offices'.
const downFor = time.Minute

// Deliver delivers one letter that was handed out to this daemon, and returns how
// long after it is to be handed out again; 0 is never, since it has gone, has failed
// for good or need not go. lease is how long it is ours.
func (c *Courier) Deliver(ctx context.Context, notice int64, lease time.Duration) (again time.Duration, err error) {
	if wait := c.down.left(c.now()); wait > 0 {
		return wait, nil
	}
	select {
	case c.senders <- struct{}{}:
		defer func() { <-c.senders }()
	default: // no office keeps another's letters waiting for its relay
		return time.Second, nil
	}
	claimed, again, err := c.store.ClaimLetter(ctx, c.now(), notice, lease)
	if err != nil || len(claimed) == 0 {
		return again, err
	}
	r := round{Courier: c, office: c.office()}
	ready, err := r.prepare(ctx, claimed)
	if err != nil {
		return 0, err
	}
	for _, n := range ready {
		if again, err = r.deliver(ctx, n); err != nil {
			return 0, err
		}
	}
	return again, nil
}

func (r *round) deliver(ctx context.Context, n db.Notice) (again time.Duration, err error) {
	if err := r.pacer.wait(ctx, r.now()); err != nil {
		return time.Second, r.store.GiveBack(context.WithoutCancel(ctx), r.now(), []db.Notice{n}, r.now())
	}
	out, relayDown := r.send(context.WithoutCancel(ctx), n)
	if relayDown {
		r.down.until(r.now().Add(downFor))
	}
	if err := r.finish(ctx, n, out); err != nil {
		return 0, err
	}
	if out.State == "retry" {
		again = max(time.Second, out.RetryAt.Sub(r.now()))
	}
	return again, nil
}

// downtime is until when a relay is left alone.
type downtime struct {
	mu  sync.Mutex
	end time.Time
}

func (d *downtime) until(at time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.end = at
}

func (d *downtime) left(now time.Time) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return max(0, d.end.Sub(now))
}
