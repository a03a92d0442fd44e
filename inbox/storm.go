package inbox

import (
	"context"
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/internal/msg"
)

// Limits of what a person does in an hour, or in a day, and programs exceed.
const (
	mostExchanges = 10 // answers of one sender to our own answers
	mostExchanged = 40 // the same in a day: a program need not be quick
	mostAnswering = 20 // mails that answer one letter: a reply to all, answered by all
)

// isStorm notices a sender who answers our answers again and again: that is a program
// without any header that says so. What he writes is read all the same, since his
// address is anybody's to write; see endStorm.
func (c *intake) isStorm(ctx context.Context) (bool, error) {
	if c.confirmed {
		return false, nil
	}
	for _, limit := range []struct {
		within msg.Message
		span   time.Duration
		most   int
	}{{msg.New("within an hour"), time.Hour, mostExchanges}, {msg.New("within a day"), 24 * time.Hour, mostExchanged}} {
		n, err := c.store.Exchanges(ctx, c.disposition.Sender, c.origin, c.received().Add(-limit.span))
		if err != nil {
			return false, err
		}
		if n >= limit.most {
			c.quiet = true
			c.storm = msg.New("answers our answers so often", limit.within, n)
			return false, nil
		}
	}
	return false, nil
}

// endStorm holds what such a sender wrote and what changes nothing; the clerk is told once
// a day, the sender nothing any more. What changes a state, or asks for a confirmation,
// two programs do not go on doing.
func (c *intake) endStorm() {
	if c.storm.IsZero() || len(c.confirm) > 0 || changes(c.events) || c.notice.Kind.Traits().Binds {
		return
	}
	c.events, c.notices, c.earlier, c.disposition.Evidence = nil, nil, nil, nil
	c.alarmClerk("storm/"+c.person.ID, msg.New("somebody's answers to our answers", c.person.Title, c.storm))
	c.disposition.State, c.disposition.Reason = checklist.MailQuarantined, c.storm
}

// changes reports whether events change how assignments stand.
func changes(events []checklist.Event) bool {
	return slices.ContainsFunc(events, func(e checklist.Event) bool {
		return e.Kind != checklist.EventProgress && e.Kind != checklist.EventAcknowledged && e.Kind != checklist.EventRemarked
	})
}

// muteThread keeps duban out of a thread in which everybody answers everybody:
// those whom the letter was not written to are told so only while they are few.
// Its addressee may answer item by item, and hears of each.
func (c *intake) muteThread(ctx context.Context) error {
	n, err := c.store.MailsAnswering(ctx, c.notice.ID, c.received().Add(-time.Hour))
	c.quiet = c.quiet || n >= mostAnswering
	return err
}

// alarmClerk writes to the clerk at once, but of one matter once a day.
func (c *intake) alarmClerk(matter string, what msg.Message) {
	c.tellClerk("alarm/"+matter, true, what, msg.Words(fmt.Sprintf("duban quarantine show %d", c.mail.No())))
}
