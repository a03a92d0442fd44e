package inbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"duban/checklist"
	"duban/db"
)

// Policy is how the office treats what comes in. It may change between mails (a
// reload), never within one.
type Policy struct {
	Directory     *checklist.Directory
	Self          Self
	Limits        Limits
	JudgeByMail   bool // 同意 and 退回 count when they come by mail
	AnswersPerDay int  // letters that one sender may cause in a day, so that two programs never talk to each other for long

	AuthServers  []string // whose Authentication-Results are believed; none: senders stay unproven
	RequireProof bool     // mail of unproven senders waits for the clerk
}

// Desk receives mails, judges them and files what they say.
type Desk struct {
	store  *db.Store
	policy func() Policy
	now    func() time.Time
	log    *slog.Logger
	filed  func() // called after a filing, so that letters go at once
}

// NewDesk returns a desk; filed may be nil.
func NewDesk(store *db.Store, policy func() Policy, now func() time.Time, log *slog.Logger, filed func()) *Desk {
	if filed == nil {
		filed = func() {}
	}
	return &Desk{store: store, policy: policy, now: now, log: log, filed: filed}
}

// Receive stores a raw mail; when it returns without error the mail is on disk,
// and its server may be told so. It does not judge: File does, and Pending takes
// up what a crash left unjudged.
func (d *Desk) Receive(ctx context.Context, in db.Arrival) (m db.Mail, fresh bool, err error) {
	m, fresh, err = d.store.Receive(ctx, d.now(), in)
	if err != nil {
		return m, false, fmt.Errorf("storing a mail: %w", err)
	}
	d.log.Info("mail stored", "mail", m.ID, "source", in.Source, "fresh", fresh)
	return m, fresh, nil
}

// Pending judges every mail that is stored and not yet judged, oldest first. One
// that cannot be judged does not keep the others waiting.
func (d *Desk) Pending(ctx context.Context) error {
	waiting, err := d.store.MailsIn(ctx, "received")
	if err != nil {
		return err
	}
	var errs []error
	for _, m := range waiting {
		if _, err := d.File(ctx, m); err != nil {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// File judges a stored mail and records what follows from it, in one act. When
// somebody changed an assignment meanwhile it judges anew.
func (d *Desk) File(ctx context.Context, m db.Mail) (fate db.MailFate, err error) {
	raw, err := d.store.RawMail(ctx, m.ID)
	if err != nil {
		return fate, err
	}
	policy, err := d.actingPolicy(ctx)
	if err != nil {
		return fate, err
	}
	const tries = 3
	for range tries {
		c := &docket{Policy: policy, store: d.store, now: d.now(), mail: m, msg: Parse(raw, policy.Limits)}
		if err = c.judge(ctx); err != nil {
			break
		}
		if c.fate.Again {
			changed, err := c.keepWhatIsNew(ctx)
			if err != nil || !changed {
				return c.fate, err
			}
		}
		if err = d.store.Record(ctx, c.now, c.record()); err == nil {
			d.log.Info("mail filed", "mail", m.ID, "kind", c.fate.Kind, "state", c.fate.State, "reason", c.fate.Reason)
			d.filed()
			return c.fate, nil
		}
		if !errors.Is(err, checklist.ErrConflict) {
			break
		}
	}
	return fate, fmt.Errorf("filing mail %d: %w", m.ID, err)
}
