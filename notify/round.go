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
// while the lines send the one before.
type round struct {
	*Courier
	office  Office
	letters chan *letter // claimed, rendered, their bytes kept

	mu      sync.Mutex
	sent    int
	stopped bool // the relay fails, or what comes of letters cannot be recorded
	paused  bool
	looked  time.Time // when it was last looked whether sending is paused
	untried []db.Notice
	progress

	recording sync.WaitGroup // letters whose outcome is on its way to the disk
}

// letter is a claimed notice on its way.
type letter struct {
	db.Notice
	mail     Mail
	beginsBy time.Time // later it might still be under way when it is another's
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
		line := r.sender.Line()
		r.take(ctx, line, n, nil)
		line.Rest()
	}
	for range max(1, r.opt.Lines) {
		all.Go(func() { r.serve(ctx) })
	}
	all.Wait()
	r.recording.Wait()
	return errors.Join(err, r.giveBack(ctx, r.untried))
}

// feed claims batches and makes them ready.
func (r *round) feed(ctx context.Context) error {
	for !r.over(ctx) {
		r.shed(ctx)
		faults := map[int64]error{}
		at := r.now()
		claimed, err := r.store.Claim(ctx, at, r.opt.Batch, r.opt.Lease+r.opt.Patience, func(all []db.Notice) { faults = r.prepare(all) })
		if err != nil || len(claimed) == 0 {
			return err
		}
		for _, n := range claimed {
			if fault := faults[n.ID]; fault != nil {
				r.finish(ctx, n, db.Outcome{State: "failed", Text: fault.Error()})
				continue
			}
			r.letters <- &letter{n, Mail{r.office.From, n.Address, n.Raw}, at.Add(r.opt.Lease)}
		}
	}
	return nil
}

// shed gives back what has waited too long, before more is claimed: the store would
// take it for lost. Only feed puts letters in, so there is room for those that stay.
func (r *round) shed(ctx context.Context) {
	for range len(r.letters) {
		if n := r.next(ctx); n != nil {
			r.letters <- n
		}
	}
}

// next is a letter that waits, if one is at hand; one whose turn comes too late is
// given back instead.
func (r *round) next(ctx context.Context) *letter {
	select {
	case n := <-r.letters:
		return r.inTime(ctx, n)
	default:
		return nil
	}
}

// serve sends letters over one line. While one is under way the next is chosen, if
// there is one, so that the line may announce it.
func (r *round) serve(ctx context.Context) {
	line := r.sender.Line()
	defer line.Rest()
	for n := range r.letters {
		for n = r.inTime(ctx, n); n != nil; {
			next := r.next(ctx)
			r.take(ctx, line, n, next)
			n = next
		}
	}
}

// over reports whether no further letter should be begun.
func (r *round) over(ctx context.Context) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if now := r.now(); now.Sub(r.looked) >= time.Second {
		_, paused, err := r.store.Paused(ctx)
		r.looked, r.paused = now, paused && err == nil
	}
	return r.stopped || r.paused || ctx.Err() != nil
}

// prepare renders letters, and returns why those failed that cannot be rendered,
// or whose reader has no address.
func (r *round) prepare(all []db.Notice) map[int64]error {
	faults := make([]error, len(all))
	var renderers sync.WaitGroup
	share := max(1, (len(all)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	for at := 0; at < len(all); at += share {
		renderers.Go(func() {
			for i := at; i < min(at+share, len(all)); i++ {
				faults[i] = r.render(&all[i])
			}
		})
	}
	renderers.Wait()
	failed := map[int64]error{}
	for i, n := range all {
		if faults[i] != nil {
			failed[n.ID] = faults[i]
		}
	}
	return failed
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

// take sends a letter and returns when what came of it outlives us: only then may
// the bytes of the next one go out, so that our death leaves open no more than what
// each line had under way.
func (r *round) take(ctx context.Context, line Line, n, next *letter) {
	if r.over(ctx) {
		r.leave(n)
		return
	}
	out, relayDown := r.send(ctx, line, n, next)
	if out.State == "untried" {
		r.leave(n)
		return
	}
	r.recording.Add(1)
	recorded := func(err error) {
		defer r.recording.Done()
		done := r.recorded(ctx, n.Notice, out, err)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.stopped = r.stopped || relayDown || !done
		if out.State == "sent" {
			r.sent++
		}
		r.tell(ctx, r.now())
	}
	if !r.store.Note(r.now(), n.Notice, out, recorded) {
		recorded(r.record(context.WithoutCancel(ctx), n.Notice, out))
	}
}

// inTime is the letter, or nil where its turn came too late, since the relay is slow or
// the machine slept: sent now it might go twice, so it is given back at once.
func (r *round) inTime(ctx context.Context, n *letter) *letter {
	now := r.now()
	if n == nil || !now.After(n.beginsBy) {
		return n
	}
	err := r.store.GiveBack(context.WithoutCancel(ctx), now, []db.Notice{n.Notice}, now)
	if err != nil {
		r.log.Error("letter not given back", "notice", n.ID, "err", err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stopped = r.stopped || err != nil
	return nil
}

// leave puts a letter with those that are given back.
func (r *round) leave(n *letter) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.untried = append(r.untried, n.Notice)
}

func (r *round) send(ctx context.Context, line Line, n, next *letter) (out db.Outcome, relayDown bool) {
	var ahead *Mail
	if next != nil {
		ahead = &next.mail
	}
	reply, err := line.Send(ctx, &n.mail, ahead)
	if err == nil {
		return db.Outcome{State: "sent", Relay: reply.Relay, Code: reply.Code, Text: reply.Text}, false
	}
	return r.refused(n.Notice, err)
}

// refused decides what a failure means for the letter, and whether the relay is
// to blame.
func (r *round) refused(n db.Notice, err error) (db.Outcome, bool) {
	var e *SendError
	if !errors.As(err, &e) {
		e = &SendError{Text: err.Error(), Relay: true}
	}
	if e.Untried {
		return db.Outcome{State: "untried"}, false
	}
	out := db.Outcome{State: "retry", Code: e.Enhanced, Text: e.Error(), RetryAt: r.now().Add(Backoff(e, n.Attempt, rand.Float64()))}
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
func (r *round) finish(ctx context.Context, n db.Notice, out db.Outcome) (recorded bool) {
	return r.recorded(ctx, n, out, r.record(context.WithoutCancel(ctx), n, out))
}

// recorded tells what came of a letter, and reports whether it is stored, or need not be.
func (r *round) recorded(ctx context.Context, n db.Notice, out db.Outcome, err error) bool {
	if err != nil {
		r.log.Error("outcome not recorded", "notice", n.ID, "err", err)
	}
	level := slog.LevelInfo
	if out.State != "sent" {
		level = slog.LevelWarn
	}
	r.log.Log(ctx, level, "letter "+out.State, "notice", n.ID, "person", n.Person, "attempt", n.Attempt, "reason", out.Code)
	return err == nil || errors.Is(err, checklist.ErrConflict) // another sender's by now: that one's to record
}

// record stores what came of a letter. While a server's database is away it tries on,
// as long as the letter is ours: what is not stored is sent again.
func (r *round) record(ctx context.Context, n db.Notice, out db.Outcome) error {
	until := r.now().Add(r.opt.Lease + r.opt.Patience)
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
		at = at.Add(Backoff(&SendError{}, 1, rand.Float64()))
	}
	return r.store.GiveBack(context.WithoutCancel(ctx), r.now(), untried, at)
}
