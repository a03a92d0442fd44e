package daemon

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"time"

	"duban/db"
	"duban/scheduler"
)

// Where the database is a server, several daemons share its offices: letters are
// handed out over all of them, and the rest of an office is one daemon's at a time.

// Sharing is how the daemons of one database share the work; tests hurry it.
type Sharing struct {
	Queue       db.Queue
	Sweep       time.Duration // how often, and how late, letters are looked for that nobody carries
	LookDuty    time.Duration // how often it is asked who has the duty, and who is alive
	LookMail    time.Duration // how often a single daemon looks for mail that waits for processing
	Watch       time.Duration // how often it is looked whether letters and mails move; 0: never
	LookLetters time.Duration // how often it looks for letters that a command has written; 0: each minute
	Beat        string        // when planning is asked what is due, as cron writes it; "": each minute
}

func (s Sharing) beat() string { return cmp.Or(s.Beat, scheduler.EachMinute) }

// DefaultSharing: the letters of a daemon that died are another's within a minute, those
// of one that lives and does not move after three.
var DefaultSharing = Sharing{Queue: db.Queue{Timeout: 2 * time.Minute, RescueAfter: 3 * time.Minute}, Sweep: 5 * time.Minute, LookDuty: 5 * time.Second, LookMail: 2 * time.Second, Watch: time.Minute}

// duty works for the office whenever no other daemon does.
func (i *instance) duty(ctx context.Context) error {
	for sleep(ctx, 0) {
		if i.onDuty(ctx) {
			if err := i.whileOnDuty(ctx); err != nil {
				return err
			}
		}
		sleep(ctx, i.Sharing.LookDuty)
	}
	return nil
}

// onDuty: a server that does not answer has given nobody the duty.
func (i *instance) onDuty(ctx context.Context) bool {
	on, err := i.store().Duty(ctx)
	if err != nil && ctx.Err() == nil {
		i.log.Error("asking who is on duty failed", "err", err)
	}
	return on
}

func (i *instance) whileOnDuty(ctx context.Context) error {
	i.log.Info("on duty")
	i.here.Store(true)
	defer i.here.Store(false)
	if err := i.catchUp(ctx); err != nil {
		return err
	}
	return sideBySide(ctx, append(i.dutyWorkers(), i.sweeps, i.adopts, i.watchDuty))
}

// watchDuty returns when the duty has gone to another daemon.
func (i *instance) watchDuty(ctx context.Context) error {
	for sleep(ctx, i.Sharing.LookDuty) {
		if !i.onDuty(ctx) {
			i.log.Warn("no longer on duty")
			return nil
		}
	}
	return nil
}

// sweeps hands out letters anew that nobody carries, and takes up what a daemon
// that died left unjudged.
func (i *instance) sweeps(ctx context.Context) error {
	for sleep(ctx, i.Sharing.Sweep) {
		lost, err := i.store().Sweep(ctx, i.Now(), i.Sharing.Sweep)
		if err == nil {
			err = i.processor.Pending(ctx)
		}
		if err != nil && ctx.Err() == nil {
			i.log.Error("sweep failed", "err", err)
		}
		if lost > 0 {
			i.log.Warn("lost letters queued again", "letters", lost)
		}
	}
	return nil
}

// orphanLooks is at how many looks in a row a daemon gives no sign of life before its
// letters are another's. One that has lost its connection has learnt of it before, and
// begins no more.
const orphanLooks = 5

// adopts hands out at once what daemons that died had under way.
func (i *instance) adopts(ctx context.Context) error {
	seen := map[db.Orphan]int{}
	for sleep(ctx, i.Sharing.LookDuty) {
		orphans, err := i.store().Orphans(ctx)
		now := map[db.Orphan]int{} // what a fault has hidden counts anew
		var lost []db.Orphan
		for _, o := range orphans {
			if now[o] = seen[o] + 1; now[o] >= orphanLooks {
				lost = append(lost, o)
			}
		}
		seen = now
		if err == nil && len(lost) > 0 {
			err = i.store().Adopt(ctx, i.Now(), lost)
		}
		if err != nil && ctx.Err() == nil {
			i.log.Error("looking for letters of dead daemons failed", "err", err)
		} else if len(lost) > 0 {
			i.log.Warn("letters of a dead daemon taken over", "letters", len(lost))
		}
	}
	return nil
}

// deliveries takes letters of all offices as they are handed out.
func (s *service) deliveries(ctx context.Context) error {
	q := s.Sharing.Queue
	q.Beat = s.Sharing.LookDuty
	for _, i := range s.offices {
		conf := i.office().Config
		q.Senders += conf.Lines()
		longer := max(0, conf.Patience()-q.Timeout) // a letter is ours for as long as it may take
		q.Timeout, q.RescueAfter = q.Timeout+longer, q.RescueAfter+longer
	}
	q.Senders = min(q.Senders, 64*runtime.GOMAXPROCS(0))
	defer func() {
		for _, i := range s.offices {
			_ = i.courier.Close()
		}
	}()
	return s.store.Work(ctx, q, s.log, func(ctx context.Context, office, notice int64) (again time.Duration, err error) {
		i := s.instanceOf(office)
		if i == nil {
			return time.Minute, nil // a daemon that knows the office may take it
		}
		if again, err = i.courier.Deliver(ctx, notice, q.Timeout); err != nil {
			return 0, fmt.Errorf("office %d, letter %d: %w", office, notice, err)
		}
		return again, nil
	})
}
