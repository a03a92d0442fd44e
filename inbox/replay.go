package inbox

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"duban/checklist"
	"duban/db"
)

// Replay processes a stored mail anew, as the rules are today: after a fix it files
// what was missed, and only that. What has been filed stays filed, what the
// clerk put aside stays aside, and nothing is said or done twice. Changed tells
// whether anything came of it.
func (d *Processor) Replay(ctx context.Context, m db.Mail) (disposition db.Disposition, changed bool, err error) {
	if m.State == checklist.MailDiscarded || !checklist.Way(m.Kind).Message().IsZero() { // the clerk's own record came from nobody
		return db.Disposition{ID: m.ID, State: m.State, Reason: m.Reason}, false, nil
	}
	switch _, err := d.store.ConfirmationOf(ctx, m.No()); { // only its writer can make it count, and he was asked
	case err == nil:
		return db.Disposition{ID: m.ID, State: m.State, Reason: m.Reason}, false, nil
	case !errors.Is(err, checklist.ErrNotFound):
		return disposition, false, err
	}
	if disposition, err = d.File(ctx, m); err != nil {
		return disposition, false, err
	}
	now, err := d.store.MailByID(ctx, m.ID)
	return disposition, now.JudgedMs != m.JudgedMs || now.State != m.State || now.Text != m.Text, err
}

// keepWhatIsNew takes from a second processing everything that the first has
// recorded already; nothing left means that nothing changed.
func (c *intake) keepWhatIsNew(ctx context.Context) (changed bool, err error) {
	if c.mail.State == checklist.MailFiled && c.disposition.State != checklist.MailFiled {
		c.disposition.State, c.disposition.Reason = c.mail.State, c.mail.Reason // filed is filed, be it by the clerk
		return false, nil
	}
	if err := c.dropKnownEvents(ctx); err != nil {
		return false, err
	}
	same := c.disposition.State == c.mail.State && c.disposition.Kind == c.mail.Kind && c.disposition.Text == c.mail.Text
	if same && len(c.events) == 0 && len(c.faults) == 0 && len(c.lost) == 0 {
		c.disposition.Reason = c.mail.Reason
		return false, nil
	}
	if len(c.events) == 0 && c.disposition.State == c.mail.State {
		c.notices = nil // read differently, and yet nothing to tell anybody
	}
	for i := range c.notices {
		c.notices[i].Key += fmt.Sprintf("/again/%d", c.now.UnixMilli()) // it corrects what the first answer said
	}
	return true, nil
}

// dropKnownEvents leaves the events of what was not filed before: by evidence,
// not by kind of event, for a claim that is read again after it was filed looks
// like a supplement to itself.
func (c *intake) dropKnownEvents(ctx context.Context) error {
	filed, err := c.store.EvidenceOfMail(ctx, c.mail.ID)
	if err != nil {
		return err
	}
	fresh := map[int64]bool{}
	for _, e := range c.disposition.Evidence {
		known := slices.ContainsFunc(filed, func(f db.Evidence) bool { return f.Assignment == e.Assignment && f.Verb == e.Verb })
		fresh[e.Assignment] = fresh[e.Assignment] || !known
	}
	c.events = slices.DeleteFunc(c.events, func(e checklist.Event) bool { return !fresh[e.Assignment] })
	events, err := c.store.EventsOfMail(ctx, c.mail.ID)
	if slices.ContainsFunc(events, func(e checklist.Event) bool { return e.Kind == checklist.EventBounced }) {
		c.faults = nil
	}
	if slices.ContainsFunc(events, func(e checklist.Event) bool { return e.Kind == checklist.EventFailed }) {
		c.lost = nil
	}
	return err
}
