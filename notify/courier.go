package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"duban/checklist"
	"duban/db"
)

// Options of the delivery.
type Options struct {
	Batch       int           // letters claimed at once
	Lease       time.Duration // how long a claimed letter is ours
	PerMinute   int           // rate limit of the relay; 0: none
	MaxAttempts int           // then a letter is given up
}

// Courier delivers the letters that wait in the store, one after another.
type Courier struct {
	store  *db.Store
	sender Sender
	dir    func() *checklist.Directory
	office func() Office
	opt    Options
	now    func() time.Time
	log    *slog.Logger
	kick   chan struct{}
	last   time.Time // when a letter was last handed over: the rate limit counts from it
}

// NewCourier returns a courier; dir and office are asked for each letter, so that
// a reload takes effect at once.
func NewCourier(store *db.Store, sender Sender, dir func() *checklist.Directory, office func() Office, opt Options, now func() time.Time, log *slog.Logger) *Courier {
	return &Courier{store: store, sender: sender, dir: dir, office: office, opt: opt, now: now, log: log, kick: make(chan struct{}, 1)}
}

// Kick wakes Run: there may be letters.
func (c *Courier) Kick() {
	select {
	case c.kick <- struct{}{}:
	default:
	}
}

// Run delivers until ctx ends; then the letter under way is finished, and those
// claimed but not begun are given back.
func (c *Courier) Run(ctx context.Context) error {
	for {
		if _, err := c.RunOnce(ctx); err != nil && ctx.Err() == nil {
			c.log.Error("delivery failed", "err", err)
		}
		if !c.rest(ctx) {
			return c.sender.Close()
		}
	}
}

// rest waits until a letter is due; false when ctx has ended. It looks anew each
// minute, for a command of the clerk's may have written one, and after a kick.
func (c *Courier) rest(ctx context.Context) bool {
	wait := time.Second // at least: what cannot be taken now must not keep us spinning
	for c.pause(ctx, wait) {
		next, waiting, err := c.store.NextDue(ctx)
		now := c.now()
		switch {
		case err != nil:
			c.log.Error("delivery failed", "err", err)
			wait = time.Minute
		case !waiting:
			wait = time.Minute
		case next.After(now):
			wait = min(time.Minute, next.Sub(now))
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

// RunOnce delivers everything that is due now and returns how many letters a
// server took. A relay that is down stops it: the other letters are given back
// untouched, for trying them would only fail as well.
func (c *Courier) RunOnce(ctx context.Context) (sent int, err error) {
	for {
		claimed, err := c.store.Claim(ctx, c.now(), c.opt.Batch, c.opt.Lease)
		if err != nil || len(claimed) == 0 {
			return sent, err
		}
		for i, n := range claimed {
			state, relayDown := c.deliver(ctx, n)
			if state == "sent" {
				sent++
			}
			if relayDown || ctx.Err() != nil {
				return sent, errors.Join(ctx.Err(), c.giveBack(ctx, claimed[i+1:], c.now().Add(Backoff(1, rand.Float64()))))
			}
		}
	}
}

// giveBack returns letters that were claimed and not tried.
func (c *Courier) giveBack(ctx context.Context, list []db.Notice, at time.Time) error {
	if ctx.Err() != nil {
		at = c.now() // stopped, not failed: the next daemon begins with them
	}
	var errs []error
	for _, n := range list {
		errs = append(errs, c.store.GiveBack(context.WithoutCancel(ctx), c.now(), n, at))
	}
	return errors.Join(errs...)
}

// deliver takes one letter through: address, bytes, server, record.
func (c *Courier) deliver(ctx context.Context, n db.Notice) (state string, relayDown bool) {
	began := c.now()
	out, relayDown := c.try(ctx, &n)
	// What came of it must be recorded even while we are being stopped.
	if err := c.store.Finish(context.WithoutCancel(ctx), c.now(), n, out); err != nil {
		c.log.Error("outcome not recorded", "notice", n.ID, "err", err)
	}
	level := slog.LevelInfo
	if out.State != "sent" {
		level = slog.LevelWarn
	}
	c.log.Log(ctx, level, "letter "+out.State, "notice", n.ID, "person", n.Person, "attempt", n.Attempt, "took", c.now().Sub(began), "reason", out.Code)
	return out.State, relayDown
}

func (c *Courier) try(ctx context.Context, n *db.Notice) (db.Outcome, bool) {
	o := c.office()
	if err := c.prepare(n, o); err != nil {
		return db.Outcome{State: "failed", Text: err.Error()}, false
	}
	if err := c.store.KeepRaw(ctx, c.now(), *n, n.Address, n.Raw); err != nil {
		return db.Outcome{State: "retry", RetryAt: c.now().Add(time.Minute), Text: err.Error()}, false
	}
	if err := c.pace(ctx); err != nil {
		return db.Outcome{State: "retry", RetryAt: c.now(), Text: "停机，未发"}, true
	}
	reply, err := c.sender.Send(ctx, o.From, n.Address, n.Raw)
	if err == nil {
		return db.Outcome{State: "sent", Relay: reply.Relay, Code: reply.Code, Text: reply.Text}, false
	}
	return c.refused(n, err)
}

// refused decides what a failure means for the letter, and whether the relay is
// to blame.
func (c *Courier) refused(n *db.Notice, err error) (db.Outcome, bool) {
	var e *SendError
	if !errors.As(err, &e) {
		e = &SendError{Text: err.Error(), Relay: true}
	}
	out := db.Outcome{State: "retry", Code: e.Enhanced, Text: e.Error(), RetryAt: c.now().Add(Backoff(n.Attempt, rand.Float64()))}
	if out.Code == "" && e.Code > 0 {
		out.Code = fmt.Sprint(e.Code)
	}
	if e.Permanent || n.Attempt >= c.opt.MaxAttempts {
		out.State = "failed"
	}
	if e.Recipient {
		out.Fault = fmt.Sprintf("%d %s %s", e.Code, e.Enhanced, e.Text)
	}
	return out, e.Relay
}

// prepare resolves the address as it is now, and renders the letter unless an
// earlier try did.
func (c *Courier) prepare(n *db.Notice, o Office) error {
	to, known := c.dir().Person(n.Person)
	if !known || to.Mail == "" {
		return fmt.Errorf("通讯录中没有“%s”的邮箱", n.Person)
	}
	if n.Raw != nil && n.Address == to.Mail {
		return nil
	}
	raw, _, err := Compose(*n, to, o, c.now())
	if err != nil {
		return fmt.Errorf("composing: %w", err)
	}
	n.Raw, n.Address = raw, to.Mail
	return nil
}

// pace waits until the relay's rate allows one more.
func (c *Courier) pace(ctx context.Context) error {
	if c.opt.PerMinute <= 0 {
		return ctx.Err()
	}
	gap := time.Minute / time.Duration(c.opt.PerMinute)
	if wait := gap - c.now().Sub(c.last); wait > 0 && !c.last.IsZero() {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
		}
	}
	c.last = c.now()
	return ctx.Err()
}

// Backoff is how long to wait after a failed attempt, 1 being the first: a minute,
// 5, 15, an hour, then four hours each, give or take a fifth, so that a relay that
// comes back is not met by everything at once. random is in [0, 1).
func Backoff(attempt int, random float64) time.Duration {
	steps := []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour}
	d := steps[min(max(attempt, 1), len(steps))-1]
	return time.Duration(float64(d) * (0.8 + 0.4*random))
}
