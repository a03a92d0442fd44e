package relay

import (
	"context"
	"errors"
	"sync"
	"time"
)

// failedFor is how long a server that failed is tried last.
const failedFor = 5 * time.Minute

// Failover sends through the first of several servers that works.
type Failover struct {
	servers []Sender
	now     func() time.Time

	mu     sync.Mutex
	failed []time.Time // when each last failed
}

// NewFailover returns a sender over servers, the preferred one first.
func NewFailover(servers []Sender, now func() time.Time) *Failover {
	return &Failover{servers: servers, now: now, failed: make([]time.Time, len(servers))}
}

// Converse returns a conversation with all of the servers.
func (f *Failover) Converse() Conversation {
	c := &failoverConversation{Failover: f}
	for _, s := range f.servers {
		c.conversations = append(c.conversations, s.Converse())
	}
	return c
}

type failoverConversation struct {
	*Failover
	conversations []Conversation
	last          int // which server took the letter before
}

// Send tries one server after another while they themselves are at fault. A no to
// the letter or its recipient is final, and a letter that may have arrived is not
// sent by another way: that would make two of it at once.
func (c *failoverConversation) Send(ctx context.Context, m, next *Mail) (reply Reply, err error) {
	for _, i := range c.order() {
		if i != c.last {
			c.conversations[c.last].Release()
			c.last = i
		}
		if reply, err = c.conversations[i].Send(ctx, m, next); err == nil {
			return reply, nil
		}
		var e *SendError
		if errors.As(err, &e) && (!e.Holds || e.Doubt) || ctx.Err() != nil {
			return reply, err
		}
		c.fail(i)
	}
	return reply, err
}

// Release withdraws what was announced.
func (c *failoverConversation) Release() { c.conversations[c.last].Release() }

func (f *Failover) fail(i int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.failed[i] = f.now()
}

// order is by preference, those that failed a short while ago last.
func (f *Failover) order() (order []int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var later []int
	for i, at := range f.failed {
		if !at.IsZero() && f.now().Sub(at) < failedFor {
			later = append(later, i)
			continue
		}
		order = append(order, i)
	}
	return append(order, later...)
}

// Close closes all of them.
func (f *Failover) Close() error {
	var errs []error
	for _, s := range f.servers {
		errs = append(errs, s.Close())
	}
	return errors.Join(errs...)
}
