package inbox

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/db"
)

// Limits of what a person does in an hour and programs exceed.
const (
	mostExchanges = 10 // answers of one sender to our own answers
	mostAnswering = 20 // mails that answer one letter: a reply to all, answered by all
)

// isStorm pauses a sender who answers our answers again and again: that is a
// program without any header that says so. The clerk is told once a day, the
// sender nothing any more.
func (c *docket) isStorm(ctx context.Context) (bool, error) {
	hour := c.received().Add(-time.Hour)
	exchanges, err := c.store.Exchanges(ctx, c.fate.Sender, hour)
	if err != nil || exchanges < mostExchanges {
		return false, err
	}
	c.quiet = true
	reason := fmt.Sprintf("一小时内已%d次答复本系统的自动答复，疑似程序互相答复，暂停处理", exchanges)
	c.alarmClerk("storm/"+c.person.ID, c.person.Title+reason)
	return c.settle("quarantined", reason)
}

// hushThread keeps duban out of a thread in which everybody answers everybody:
// those whom the letter was not written to are told so only while they are few.
// Its addressee may answer item by item, and hears of each.
func (c *docket) hushThread(ctx context.Context) error {
	n, err := c.store.MailsAnswering(ctx, c.notice.ID, c.received().Add(-time.Hour))
	c.quiet = c.quiet || n >= mostAnswering
	return err
}

// alarmClerk writes to the clerk at once, but of one matter once a day.
func (c *docket) alarmClerk(matter, what string) {
	on := checklist.DayOf(c.now, c.store.Zone())
	for _, p := range c.Directory.WithDuty(checklist.DutyClerk) {
		c.notices = append(c.notices, db.NewNotice{
			Key: fmt.Sprintf("alarm/%s/%s/%s", matter, p.ID, on), Reason: what, NotBefore: c.now, Cause: c.mail.ID,
			Letter: checklist.Letter{Kind: checklist.LetterClerk, To: p.ID, Salutation: p.Title, On: on,
				Clerk: &checklist.ClerkNews{Todo: []checklist.Todo{{What: what, Do: fmt.Sprintf("duban quarantine show %d", c.mail.No())}}}}})
	}
}
