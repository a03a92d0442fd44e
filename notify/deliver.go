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
	if !c.turn(ctx) {
		return time.Second, nil
	}
	defer func() { <-c.senders }()
	r := round{Courier: c, office: c.office()}
	faults := map[int64]error{}
	claimed, again, err := c.store.ClaimLetter(ctx, c.now(), notice, lease, func(all []db.Notice) { faults = r.prepare(all) })
	if err != nil || len(claimed) == 0 {
		return again, err
	}
	return r.deliver(ctx, claimed[0], faults[notice])
}

// turnWait is how long a sender waits for its turn at the office's relay: letters are
// handed out office by office, and most turns come in a moment; but no office keeps
// another's letters waiting for a slow relay.
const turnWait = 200 * time.Millisecond

// turn reports whether one of the office's lines is free for the caller.
func (c *Courier) turn(ctx context.Context) bool {
	timer := time.NewTimer(turnWait)
	defer timer.Stop()
	select {
	case c.senders <- struct{}{}:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}

// deliver sends one letter over a line of its own.
func (r *round) deliver(ctx context.Context, n db.Notice, fault error) (again time.Duration, err error) {
	out, relayDown := db.Outcome{State: "failed"}, false
	if fault != nil {
		out.Text = fault.Error()
	} else {
		line := r.sender.Line()
		defer line.Rest()
		out, relayDown = r.send(ctx, line, &letter{Notice: n, mail: Mail{r.office.From, n.Address, n.Raw}}, nil)
	}
	if relayDown {
		r.down.until(r.now().Add(downFor))
	}
	switch out.State {
	case "untried":
		return time.Second, r.store.GiveBack(context.WithoutCancel(ctx), r.now(), []db.Notice{n}, r.now())
	case "retry":
		again = max(time.Second, out.RetryAt.Sub(r.now()))
	}
	if !r.finish(ctx, n, out) { // its lease ends it: until then it may have gone
		return time.Second, nil
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
