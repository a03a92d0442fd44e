package inbox

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
)

// Limits of what a person does in an hour, or in a day, and programs exceed.
const (
	mostExchanges = 10 // answers of one sender to our own answers
	mostExchanged = 40 // the same in a day: a program need not be quick
	mostAnswering = 20 // mails that answer one letter: a reply to all, answered by all
)

// isStorm pauses a sender who answers our answers again and again: that is a
// program without any header that says so. The clerk is told once a day, the
// sender nothing any more.
func (c *intake) isStorm(ctx context.Context) (bool, error) {
	for _, limit := range []struct {
		words string
		span  time.Duration
		most  int
	}{{"一小时内", time.Hour, mostExchanges}, {"一天内", 24 * time.Hour, mostExchanged}} {
		n, err := c.store.Exchanges(ctx, c.disposition.Sender, c.received().Add(-limit.span))
		if err != nil {
			return false, err
		}
		if n >= limit.most {
			c.quiet = true
			reason := fmt.Sprintf("%s已%d次答复本系统的自动答复，疑似程序互相答复，暂停处理", limit.words, n)
			c.alarmClerk("storm/"+c.person.ID, c.person.Title+reason)
			return c.settle(checklist.MailQuarantined, reason)
		}
	}
	return false, nil
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
func (c *intake) alarmClerk(matter, what string) {
	c.tellClerk("alarm/"+matter, true, what, fmt.Sprintf("duban quarantine show %d", c.mail.No()))
}
