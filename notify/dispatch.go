package notify

import (
	"context"
	"errors"
	"sync"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/notify/relay"
)

// dispatch delivers all letters that are due: one goroutine claims and renders a
// batch while several conversations send the one before.
type dispatch struct {
	sending
	letters chan *outgoing // claimed, rendered, their bytes kept

	mu      sync.Mutex
	sent    int
	stopped bool      // the relay takes no letters, or outcomes cannot be recorded
	shut    bool      // sending is paused, or the relay takes no letters
	checked time.Time // when that was last asked
	untried []db.Notice
	progress

	recording sync.WaitGroup // letters whose outcome is on its way to the disk
}

// run returns when nothing is due any more, the relay fails or ctx ends. The first
// letter goes alone: if the relay is down, only it has lost an attempt.
func (d *dispatch) run(ctx context.Context) error {
	var all sync.WaitGroup
	var err error
	all.Go(func() {
		defer close(d.letters)
		err = d.claim(ctx)
	})
	if n, ok := <-d.letters; ok {
		conv := d.sender.Converse()
		d.deliver(ctx, conv, n, nil)
		conv.Release()
	}
	for range max(1, d.opt.Concurrency) {
		all.Go(func() { d.work(ctx) })
	}
	all.Wait()
	d.recording.Wait()
	return errors.Join(err, d.giveBack(ctx, d.untried))
}

// claim claims batches and makes them ready.
func (d *dispatch) claim(ctx context.Context) error {
	for !d.over(ctx) {
		d.returnLate(ctx)
		faults := map[int64]error{}
		at := d.now()
		claimed, err := d.store.Claim(ctx, at, d.office.Hours, d.opt.Batch, d.opt.Lease+d.opt.Patience, func(all []db.Notice) { faults = d.renderAll(all) })
		if err != nil || len(claimed) == 0 {
			return err
		}
		for _, n := range claimed {
			if fault := faults[n.ID]; fault != nil {
				d.fail(ctx, n, fault)
				continue
			}
			d.letters <- d.outgoing(n, d.beginsBy(n, at.Add(d.opt.Lease)))
		}
	}
	return nil
}

// beginsBy is until when a letter may wait for its turn: as long as it is ours, and a
// letter of the day no longer than its hours.
func (d *dispatch) beginsBy(n db.Notice, ours time.Time) time.Time {
	if n.OfDay == 0 || d.office.Zone == nil {
		return ours
	}
	if closes := d.office.Hours.Closes(n.OfDay, d.office.Zone); closes.Before(ours) {
		return closes.Add(-time.Nanosecond)
	}
	return ours
}

// returnLate gives back what has waited too long, before more is claimed: the store
// would take it for lost. Only claim puts letters in, so there is capacity for those
// that stay.
func (d *dispatch) returnLate(ctx context.Context) {
	for range len(d.letters) {
		if n := d.next(ctx); n != nil {
			d.letters <- n
		}
	}
}

// next is a letter that waits, if one is at hand; one whose time has passed is
// given back instead.
func (d *dispatch) next(ctx context.Context) *outgoing {
	select {
	case n := <-d.letters:
		return d.inTime(ctx, n)
	default:
		return nil
	}
}

// work sends letters in one conversation. While one is under way the next is chosen,
// if there is one, so that it may be announced.
func (d *dispatch) work(ctx context.Context) {
	conv := d.sender.Converse()
	defer conv.Release()
	for n := range d.letters {
		for n = d.inTime(ctx, n); n != nil; {
			next := d.next(ctx)
			d.deliver(ctx, conv, n, next)
			n = next
		}
	}
}

// deliver attempts a letter unless sending has stopped.
func (d *dispatch) deliver(ctx context.Context, conv relay.Conversation, n, next *outgoing) {
	if d.over(ctx) {
		d.putBack(n)
		return
	}
	d.recording.Add(1)
	d.attempt(ctx, conv, n, next, func(r result) {
		defer d.recording.Done()
		if r.untried {
			d.putBack(n)
			d.stop()
			return
		}
		d.mu.Lock()
		defer d.mu.Unlock()
		d.stopped = d.stopped || !r.recorded
		if r.State != checklist.AttemptSent {
			d.checked = time.Time{} // the relay may take no more
		}
		if r.State == checklist.AttemptSent {
			d.sent++
		}
		d.logProgress(ctx, d.now())
	})
}

// over reports whether no further letter should be begun.
func (d *dispatch) over(ctx context.Context) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if now := d.now(); now.Sub(d.checked) >= time.Second {
		open, err := d.store.LetThrough(ctx, now)
		d.checked, d.shut = now, !open && err == nil
	}
	return d.stopped || d.shut || ctx.Err() != nil
}

// inTime is the letter, or nil where its time has passed, since the relay is slow or
// the machine slept: sent now it might go twice, so it is given back at once.
func (d *dispatch) inTime(ctx context.Context, n *outgoing) *outgoing {
	now := d.now()
	if n == nil || !now.After(n.beginsBy) {
		return n
	}
	err := d.store.GiveBack(context.WithoutCancel(ctx), now, []db.Notice{n.Notice})
	d.mu.Lock()
	defer d.mu.Unlock()
	if err != nil {
		d.log.Error("releasing a letter failed", "notice", n.ID, "err", err)
		d.stopped, d.untried = true, append(d.untried, n.Notice)
	}
	return nil
}

// stop ends the round: what kept one letter from beginning keeps the others.
func (d *dispatch) stop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stopped = true
}

// putBack puts a letter with those that are given back at the end.
func (d *dispatch) putBack(n *outgoing) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.untried = append(d.untried, n.Notice)
}

// giveBack returns letters that were claimed and not tried, for whoever starts next. What
// cannot be returned now, since the disk is full, is as soon as it can.
func (d *dispatch) giveBack(ctx context.Context, untried []db.Notice) error {
	if len(untried) == 0 {
		return nil
	}
	err := d.store.GiveBack(context.WithoutCancel(ctx), d.now(), untried)
	if err != nil {
		d.keep(untried)
	}
	return err
}
