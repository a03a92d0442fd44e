package inbox

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"duban/checklist"
	"duban/db"
	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
)

// mostFailures is how often the filing of a mail may fail before it is the clerk's: a
// fault of ours that it brings to light does not go away by trying.
const mostFailures = 3

// failures counts how often the filing of each mail has failed since the daemon's start.
type failures struct {
	mu sync.Mutex
	of map[int64]int
}

// isLast counts a failure, and reports whether it was the last to be borne. One that is
// the machine's or the database's says nothing about the mail.
func (f *failures) isLast(mail int64, err error) bool {
	for _, passing := range []error{db.ErrFull, db.ErrLocked, db.ErrDamaged, context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, passing) {
			return false
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.of[mail]++
	return f.of[mail] >= mostFailures
}

func (f *failures) forget(mail int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.of, mail)
}

// giveUp holds a mail that could not be filed, and alarms the clerk. A database that
// takes nothing refuses this too: then the mail stays as it came and is tried again.
func (p *Processor) giveUp(ctx context.Context, m db.Mail, fault error) (db.Disposition, error) {
	c := p.unfiled(ctx, m)
	c.alarmClerk(fmt.Sprintf("unfiled/%d", m.ID), msg.New("a mail and why", int(m.No()), c.disposition.Reason))
	if err := p.store.Record(ctx, c.now, c.record()); err != nil {
		return db.Disposition{}, errors.Join(fault, err)
	}
	p.failed.forget(m.ID)
	p.log.Error("mail held, filing failed", "mail", m.ID, "attempt", mostFailures, "err", fault)
	p.filed()
	return c.disposition, nil
}

// unfiled is a mail with no more than what its clerk needs to look at it: what else stands
// in it may be what cannot be stored.
func (p *Processor) unfiled(ctx context.Context, m db.Mail) (c *intake) {
	c = &intake{Policy: p.policy(), store: p.store, now: p.now(), mail: m}
	c.disposition = db.Disposition{ID: m.ID, State: checklist.MailQuarantined, Reason: msg.New("could not be filed so often", mostFailures)}
	raw, err := p.store.RawMail(ctx, m.ID)
	if err != nil {
		return c
	}
	defer func() { _ = recover() }() // a mail that cannot be parsed is shown without its words
	read := message.Parse(raw, c.Limits)
	c.disposition.Sender, c.disposition.Subject = storable(checklist.FoldMail(read.From.Addr)), storable(read.Subject)
	c.disposition.Text = storable(zh.FirstRunes(read.Text, mostStrange))
	if who, known := c.Directory.Sender(c.disposition.Sender); known {
		c.disposition.Person = who.ID
	}
	return c
}

// storable is a text as either database takes it: PostgreSQL refuses NUL.
func storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", "")
}
