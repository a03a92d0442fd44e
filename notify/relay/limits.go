package relay

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// slots bound how many callers do something at once.
type slots struct {
	free    chan struct{} // nil: there is no limit
	waiting *atomic.Int32
}

func newSlots(n int) slots {
	s := slots{waiting: new(atomic.Int32)}
	if n > 0 {
		s.free = make(chan struct{}, n)
		for range n {
			s.free <- struct{}{}
		}
	}
	return s
}

// acquire waits for a slot.
func (s slots) acquire(ctx context.Context) error {
	if s.free == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	s.waiting.Add(1)
	defer s.waiting.Add(-1)
	select {
	case <-s.free:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s slots) release() {
	if s.free != nil {
		s.free <- struct{}{}
	}
}

// wanted reports whether somebody waits for a slot.
func (s slots) wanted() bool { return s.waiting.Load() > 0 }

// pacer spreads letters evenly over a minute.
type pacer struct {
	perMinute int
	mu        sync.Mutex
	next      time.Time // when the next letter may go
}

// wait returns when the relay's rate allows one more.
func (p *pacer) wait(ctx context.Context, now time.Time) error {
	if p.perMinute <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(p.reserve(now))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func (p *pacer) reserve(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	at := now
	if p.next.After(at) {
		at = p.next
	}
	p.next = at.Add(time.Minute / time.Duration(p.perMinute))
	return at.Sub(now)
}
