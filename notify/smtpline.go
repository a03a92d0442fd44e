package notify

import (
	"context"
	"errors"
)

// smtpLine is one caller's line to a relay. It holds a connection only while a
// letter is under way or announced.
type smtpLine struct {
	*SMTP
	x *session
}

// Line returns a line to the relay.
func (s *SMTP) Line() Line { return &smtpLine{SMTP: s} }

// Send delivers one letter. A refused recipient leaves the connection usable; a
// connection lost after the letter was handed over leaves open whether it
// arrived, which is a temporary failure and a possible repeat.
func (l *smtpLine) Send(ctx context.Context, m, next *Mail) (Reply, error) {
	if !plain(m) {
		return Reply{}, &SendError{Text: "the sender's or the recipient's address is malformed", Permanent: true}
	}
	if l.x != nil && l.x.ahead != m {
		l.Rest()
	}
	if err := l.take(ctx); err != nil {
		return Reply{}, err
	}
	if l.turns.wanted() || l.relay.PerMinute > 0 {
		next = nil // a letter announced keeps the connection: not while others wait for one, nor for as long as the pace asks
	}
	reply, err := l.deliver(context.WithoutCancel(ctx), m, next)
	if err != nil {
		return Reply{}, l.settle(err)
	}
	reply.Relay = l.relay.Host
	if l.x.ahead == nil {
		l.give()
	}
	return reply, nil
}

// take waits for this letter's turn and for a connection.
func (l *smtpLine) take(ctx context.Context) error {
	if l.x != nil {
		return nil
	}
	if err := l.turns.take(ctx); err != nil {
		return &SendError{Text: err.Error(), Untried: true, Err: err}
	}
	err := l.pacer.wait(ctx, l.now())
	if err != nil {
		l.turns.give()
		return &SendError{Text: err.Error(), Untried: true, Err: err}
	}
	if l.x, err = l.session(ctx); err != nil {
		l.turns.give()
		e := classify(err, atOpening)
		e.Untried = ctx.Err() != nil
		return e
	}
	return nil
}

// deliver begins a letter and hands it over. A connection that was kept may have
// been closed by the relay meanwhile: as long as no letter's text was said over
// it, another is opened.
func (l *smtpLine) deliver(ctx context.Context, m, next *Mail) (Reply, error) {
	err := l.x.begin(m, l.relay.Timeout)
	if err != nil && !l.x.fresh && isLost(err) {
		l.hangUp(l.x)
		if l.x, err = l.freshSession(ctx); err == nil {
			err = l.x.begin(m, l.relay.Timeout)
		}
	}
	if err != nil {
		return Reply{}, err
	}
	return l.x.hand(m, next)
}

// isLost reports whether a connection is of no use any more.
func isLost(err error) bool {
	e := classify(err, atData)
	return e.Code == 0 || e.Code == 421
}

// settle classifies a failure; a connection that got a clear answer is reset and
// kept, any other is closed.
func (l *smtpLine) settle(err error) *SendError {
	at := &stageError{stage: atOpening}
	errors.As(err, &at)
	e := classify(err, at.stage)
	switch {
	case l.x == nil:
		l.turns.give()
	case isLost(err), at.stage != atEnd && l.x.Reset() != nil:
		l.drop()
	case l.x.ahead == nil:
		l.give()
	}
	return e
}

// give keeps the connection for whoever comes next.
func (l *smtpLine) give() {
	l.keep(l.x)
	l.x = nil
	l.turns.give()
}

func (l *smtpLine) drop() {
	l.hangUp(l.x)
	l.x = nil
	l.turns.give()
}

// Rest withdraws a letter that was announced: by closing the connection, since a
// relay that waits for a text takes everything for it.
func (l *smtpLine) Rest() {
	if l.x != nil {
		l.drop()
	}
}
