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

// letter is a claimed notice on its way.
type letter struct {
	db.Notice
	mail     relay.Mail
	beginsBy time.Time // later it might still be under way when it is another's
}

func (s *sending) letter(n db.Notice, beginsBy time.Time) *letter {
	return &letter{n, relay.Mail{From: s.office.From, To: n.Address, Raw: n.Raw}, beginsBy}
}

// result is what became of a letter.
type result struct {
	db.Outcome
	untried   bool // we were stopped before it began: there is nothing to record
	relayDown bool // no other letter would get through either
	recorded  bool // the outcome is stored, or another sender's to store
}

// attempt sends a letter and returns once its outcome outlives the process: only
// then may the bytes of the next one go out, so that a crash leaves open no more
// than what each conversation had under way. then is told the result when it is in
// the database, possibly after attempt has returned.
func (s *sending) attempt(ctx context.Context, conv relay.Conversation, n, next *letter, then func(result)) {
	r := s.send(ctx, conv, n, next)
	if r.untried {
		then(r)
		return
	}
	stored := func(err error) {
		r.recorded = s.logOutcome(ctx, n.Notice, r.Outcome, err)
		then(r)
	}
	if !s.store.Note(s.now(), n.Notice, r.Outcome, stored) {
		stored(s.record(context.WithoutCancel(ctx), n.Notice, r.Outcome))
	}
}

func (s *sending) send(ctx context.Context, conv relay.Conversation, n, next *letter) result {
	var ahead *relay.Mail
	if next != nil {
		ahead = &next.mail
	}
	reply, err := conv.Send(ctx, &n.mail, ahead)
	if err != nil {
		return s.refused(n.Notice, err)
	}
	return result{Outcome: db.Outcome{State: checklist.AttemptSent, Relay: reply.Relay, Code: reply.Code, Text: reply.Text}}
}

// refused decides what a failure means for the letter, and whether the relay is
// to blame.
func (s *sending) refused(n db.Notice, err error) result {
	var e *relay.SendError
	if !errors.As(err, &e) {
		e = &relay.SendError{Text: err.Error(), Relay: true}
	}
	if e.Untried {
		return result{untried: true}
	}
	out := db.Outcome{State: checklist.AttemptRetry, Code: e.Enhanced, Text: e.Error(), RetryAt: s.now().Add(relay.Backoff(e, n.Attempt, rand.Float64()))}
	if out.Code == "" && e.Code > 0 {
		out.Code = fmt.Sprint(e.Code)
	}
	if e.Permanent || n.Attempt >= s.opt.MaxAttempts {
		out.State = checklist.AttemptFailed
	}
	if e.Recipient {
		out.Fault = fmt.Sprintf("%d %s %s", e.Code, e.Enhanced, e.Text)
	}
	return result{Outcome: out, relayDown: e.Relay}
}

// fail gives up a letter that cannot be rendered, even while we are being stopped.
func (s *sending) fail(ctx context.Context, n db.Notice, fault error) (recorded bool) {
	out := db.Outcome{State: checklist.AttemptFailed, Text: fault.Error()}
	return s.logOutcome(ctx, n, out, s.record(context.WithoutCancel(ctx), n, out))
}

// record stores the outcome of an attempt. While a server's database is away it tries
// on, as long as the letter is ours: what is not stored is sent again.
func (s *sending) record(ctx context.Context, n db.Notice, out db.Outcome) error {
	until := s.now().Add(s.opt.Lease + s.opt.Patience)
	away := false
	for {
		err := s.store.Finish(ctx, s.now(), n, out)
		switch {
		case errors.Is(err, db.ErrAway) && s.now().Before(until):
			away = true
			time.Sleep(time.Second)
		case away && errors.Is(err, checklist.ErrConflict):
			return nil // it was stored, and only the answer was lost
		default:
			return err
		}
	}
}

// logOutcome logs the outcome of an attempt, and reports whether it is stored, or
// need not be.
func (s *sending) logOutcome(ctx context.Context, n db.Notice, out db.Outcome, err error) bool {
	if err != nil {
		s.log.Error("outcome not recorded", "notice", n.ID, "err", err)
	}
	level := slog.LevelInfo
	if out.State != checklist.AttemptSent {
		level = slog.LevelWarn
	}
	s.log.Log(ctx, level, "letter "+string(out.State), "notice", n.ID, "person", n.Person, "attempt", n.Attempt, "reason", out.Code)
	return err == nil || errors.Is(err, checklist.ErrConflict) // another sender's by now: that one's to record
}
