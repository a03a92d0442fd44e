package notify

import (
	"context"
	"errors"
	"sync"
	"time"
)

// relayRest is how long a server that failed is tried last.
const relayRest = 5 * time.Minute

// Relays sends through the first of several servers that works.
type Relays struct {
	servers []Sender
	now     func() time.Time

	mu     sync.Mutex
	failed []time.Time // when each last failed
}

// NewRelays returns a sender over servers, the preferred one first.
func NewRelays(servers []Sender, now func() time.Time) *Relays {
	return &Relays{servers: servers, now: now, failed: make([]time.Time, len(servers))}
}

// Send tries one server after another while they themselves are at fault. A no to
// the letter or its recipient is final, and a letter that may have arrived is not
// sent by another way: that would make two of it at once.
func (r *Relays) Send(ctx context.Context, from, to string, raw []byte) (reply Reply, err error) {
	for _, i := range r.order() {
		if reply, err = r.servers[i].Send(ctx, from, to, raw); err == nil {
			return reply, nil
		}
		var e *SendError
		if errors.As(err, &e) && (!e.Relay || e.Doubt) || ctx.Err() != nil {
			return reply, err
		}
		r.mu.Lock()
		r.failed[i] = r.now()
		r.mu.Unlock()
	}
	return reply, err
}

// order is by preference, those that failed a short while ago last.
func (r *Relays) order() (order []int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var resting []int
	for i, at := range r.failed {
		if !at.IsZero() && r.now().Sub(at) < relayRest {
			resting = append(resting, i)
			continue
		}
		order = append(order, i)
	}
	return append(order, resting...)
}

// Close closes all of them.
func (r *Relays) Close() error {
	var errs []error
	for _, s := range r.servers {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}
