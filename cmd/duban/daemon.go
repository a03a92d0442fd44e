package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox"
	"duban/internal/office"
	"duban/notify"
	"duban/scheduler"
)

// daemon is a running office; a reload replaces what stands in current.
type daemon struct {
	*app
	current atomic.Pointer[office.Office]
	log     *slog.Logger
	desk    *inbox.Desk
	boxes   []*inbox.Mailbox
	courier *notify.Courier
}

func (a *app) newDaemon(h *office.Office, log *slog.Logger) (*daemon, error) {
	d := &daemon{app: a, log: log}
	d.current.Store(h)
	sender, err := h.Sender(a.now, a.dial)
	if err != nil {
		return nil, err
	}
	d.courier = notify.NewCourier(h.Store, sender,
		func() *checklist.Directory { return d.current.Load().Directory }, func() notify.Office { return d.current.Load().Letterhead() },
		notify.Options{Batch: h.Config.Batch(), Lease: 5 * time.Minute, Patience: h.Config.Patience(), Lines: h.Config.Lines(), MaxAttempts: h.Config.Relay.MaxAttempts}, a.now, log)
	d.desk = inbox.NewDesk(h.Store, func() inbox.Policy { return d.current.Load().Policy() }, a.now, log, d.courier.Kick)
	d.boxes, err = h.Mailboxes(d.desk, a.dial)
	return d, err
}

// rooms are those of the office alone.
func (d *daemon) rooms() []loop {
	if d.store().Shared() {
		return []loop{d.duty} // and letters are handed to its courier
	}
	return append(d.dutyRooms(), d.courier.Run, d.looks)
}

// looks has mail judged that another process stored (duban ingest), or that could not
// be judged when it came.
func (d *daemon) looks(ctx context.Context) error { return d.desk.Look(ctx, d.sharing.lookMail) }

// dutyRooms are those in which one daemon works for the office at a time.
func (d *daemon) dutyRooms() []loop {
	sch := scheduler.New(d.store(), func() scheduler.Rules { return d.current.Load().Rules() }, d.log)
	all := []loop{func(ctx context.Context) error { return sch.Run(ctx, d.now, d.courier.Kick) }}
	for _, box := range d.boxes {
		all = append(all, box.Run)
	}
	return all
}

func (d *daemon) store() *db.Store { return d.current.Load().Store }

// takeUp is what comes first: calendar or ladder may have changed meanwhile, and
// mails been left unjudged.
func (d *daemon) takeUp(ctx context.Context) error {
	if err := d.store().AskAgain(ctx, d.now()); err != nil {
		return err
	}
	if err := d.desk.Pending(ctx); err != nil && ctx.Err() == nil {
		d.log.Error("mail left unjudged", "err", err)
	}
	return nil
}

// forget drops the ways in that are no longer configured: that no mail comes by
// them is no reason to wait with escalations.
func (d *daemon) forget(ctx context.Context, h *office.Office) error {
	gone, err := h.Store.KeepSources(ctx, d.now(), h.Sources(d.boxes))
	for _, name := range gone {
		d.log.Info("source no longer configured", "source", name)
	}
	return err
}

// warnForecast says which dates rest on computed holidays.
func (d *daemon) warnForecast(h *office.Office) {
	for _, year := range unpublished(h.Calendar, checklist.DayOf(d.now(), h.Zone)) {
		d.log.Warn("holidays not published, days computed", "year", year)
	}
}
