package notify

import (
	"cmp"
	"context"
	"log/slog"
	"sync"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/notify/relay"
)

// Options of the delivery.
type Options struct {
	Batch       int           // letters claimed at once: no more than go within the lease
	Lease       time.Duration // how long a claimed letter may wait for its turn
	Patience    time.Duration // how long one may be under way, at the worst: it stays ours for both together
	Concurrency int           // letters under way at once; 0: one
	MaxAttempts int           // then a letter is given up
	Look        time.Duration // how often letters are looked for that nobody kicked for; 0: each minute
}

// Courier delivers the letters that wait in the store.
type Courier struct {
	store  *db.Store
	sender relay.Sender
	dir    func() *checklist.Directory
	office func() Office
	opt    Options
	now    func() time.Time
	log    *slog.Logger
	kick   chan struct{}

	senders chan struct{} // one for each letter under way that was handed out

	mu   sync.Mutex
	kept []db.Notice // claimed, not tried, and not given back: the disk was full
}

// NewCourier returns a courier; dir and office are asked for each letter, so that
// a reload takes effect at once. The sender must bear that many conversations at once.
func NewCourier(store *db.Store, sender relay.Sender, dir func() *checklist.Directory, office func() Office, opt Options, now func() time.Time, log *slog.Logger) *Courier {
	return &Courier{store: store, sender: sender, dir: dir, office: office, opt: opt, now: now, log: log,
		kick: make(chan struct{}, 1), senders: make(chan struct{}, max(1, opt.Concurrency))}
}

// Kick wakes Run: there may be letters.
func (c *Courier) Kick() {
	select {
	case c.kick <- struct{}{}:
	default:
	}
}

// Run delivers until ctx ends; then the letters under way are finished, and those
// claimed but not begun are given back.
func (c *Courier) Run(ctx context.Context) error {
	for {
		if _, err := c.RunOnce(ctx); err != nil && ctx.Err() == nil {
			c.log.Error("delivery failed", "err", err)
		}
		if !c.wait(ctx) {
			return c.sender.Close()
		}
	}
}

// wait returns when a letter is due; false when ctx has ended. It looks anew each
// minute, or as often as Look says, for a command of the clerk's may have written one,
// and after a kick.
func (c *Courier) wait(ctx context.Context) bool {
	idle := cmp.Or(c.opt.Look, time.Minute)
	after := time.Second // at least: what cannot be taken now must not keep us spinning
	for c.pause(ctx, after) {
		c.giveBackKept(ctx)
		now := c.now()
		next, waiting, err := c.store.NextDue(ctx, now)
		switch {
		case err != nil:
			c.log.Error("delivery failed", "err", err)
			after = time.Minute
		case c.keeps():
			after = time.Second // the disk is full still
		case !waiting:
			after = idle
		case next.After(now):
			after = min(idle, next.Sub(now))
		default:
			return true
		}
	}
	return false
}

// pause returns after a while, or at a kick; false when ctx has ended.
func (c *Courier) pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-c.kick:
	case <-timer.C:
	}
	return ctx.Err() == nil
}

func (c *Courier) keep(letters []db.Notice) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kept = append(c.kept, letters...)
}

func (c *Courier) keeps() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.kept) > 0
}

// giveBackKept gives back what could not be given back before. That it cannot be is
// logged where it happened first.
func (c *Courier) giveBackKept(ctx context.Context) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.kept) > 0 && c.store.GiveBack(context.WithoutCancel(ctx), c.now(), c.kept) == nil {
		c.log.Info("letters given back", "letters", len(c.kept))
		c.kept = nil
	}
}

// RunOnce delivers everything that is due now and returns how many letters a
// server took. A relay that takes none stops it: the other letters are given back
// untouched, for trying them would only fail as well, until the store lets one through.
func (c *Courier) RunOnce(ctx context.Context) (sent int, err error) {
	d := dispatch{sending: c.sending(), letters: make(chan *outgoing, c.opt.Batch)}
	err = d.run(ctx)
	return d.sent, err
}

// Close ends the connections; Run does so itself.
func (c *Courier) Close() error { return c.sender.Close() }
