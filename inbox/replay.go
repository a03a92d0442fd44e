package inbox

import (
	"context"
	"fmt"
	"slices"

	"duban/checklist"
	"duban/db"
)

// Replay judges a stored mail anew, as the rules are today: after a fix it files
// what was missed, and only that. What has been filed stays filed, what the
// clerk put aside stays aside, and nothing is said or done twice. Changed tells
// whether anything came of it.
func (d *Desk) Replay(ctx context.Context, m db.Mail) (fate db.MailFate, changed bool, err error) {
	if m.State == "discarded" {
		return db.MailFate{ID: m.ID, State: m.State, Reason: m.Reason}, false, nil
	}
	if fate, err = d.File(ctx, m); err != nil {
		return fate, false, err
	}
	now, err := d.store.MailByID(ctx, m.ID)
	return fate, now.JudgedMs != m.JudgedMs || now.State != m.State || now.Text != m.Text, err
}

// keepWhatIsNew takes from a second judgement everything that the first has
// recorded already; nothing left means that nothing changed.
func (c *docket) keepWhatIsNew(ctx context.Context) (changed bool, err error) {
	if c.mail.State == "filed" && c.fate.State != "filed" {
		c.fate.State, c.fate.Reason = c.mail.State, c.mail.Reason // filed is filed, be it by the clerk
		return false, nil
	}
	known, err := c.store.EventsOfMail(ctx, c.mail.ID)
	if err != nil {
		return false, err
	}
	c.events = slices.DeleteFunc(c.events, func(e checklist.Event) bool { return happened(known, e.Kind, e.Assignment) })
	if happened(known, checklist.EventBounced, 0) {
		c.faults = nil
	}
	same := c.fate.State == c.mail.State && c.fate.Kind == c.mail.Kind && c.fate.Text == c.mail.Text
	if same && len(c.events)+len(c.faults) == 0 && (len(c.notes) == 0 || c.mail.State == "noted") {
		c.fate.Reason = c.mail.Reason
		return false, nil
	}
	if len(c.events) == 0 && c.fate.State == c.mail.State {
		c.notices = nil // read differently, and yet nothing to tell anybody
	}
	for i := range c.notices {
		c.notices[i].Key += fmt.Sprintf("/again/%d", len(known)) // it corrects what the first answer said
	}
	return true, nil
}

func happened(known []checklist.Event, kind checklist.EventKind, assignment int64) bool {
	return slices.ContainsFunc(known, func(e checklist.Event) bool { return e.Kind == kind && e.Assignment == assignment })
}
