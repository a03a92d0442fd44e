package notify

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// turns let so many callers at once do something.
type turns struct {
	free    chan struct{} // nil: there is no limit
	waiting *atomic.Int32
}

func newTurns(n int) turns {
	t := turns{waiting: new(atomic.Int32)}
	if n > 0 {
		t.free = make(chan struct{}, n)
		for range n {
			t.free <- struct{}{}
		}
	}
	return t
}

// take waits for a turn.
func (t turns) take(ctx context.Context) error {
	if t.free == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	t.waiting.Add(1)
	defer t.waiting.Add(-1)
	select {
	case <-t.free:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t turns) give() {
	if t.free != nil {
		t.free <- struct{}{}
	}
}

// wanted reports whether somebody waits for a turn.
func (t turns) wanted() bool { return t.waiting.Load() > 0 }

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
