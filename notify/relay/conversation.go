package relay

import (
	"context"
	"errors"
	"strings"

	"duban/internal/rejection"
)

// smtpConversation is one caller's conversation with a relay. It holds a connection
// only while a letter is under way or announced.
type smtpConversation struct {
	*SMTP
	session *session
}

// Converse returns a conversation with the relay.
func (s *SMTP) Converse() Conversation { return &smtpConversation{SMTP: s} }

// Send delivers one letter. A refused recipient leaves the connection usable; a
// connection lost after the letter was handed over leaves open whether it
// arrived, which is a temporary failure and a possible repeat.
func (c *smtpConversation) Send(ctx context.Context, m, next *Mail) (Reply, error) {
	if !plain(m) {
		return Reply{}, malformed(m)
	}
	if c.session != nil && c.session.announced != m {
		c.Release()
	}
	if err := c.connect(ctx); err != nil {
		return Reply{}, err
	}
	if c.slots.wanted() || c.pacer.limited(c.now()) || c.isLast() {
		next = nil // a letter announced keeps the connection: not while others wait for one, nor for as long as the pace asks
	}
	reply, err := c.deliver(context.WithoutCancel(ctx), m, next)
	if err != nil {
		return Reply{}, c.fail(err)
	}
	reply.Relay = c.relay.Host
	if c.session.announced == nil {
		c.done()
	}
	return reply, nil
}

// malformed refuses a letter whose addresses are none.
func malformed(m *Mail) *SendError {
	e := &SendError{Text: "the recipient's address is malformed", Verdict: rejection.Verdict{About: rejection.Address, Cause: rejection.NoMailbox, Final: true}}
	if strings.ContainsAny(m.From, notPlain) {
		e = &SendError{Text: "the sender's address is malformed", Verdict: rejection.Verdict{About: rejection.Relay, Cause: rejection.Sender, Holds: true}}
	}
	e.Answer = e.Text
	return e
}

// connect waits for a slot, for the relay's rate and for a connection.
func (c *smtpConversation) connect(ctx context.Context) error {
	if c.session != nil {
		return nil
	}
	if err := c.slots.acquire(ctx); err != nil {
		return &SendError{Text: err.Error(), Untried: true, Err: err}
	}
	err := c.pacer.wait(ctx, c.now())
	if err != nil {
		c.slots.release()
		return &SendError{Text: err.Error(), Untried: true, Err: err}
	}
	if c.session, err = c.idleOrNew(ctx); err != nil {
		e := classify(err, rejection.AtOpening)
		c.learn(e, nil)
		if e.Cause != rejection.Connections || !c.slots.giveUp() {
			c.slots.release()
		}
		e.Untried = ctx.Err() != nil
		return e
	}
	return nil
}

// learn takes from an answer how many letters the relay bears.
func (c *smtpConversation) learn(e *SendError, x *session) {
	switch {
	case e.Cause == rejection.Pace:
		c.pacer.slow(c.now())
	case e.Cause == rejection.Connections && x != nil && x.letters > 0:
		c.most.Store(int32(x.letters))
	}
}

// isLast reports whether the relay takes no letter over the connection after this one.
func (c *smtpConversation) isLast() bool {
	most := int(c.most.Load())
	return most > 0 && c.session.letters+1 >= most
}

// deliver announces a letter and transfers it. A connection that was kept may have
// been closed by the relay meanwhile: as long as no letter's text went over it,
// another is opened.
func (c *smtpConversation) deliver(ctx context.Context, m, next *Mail) (Reply, error) {
	err := c.session.begin(m, c.relay.Timeout)
	if err != nil && !c.session.fresh && c.isOver(err) {
		c.quit(c.session)
		if c.session, err = c.open(ctx); err == nil {
			err = c.session.begin(m, c.relay.Timeout)
		}
	}
	if err != nil {
		return Reply{}, err
	}
	return c.session.transfer(m, next)
}

// isOver reports whether a connection that has served is lost, or has taken as many
// letters as the relay allows.
func (c *smtpConversation) isOver(err error) bool {
	at := &stageError{stage: rejection.AtData}
	errors.As(err, &at)
	e := classify(err, at.stage)
	if e.Cause == rejection.Connections {
		c.learn(e, c.session)
		return true
	}
	return e.Code == 0 || e.Code == 421
}

// isLost reports whether a connection is of no use any more.
func isLost(err error) bool {
	e := classify(err, rejection.AtData)
	return e.Code == 0 || e.Code == 421
}

// fail classifies a failure; a connection that got a clear answer is reset and
// kept, any other is closed.
func (c *smtpConversation) fail(err error) *SendError {
	at := &stageError{stage: rejection.AtOpening}
	errors.As(err, &at)
	e := classify(err, at.stage)
	var ours *notBegun
	e.Untried = errors.As(err, &ours)
	c.learn(e, c.session)
	switch {
	case c.session == nil:
		c.slots.release()
	case isLost(err), at.stage != rejection.AtEnd && c.session.Reset() != nil:
		c.drop()
	case c.session.announced == nil:
		c.done()
	}
	return e
}

// done returns the connection to the pool.
func (c *smtpConversation) done() {
	if most := int(c.most.Load()); most > 0 && c.session.letters >= most {
		c.drop()
		return
	}
	c.keep(c.session)
	c.session = nil
	c.slots.release()
}

// drop closes the connection.
func (c *smtpConversation) drop() {
	c.quit(c.session)
	c.session = nil
	c.slots.release()
}

// Release withdraws a letter that was announced: by closing the connection, since a
// relay that waits for a text takes everything for it.
func (c *smtpConversation) Release() {
	if c.session != nil {
		c.drop()
	}
}
