package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"duban/db"
)

// Where the database is a server, several daemons share its offices: letters are
// handed out over all of them, and the rest of an office is one daemon's at a time.

// sharing is how the daemons of one database share the work; tests hurry it.
type sharing struct {
	queue    db.Queue
	sweep    time.Duration // how often, and how late, letters are looked for that nobody carries
	lookDuty time.Duration // how often it is asked who has the duty
	lookMail time.Duration // how often a single daemon looks for mail that nobody judges
}

// atLeisure: the letters of a daemon that died are another's after three minutes.
var atLeisure = sharing{queue: db.Queue{Timeout: 2 * time.Minute, RescueAfter: 3 * time.Minute}, sweep: 5 * time.Minute, lookDuty: 5 * time.Second, lookMail: 2 * time.Second}

// duty works for the office whenever no other daemon does.
func (d *daemon) duty(ctx context.Context) error {
	for pause(ctx, 0) {
		if d.onDuty(ctx) {
			if err := d.whileOnDuty(ctx); err != nil {
				return err
			}
		}
		pause(ctx, d.sharing.lookDuty)
	}
	return nil
}

// onDuty: a server that does not answer has given nobody the duty.
func (d *daemon) onDuty(ctx context.Context) bool {
	on, err := d.store().Duty(ctx)
	if err != nil && ctx.Err() == nil {
		d.log.Error("nobody knows who has the duty", "err", err)
	}
	return on
}

func (d *daemon) whileOnDuty(ctx context.Context) error {
	d.log.Info("on duty")
	if err := d.takeUp(ctx); err != nil {
		return err
	}
	return sideBySide(ctx, append(d.dutyRooms(), d.sweeps, d.watchDuty))
}

// watchDuty returns when the duty has gone to another daemon.
func (d *daemon) watchDuty(ctx context.Context) error {
	for pause(ctx, d.sharing.lookDuty) {
		if !d.onDuty(ctx) {
			d.log.Warn("no longer on duty")
			return nil
		}
	}
	return nil
}

// sweeps hands out letters anew that nobody carries, and takes up what a daemon
// that died left unjudged.
func (d *daemon) sweeps(ctx context.Context) error {
	for pause(ctx, d.sharing.sweep) {
		lost, err := d.store().Sweep(ctx, d.now(), d.sharing.sweep)
		if err == nil {
			err = d.desk.Pending(ctx)
		}
		if err != nil && ctx.Err() == nil {
			d.log.Error("sweep failed", "err", err)
		}
		if lost > 0 {
			d.log.Warn("letters that nobody carried are handed out anew", "letters", lost)
		}
	}
	return nil
}

// deliveries takes letters of all offices as they are handed out.
func (s *service) deliveries(ctx context.Context) error {
	q := s.sharing.queue
	for _, d := range s.offices {
		conf := d.current.Load().Config
		q.Senders += conf.Lines()
		longer := max(0, conf.Patience()-q.Timeout) // a letter is ours for as long as it may take
		q.Timeout, q.RescueAfter = q.Timeout+longer, q.RescueAfter+longer
	}
	q.Senders = min(q.Senders, 64*runtime.GOMAXPROCS(0))
	defer func() {
		for _, d := range s.offices {
			_ = d.courier.Close()
		}
	}()
	return s.store.Work(ctx, q, s.log, func(ctx context.Context, office, notice int64) (again time.Duration, err error) {
		d := s.daemonOf(office)
		if d == nil {
			return time.Minute, nil // a daemon that knows the office may take it
		}
		if again, err = d.courier.Deliver(ctx, notice, q.Timeout); err != nil {
			return 0, fmt.Errorf("office %d, letter %d: %w", office, notice, err)
		}
		return again, nil
	})
}
