package inbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox/message"
	"duban/inbox/sender"
	"duban/internal/msg"
)

// Policy is how the office treats what comes in. It may change between mails (a
// reload), never within one.
type Policy struct {
	Directory     *checklist.Directory
	Self          message.Self
	Limits        message.Limits
	JudgeByMail   bool // 同意 and 退回 count when they come by mail
	AnswersPerDay int  // letters that one sender may cause in a day, so that two programs never talk to each other for long

	AuthServers []string           // whose Authentication-Results are believed; none: senders stay unproven
	LookupTXT   sender.LookupTXT   // to verify DKIM signatures by; nil: they are not looked at
	Unproven    checklist.Unproven // what becomes of words that nobody proves; "" is ConfirmVerdicts
	SMTPSource  string             // where mail comes from that no other server has looked at
	CheckSender bool               // what our own listener there found out about its sender is believed, and nobody's word without it

	// The office's calendar; nil functions know nothing.
	Days        checklist.OfficeDays                          // but for today and the zone
	Forecast    func(checklist.Day) bool                      // whether a day's year is not published yet
	AddWorkdays func(from checklist.Day, n int) checklist.Day // for 10个工作日内 in a reply
	Festival    func(year int, name string) checklist.Day     // for 端午前
	Dated       func(*letter.Line, checklist.Day)             // fills in how a line's deadline stands on a day
}

func (p Policy) isForecast(day checklist.Day) bool { return p.Forecast != nil && p.Forecast(day) }

// Processor stores raw messages, decides what follows from each, and records it.
type Processor struct {
	store  *db.Store
	policy func() Policy
	now    func() time.Time
	log    *slog.Logger
	filed  func() // called after a filing, so that letters go at once
	inHand *inHand
	failed *failures
}

// NewProcessor returns a processor; filed may be nil.
func NewProcessor(store *db.Store, policy func() Policy, now func() time.Time, log *slog.Logger, filed func()) *Processor {
	if filed == nil {
		filed = func() {}
	}
	return &Processor{store: store, policy: policy, now: now, log: log, filed: filed, inHand: &inHand{until: map[int64]time.Time{}}, failed: &failures{of: map[int64]int{}}}
}

// longestQueue is how long a server keeps what it cannot hand on, and so how old a stamp
// in a header may be. A mailbox may lie unread for longer.
const longestQueue = 10 * 24 * time.Hour

// Receive stores a raw mail; when it returns without error the mail is on disk,
// and its server may be told so. It does not process it: File does, and Pending takes
// up what a crash left unprocessed.
func (p *Processor) Receive(ctx context.Context, in message.Arrival) (m db.Mail, fresh bool, err error) {
	now := p.now()
	if in.Position == "" && now.Sub(in.Received) > longestQueue {
		in.Received = now
	}
	m, fresh, err = p.store.Receive(ctx, now, db.Arrival(in))
	if err != nil {
		return m, false, fmt.Errorf("storing a mail: %w", err)
	}
	p.log.Info("mail stored", "mail", m.ID, "source", in.Source, "fresh", fresh)
	return m, fresh, nil
}

// Take receives a mail and processes it at once, and returns its state. An error means
// that it is not stored; one that is stored and could not be processed stays
// "received" until Pending takes it up.
func (p *Processor) Take(ctx context.Context, in message.Arrival) (state string, err error) {
	m, _, err := p.Receive(ctx, in)
	if err != nil || m.State != checklist.MailReceived {
		return string(m.State), err // known and processed
	}
	disposition, err := p.File(ctx, m)
	if err != nil {
		p.log.Error("mail stored but not processed", "mail", m.ID, "err", err)
		return string(m.State), nil
	}
	return string(disposition.State), nil
}

// Pending processes every mail that is stored and not yet processed, oldest first. One
// that cannot be processed does not keep the others waiting.
func (p *Processor) Pending(ctx context.Context) error {
	waiting, err := p.store.Unprocessed(ctx)
	if err != nil {
		return err
	}
	var errs []error
	for _, m := range waiting {
		if _, err := p.File(ctx, m); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// File processes a stored mail and records what follows from it, in one act. One whose
// filing fails again and again is held for the clerk.
func (p *Processor) File(ctx context.Context, m db.Mail) (db.Disposition, error) {
	disposition, err := p.file(ctx, m)
	if err == nil {
		p.failed.forget(m.ID)
		return disposition, nil
	}
	if m.State == checklist.MailReceived && p.failed.isLast(m.ID, err) {
		return p.giveUp(ctx, m, err)
	}
	return disposition, err
}

// file processes a mail anew when somebody changed an assignment meanwhile.
func (p *Processor) file(ctx context.Context, m db.Mail) (disposition db.Disposition, err error) {
	raw, err := p.store.RawMail(ctx, m.ID)
	if err != nil {
		return disposition, err
	}
	const tries = 3
	for range tries {
		c := &intake{store: p.store, now: p.now(), mail: m, raw: raw}
		if err = p.process(ctx, c); err != nil {
			break
		}
		if c.disposition.Again {
			changed, err := c.keepWhatIsNew(ctx)
			if err != nil || !changed {
				return c.disposition, err
			}
		}
		if err = p.store.Record(ctx, c.now, c.record()); err == nil {
			p.log.Info("mail filed", "mail", m.ID, "kind", c.disposition.Kind, "state", c.disposition.State, "reason", c.disposition.Reason)
			p.filed()
			return c.disposition, nil
		}
		if !errors.Is(err, checklist.ErrConflict) {
			break
		}
		if now, known := p.processedMeanwhile(ctx, m); known {
			return now, nil
		}
	}
	return disposition, fmt.Errorf("filing mail %d: %w", m.ID, err)
}

// processedMeanwhile is the disposition of a mail that was new, when another way in which it
// came by at the same time was faster to process it.
func (p *Processor) processedMeanwhile(ctx context.Context, m db.Mail) (db.Disposition, bool) {
	now, err := p.store.MailByID(ctx, m.ID)
	if err != nil || m.State != checklist.MailReceived || now.State == checklist.MailReceived {
		return db.Disposition{}, false
	}
	return db.Disposition{ID: now.ID, State: now.State, Kind: now.Kind, Reason: now.Reason}, true
}

// process reads a mail and decides what follows. A fault of ours that a strange mail brings to
// light holds that mail for the clerk; it does not stop those behind it.
func (p *Processor) process(ctx context.Context, c *intake) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			p.log.Error("processing a mail panicked", "mail", c.mail.ID, "err", fault, "stack", string(debug.Stack()))
			*c = intake{now: c.now, mail: c.mail, disposition: db.Disposition{ID: c.mail.ID, State: checklist.MailQuarantined, Again: c.mail.State != checklist.MailReceived,
				Reason: msg.New("the program failed on it")}}
		}
	}()
	if c.Policy, err = p.actingPolicy(ctx); err != nil {
		return err
	}
	c.msg = message.Parse(c.raw, c.Limits)
	return c.process(ctx)
}
