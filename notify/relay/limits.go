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
	left    *atomic.Int32 // of the limit, after what was given up
}

func newSlots(n int) slots {
	s := slots{waiting: new(atomic.Int32), left: new(atomic.Int32)}
	s.left.Store(int32(n))
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

// giveUp makes the caller's slot one that nobody has any more; false: it is the last.
func (s slots) giveUp() bool {
	if s.free == nil || s.left.Add(-1) < 1 {
		s.left.Add(1)
		return false
	}
	return true
}

// wanted reports whether somebody waits for a slot.
func (s slots) wanted() bool { return s.waiting.Load() > 0 }

// pacer spreads letters evenly over a minute, whichever connection they take. Where the
// relay says that they come too fast, it halves the pace, and doubles it again with every
// hour that brings no complaint.
type pacer struct {
	perMinute int // configured; 0: no limit
	mu        sync.Mutex
	next      time.Time // when the next letter may go
	learned   int       // letters a minute, when the relay last complained; 0: it never has
	learnedAt time.Time
	minute    time.Time // when counting began
	sent      [2]int    // letters of this minute, and of the one before
}

// wait returns when the relay's rate allows one more.
func (p *pacer) wait(ctx context.Context, now time.Time) error {
	d := p.reserve(now)
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
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
	p.count(now)
	rate := p.rate(now)
	if rate <= 0 {
		return 0
	}
	at := now
	if p.next.After(at) {
		at = p.next
	}
	p.next = at.Add(time.Minute / time.Duration(rate))
	return at.Sub(now)
}

func (p *pacer) count(now time.Time) {
	switch since := now.Sub(p.minute); {
	case since >= 2*time.Minute:
		p.minute, p.sent = now, [2]int{}
	case since >= time.Minute:
		p.minute, p.sent = now, [2]int{0, p.sent[0]}
	}
	p.sent[0]++
}

// rate is how many letters a minute may go now; 0: as many as come.
func (p *pacer) rate(now time.Time) int {
	quiet := int(now.Sub(p.learnedAt) / time.Hour)
	if p.learned == 0 || quiet > 8 {
		return p.perMinute
	}
	learned := p.learned << max(quiet, 0)
	if p.perMinute > 0 {
		return min(learned, p.perMinute)
	}
	return learned
}

// limited reports whether letters have to wait for their turn.
func (p *pacer) limited(now time.Time) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.rate(now) > 0
}

// slow halves the pace.
func (p *pacer) slow(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	was := p.rate(now)
	if was == 0 {
		was = max(p.sent[0], p.sent[1])
	}
	p.learned, p.learnedAt = max(1, was/2), now
}
