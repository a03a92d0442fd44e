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

// Line returns a line to all of the servers.
func (r *Relays) Line() Line {
	l := &relaysLine{Relays: r}
	for _, s := range r.servers {
		l.lines = append(l.lines, s.Line())
	}
	return l
}

type relaysLine struct {
	*Relays
	lines []Line
	last  int // which server took the letter before
}

// Send tries one server after another while they themselves are at fault. A no to
// the letter or its recipient is final, and a letter that may have arrived is not
// sent by another way: that would make two of it at once.
func (l *relaysLine) Send(ctx context.Context, m, next *Mail) (reply Reply, err error) {
	for _, i := range l.order() {
		if i != l.last {
			l.lines[l.last].Rest()
			l.last = i
		}
		if reply, err = l.lines[i].Send(ctx, m, next); err == nil {
			return reply, nil
		}
		var e *SendError
		if errors.As(err, &e) && (!e.Relay || e.Doubt) || ctx.Err() != nil {
			return reply, err
		}
		l.fail(i)
	}
	return reply, err
}

// Rest withdraws what was announced.
func (l *relaysLine) Rest() { l.lines[l.last].Rest() }

func (r *Relays) fail(i int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.failed[i] = r.now()
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
