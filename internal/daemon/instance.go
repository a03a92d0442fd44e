package daemon

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/inbox/imap"
	"duban/internal/office"
	"duban/notify"
	"duban/scheduler"
)

// instance is a running office; a reload replaces what stands in current.
type instance struct {
	Options
	current   atomic.Pointer[office.Office]
	log       *slog.Logger
	processor *inbox.Processor
	boxes     []*imap.Mailbox
	courier   *notify.Courier
	origin    *office.Office // as it was at the start: its servers' certificates are noted there
	rounds    rounds         // of the service
	here      atomic.Bool    // this daemon plans for the office and reads its mailboxes
	planned   atomic.Int64   // when a beat last went well, Unix ms
}

func newInstance(o *office.Office, opt Options, log *slog.Logger) (*instance, error) {
	i := &instance{Options: opt, log: log, origin: o}
	i.current.Store(o)
	sender, err := o.Sender(i.Now, i.Dial)
	if err != nil {
		return nil, err
	}
	i.courier = notify.NewCourier(o.Store, sender,
		func() *checklist.Directory { return i.office().Directory }, func() notify.Office { return i.office().Letterhead() },
		notify.Options{Batch: o.Config.Batch(), Lease: 5 * time.Minute, Patience: o.Config.Patience(), Concurrency: o.Config.Lines(), MaxAttempts: o.Config.Relay.MaxAttempts, Look: i.Sharing.LookLetters}, i.Now, log)
	i.processor = inbox.NewProcessor(o.Store, func() inbox.Policy { return i.office().Policy() }, i.Now, log, i.courier.Kick)
	i.boxes, err = o.Mailboxes(i.processor, i.Dial, i.Now, log)
	return i, err
}

// office is the office as it was last read.
func (i *instance) office() *office.Office { return i.current.Load() }

func (i *instance) store() *db.Store { return i.office().Store }

// workers are those of the office alone.
func (i *instance) workers() []worker {
	if i.store().Shared() {
		return []worker{i.duty} // and letters are handed to its courier
	}
	i.here.Store(true)
	return append(i.dutyWorkers(), i.courier.Run, i.lookForMail)
}

// lookForMail has mail processed that another process stored (duban ingest), or that
// could not be processed when it came.
func (i *instance) lookForMail(ctx context.Context) error {
	return i.processor.Rescan(ctx, i.Sharing.LookMail)
}

// dutyWorkers are those of which one daemon at a time runs a set for the office.
func (i *instance) dutyWorkers() []worker {
	sch := scheduler.New(i.store(), func() scheduler.Rules { return i.office().Rules() }, i.log)
	sch.Observe = i.observeBeat
	all := []worker{func(ctx context.Context) error {
		return sch.Run(ctx, i.Sharing.beat(), i.Now, i.courier.Kick)
	}}
	for _, box := range i.boxes {
		all = append(all, box.Run)
	}
	return all
}

func (i *instance) observeBeat(took time.Duration, err error) {
	i.rounds.observe(i.store().Office(), took, err)
	if err == nil {
		i.planned.Store(i.Now().UnixMilli())
	}
}

// catchUp is what comes first: calendar or ladder may have changed meanwhile, and
// mails been left unprocessed.
func (i *instance) catchUp(ctx context.Context) error {
	if err := i.store().AskAgain(ctx, i.Now()); err != nil {
		return err
	}
	if err := i.processor.Pending(ctx); err != nil && ctx.Err() == nil {
		i.log.Error("processing pending mail failed", "err", err)
	}
	return nil
}

// dropOldSources drops the ways in that are no longer configured: that no mail comes by
// them is no reason to wait with escalations.
func (i *instance) dropOldSources(ctx context.Context, o *office.Office) error {
	gone, err := o.Store.KeepSources(ctx, i.Now(), o.Sources(i.boxes))
	for _, name := range gone {
		i.log.Info("source no longer configured", "source", name)
	}
	return err
}

// warnForecast says which dates rest on computed holidays.
func (i *instance) warnForecast(o *office.Office) {
	for _, year := range o.UnpublishedYears(checklist.DayOf(i.Now(), o.Zone)) {
		i.log.Warn("holidays not published, days computed", "year", year)
	}
}

// tellSenders says what becomes of mail whose sender nobody proves, and whether anybody can.
func (i *instance) tellSenders(o *office.Office) {
	treated := string(o.Config.Inbox.Unproven)
	if o.CanProve() {
		i.log.Info("mail of unproven senders", "unproven", treated)
	} else {
		i.log.Warn("senders cannot be proven, see inbox.authserv_ids", "unproven", treated)
	}
}
