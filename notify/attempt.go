package notify

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
	"duban/internal/rejection"
	"duban/notify/relay"
)

// sending is the one way in which a claimed letter is rendered, sent and recorded,
// whoever claimed it: we ourselves (dispatch), or a queue that hands out single
// letters (Deliver).
type sending struct {
	*Courier
	office Office // asked for once: a reload does not change it midway
}

func (c *Courier) sending() sending { return sending{c, c.office()} }

// outgoing is a claimed notice on its way.
type outgoing struct {
	db.Notice
	mail     relay.Mail
	beginsBy time.Time // later it might still be under way when it is another's
}

func (s *sending) outgoing(n db.Notice, beginsBy time.Time) *outgoing {
	return &outgoing{n, relay.Mail{From: s.office.From, To: n.Address, Raw: n.Raw}, beginsBy}
}

// result is what became of a letter.
type result struct {
	db.Outcome
	untried  bool // it did not begin: there is nothing to record
	recorded bool // the outcome is stored, or another sender's to store
}

// attempt sends a letter and returns once its outcome outlives the process: only
// then may the bytes of the next one go out, so that a crash leaves open no more
// than what each conversation had under way. then is told the result when it is in
// the database, possibly after attempt has returned.
func (s *sending) attempt(ctx context.Context, conv relay.Conversation, n, next *outgoing, then func(result)) {
	r, landed := s.send(ctx, conv, n, next)
	if r.untried {
		landed()
		then(r)
		return
	}
	stored := func(err error) {
		r.recorded = s.logOutcome(n.Notice, r.Outcome, err)
		if r.recorded {
			landed()
		}
		then(r)
	}
	if !s.store.Note(s.now(), n.Notice, r.Outcome, stored) {
		stored(s.record(ctx, n.Notice, r.Outcome))
	}
}

// send sends a letter; landed is to be called when what came of it is stored.
func (s *sending) send(ctx context.Context, conv relay.Conversation, n, next *outgoing) (r result, landed func()) {
	var ahead *relay.Mail
	if next != nil {
		ahead = &next.mail
	}
	var started time.Time
	done := func() {}
	n.mail.Begin = func() (err error) {
		done() // of another server that was tried before
		started = s.now()
		done, err = s.store.OnWire(context.WithoutCancel(ctx), started, n.Notice)
		return err
	}
	reply, err := conv.Send(ctx, &n.mail, ahead)
	if err != nil {
		r = s.refused(n.Notice, err)
	} else {
		r.Outcome = db.Outcome{State: checklist.AttemptSent, Relay: reply.Relay, Code: reply.Code, Text: msg.Words(reply.Text)}
	}
	if !started.IsZero() {
		r.StartedMs = started.UnixMilli()
	}
	return r, done
}

// refused says what a failure means.
func (s *sending) refused(n db.Notice, err error) result {
	var e *relay.SendError
	if !errors.As(err, &e) {
		e = &relay.SendError{Text: err.Error(), Answer: err.Error(), Verdict: rejection.NoAnswer(rejection.AtOpening, err.Error())}
	}
	if e.Untried {
		return result{untried: true}
	}
	out := db.Outcome{State: checklist.AttemptRetry, Code: e.Enhanced, Text: msg.Words(e.Error()), Refusal: db.Refusal{
		Cause: string(e.Cause), Answer: e.Answer, Holds: e.Holds, TooLarge: e.Cause == rejection.TooLarge, Most: s.opt.MaxAttempts,
		Alone: e.Cause == rejection.Greylisted, // each sender and recipient is let in for himself
		Wait:  waiting(e.Verdict), WaitAlike: waiting(rejection.Verdict{Cause: rejection.Alike, Holds: true}),
	}}
	if out.Code == "" && e.Code > 0 {
		out.Code = fmt.Sprint(e.Code)
	}
	if e.Final {
		out.State = checklist.AttemptFailed
	}
	if e.Marks {
		out.Fault = e.Error()
	}
	return result{Outcome: out}
}

func waiting(v rejection.Verdict) func(refusals int) time.Duration {
	return func(refusals int) time.Duration { return relay.Backoff(v, refusals, rand.Float64()) }
}

// fail gives up a letter that cannot be rendered, even while we are being stopped.
func (s *sending) fail(ctx context.Context, n db.Notice, fault error) (recorded bool) {
	out := db.Outcome{State: checklist.AttemptFailed, Text: msg.Of(fault)}
	return s.logOutcome(n, out, s.record(ctx, n, out))
}

// record stores the outcome of an attempt. While a server's database is away, or the disk
// is full, it tries on, as long as the letter is ours and nobody stops us: what is not
// stored is sent again.
func (s *sending) record(ctx context.Context, n db.Notice, out db.Outcome) error {
	until := s.now().Add(s.opt.Lease + s.opt.Patience)
	away := false
	for {
		err := s.store.Finish(context.WithoutCancel(ctx), s.now(), n, out)
		switch {
		case (errors.Is(err, db.ErrAway) || errors.Is(err, db.ErrFull)) && s.now().Before(until) && ctx.Err() == nil:
			away = true
			time.Sleep(time.Second)
		case away && errors.Is(err, checklist.ErrConflict):
			return nil // it was stored, and only the answer was lost
		default:
			return err
		}
	}
}

// reasonOf is why a letter was refused as a log may show it: no words of the server's,
// which quote addresses.
func reasonOf(out db.Outcome) string { return strings.TrimSpace(out.Cause + " " + out.Code) }

// logOutcome logs the outcome of an attempt, and reports whether it is stored, or
// need not be.
func (s *sending) logOutcome(n db.Notice, out db.Outcome, err error) bool {
	if err != nil {
		s.log.Error("outcome not recorded", "notice", n.ID, "err", err)
	}
	facts := []any{"notice", n.ID, "person", n.Person, "attempt", n.Attempt, "reason", reasonOf(out)}
	switch out.State {
	case checklist.AttemptSent:
		s.log.Info("letter sent", facts...)
	case checklist.AttemptFailed:
		s.log.Warn("letter failed", facts...)
	default:
		s.log.Warn("letter retry", facts...)
	}
	return err == nil || errors.Is(err, checklist.ErrConflict) // another sender's by now: that one's to record
}
