package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"runtime"
	"sync"
	"time"

	"duban/checklist"
	"duban/db"
)

// round delivers all letters that are due: one goroutine claims and renders a batch
// while the connections send the one before.
type round struct {
	*Courier
	office  Office
	letters chan db.Notice // claimed, rendered, their bytes kept

	mu        sync.Mutex
	sent      int
	relayDown bool
	paused    bool
	looked    time.Time // when it was last looked whether sending is paused
	untried   []db.Notice
}

// run returns when nothing is due any more, the relay fails or ctx ends. The first
// letter goes alone: if the relay is down, only it has lost an attempt.
func (r *round) run(ctx context.Context) error {
	var all sync.WaitGroup
	var err error
	all.Go(func() {
		defer close(r.letters)
		err = r.feed(ctx)
	})
	if n, ok := <-r.letters; ok {
		r.take(ctx, n)
	}
	for range max(1, r.opt.Connections) {
		all.Go(func() {
			for n := range r.letters {
				r.take(ctx, n)
			}
		})
	}
	all.Wait()
	return errors.Join(err, r.giveBack(ctx, r.untried))
}

// feed claims batches and makes them ready.
func (r *round) feed(ctx context.Context) error {
	for !r.over(ctx) {
		claimed, err := r.store.Claim(ctx, r.now(), r.opt.Batch, r.opt.Lease)
		if err != nil || len(claimed) == 0 {
			return err
		}
		ready, err := r.prepare(ctx, claimed)
		if err != nil {
			return errors.Join(err, r.giveBack(ctx, claimed))
		}
		for _, n := range ready {
			r.letters <- n
		}
	}
	return nil
}

// over reports whether no further letter should be begun.
func (r *round) over(ctx context.Context) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now := r.now(); now.Sub(r.looked) >= time.Second {
		_, paused, err := r.store.Paused(ctx)
		r.looked, r.paused = now, paused && err == nil
	}
	return r.relayDown || r.paused || ctx.Err() != nil
}

// prepare renders the letters and keeps their bytes in one act; a letter that
// cannot be rendered, or whose reader has no address, has failed.
func (r *round) prepare(ctx context.Context, claimed []db.Notice) (ready []db.Notice, err error) {
	faults := make([]error, len(claimed))
	var renderers sync.WaitGroup
	share := max(1, (len(claimed)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	for at := 0; at < len(claimed); at += share {
		renderers.Go(func() {
			for i := at; i < min(at+share, len(claimed)); i++ {
				faults[i] = r.render(&claimed[i])
			}
		})
	}
	renderers.Wait()
	for i, n := range claimed {
		if faults[i] == nil {
			ready = append(ready, n)
			continue
		}
		r.finish(ctx, n, db.Outcome{State: "failed", Text: faults[i].Error()})
	}
	return ready, r.store.KeepRaw(ctx, r.now(), ready)
}

// render resolves the address as it is now, and renders the letter unless an
// earlier try did.
func (r *round) render(n *db.Notice) error {
	to, known := r.dir().Person(n.Person)
	if !known || to.Mail == "" {
		return fmt.Errorf("通讯录中没有“%s”的邮箱", n.Person)
	}
	if n.Raw != nil && n.Address == to.Mail {
		return nil
	}
	raw, _, err := Compose(*n, to, r.office, r.now())
	if err != nil {
		return fmt.Errorf("composing: %w", err)
	}
	n.Raw, n.Address = raw, to.Mail
	return nil
}

// take sends a letter and returns when what came of it is on disk: a crash leaves
// open only what each connection had under way.
func (r *round) take(ctx context.Context, n db.Notice) {
	if r.over(ctx) || r.pacer.wait(ctx, r.now()) != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.untried = append(r.untried, n)
		return
	}
	out, relayDown := r.send(context.WithoutCancel(ctx), n) // cut off in the middle it might go twice; the relay's timeout bounds it
	r.finish(ctx, n, out)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.relayDown = r.relayDown || relayDown
	if out.State == "sent" {
		r.sent++
	}
}

func (r *round) send(ctx context.Context, n db.Notice) (out db.Outcome, relayDown bool) {
	reply, err := r.sender.Send(ctx, r.office.From, n.Address, n.Raw)
	if err == nil {
		return db.Outcome{State: "sent", Relay: reply.Relay, Code: reply.Code, Text: reply.Text}, false
	}
	return r.refused(n, err)
}

// refused decides what a failure means for the letter, and whether the relay is
// to blame.
func (r *round) refused(n db.Notice, err error) (db.Outcome, bool) {
	var e *SendError
	if !errors.As(err, &e) {
		e = &SendError{Text: err.Error(), Relay: true}
	}
	out := db.Outcome{State: "retry", Code: e.Enhanced, Text: e.Error(), RetryAt: r.now().Add(Backoff(n.Attempt, rand.Float64()))}
	if out.Code == "" && e.Code > 0 {
		out.Code = fmt.Sprint(e.Code)
	}
	if e.Permanent || n.Attempt >= r.opt.MaxAttempts {
		out.State = "failed"
	}
	if e.Recipient {
		out.Fault = fmt.Sprintf("%d %s %s", e.Code, e.Enhanced, e.Text)
	}
	return out, e.Relay
}

// finish records what came of a letter, even while we are being stopped.
func (r *round) finish(ctx context.Context, n db.Notice, out db.Outcome) error {
	err := r.record(context.WithoutCancel(ctx), n, out)
	if err != nil {
		r.log.Error("outcome not recorded", "notice", n.ID, "err", err)
	}
	level := slog.LevelInfo
	if out.State != "sent" {
		level = slog.LevelWarn
	}
	r.log.Log(ctx, level, "letter "+out.State, "notice", n.ID, "person", n.Person, "attempt", n.Attempt, "reason", out.Code)
	return err
}

// record stores what came of a letter. While a server's database is away it tries on,
// as long as the letter is ours: what is not stored is sent again.
func (r *round) record(ctx context.Context, n db.Notice, out db.Outcome) error {
	until := r.now().Add(r.opt.Lease)
	away := false
	for {
		err := r.store.Finish(ctx, r.now(), n, out)
		switch {
		case errors.Is(err, db.ErrAway) && r.now().Before(until):
			away = true
			time.Sleep(time.Second)
		case away && errors.Is(err, checklist.ErrConflict):
			return nil // it was stored, and only the answer was lost
		default:
			return err
		}
	}
}

// giveBack returns letters that were claimed and not tried: after a failure for
// later, else at once, for whoever begins anew.
func (r *round) giveBack(ctx context.Context, untried []db.Notice) error {
	if len(untried) == 0 {
		return nil
	}
	r.mu.Lock()
	failed := !r.paused && ctx.Err() == nil
	r.mu.Unlock()
	at := r.now()
	if failed {
		at = at.Add(Backoff(1, rand.Float64()))
	}
	return r.store.GiveBack(context.WithoutCancel(ctx), r.now(), untried, at)
}
