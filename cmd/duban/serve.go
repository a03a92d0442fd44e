package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"os/signal"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"duban/checklist"
	"duban/inbox"
	"duban/notify"
	"duban/scheduler"
)

func (a *app) serveCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, _ []string) error { return a.serve(c.Context()) }, help{
		use: "serve", zh: "常驻运行：按日程发信、收信、登记", en: "run the daemon: plan, send, receive",
		more:    "没有配置发信服务器时，信存入 outbox 文件夹。收到 SIGTERM 发完手里的信再停；收到 SIGHUP 重新读取配置和通讯录。",
		moreEn:  "Drains on SIGTERM, reloads on SIGHUP.",
		example: "duban serve"})
	c.Args = a.exactly(0)
	return c
}

// daemon is the running house; a reload replaces what stands in current.
type daemon struct {
	*app
	current atomic.Pointer[house]
	log     *slog.Logger
	desk    *inbox.Desk
	boxes   []*inbox.Mailbox
	courier *notify.Courier
}

func (a *app) serve(ctx context.Context) error {
	h, err := a.openHouse(ctx)
	if err != nil {
		return err
	}
	return a.runHouse(ctx, h, a.logger(h.conf))
}

// runHouse is the daemon's life, until ctx ends; it closes the store.
func (a *app) runHouse(ctx context.Context, h *house, log *slog.Logger) error {
	defer h.store.Close()
	if err := h.store.Lease(); err != nil {
		return err
	}
	if err := h.store.Recover(ctx, a.now()); err != nil {
		return err
	}
	if err := h.store.AskAgain(ctx, a.now()); err != nil { // calendar or ladder may have changed meanwhile
		return err
	}
	d, err := a.newDaemon(h, log)
	if err != nil {
		return err
	}
	if err := d.forget(ctx, h); err != nil {
		return err
	}
	if err := d.desk.Pending(ctx); err != nil {
		d.log.Error("mail left unjudged", "err", err)
	}
	return d.runAll(ctx, h)
}

func (a *app) newDaemon(h *house, log *slog.Logger) (*daemon, error) {
	d := &daemon{app: a, log: log}
	d.current.Store(h)
	sender, err := h.sender(a.now, a.dial)
	if err != nil {
		return nil, err
	}
	d.courier = notify.NewCourier(h.store, sender,
		func() *checklist.Directory { return d.current.Load().directory }, func() notify.Office { return d.current.Load().office() },
		notify.Options{Batch: 200, Lease: 5 * time.Minute, Connections: h.conf.Relay.Connections, PerMinute: h.pace(), MaxAttempts: h.conf.Relay.MaxAttempts}, a.now, log)
	d.desk = inbox.NewDesk(h.store, func() inbox.Policy { return d.current.Load().policy() }, a.now, log, d.courier.Kick)
	d.boxes, err = h.mailboxes(d.desk, a.dial)
	return d, err
}

// runAll runs the rooms side by side until ctx ends or one of them fails.
func (d *daemon) runAll(ctx context.Context, h *house) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	sch := scheduler.New(h.store, func() scheduler.Rules { return d.current.Load().rules() }, d.log)
	rooms := []func(context.Context) error{
		func(ctx context.Context) error { return sch.Run(ctx, d.now, d.courier.Kick) },
		d.courier.Run,
		d.reloads,
	}
	rooms = append(rooms, d.listeners(h)...)
	for _, box := range d.boxes {
		rooms = append(rooms, box.Run)
	}
	var wg sync.WaitGroup
	errs := make([]error, len(rooms))
	for i, room := range rooms {
		wg.Go(func() {
			defer stop() // one room down, all down: the service manager starts us anew
			errs[i] = room(ctx)
		})
	}
	d.warnForecast(h)
	d.log.Info("serving", "database", h.store.Where())
	wg.Wait()
	d.log.Info("stopped")
	return errors.Join(errs...)
}

// forget drops the ways in that are no longer configured: that no mail comes by
// them is no reason to wait with escalations.
func (d *daemon) forget(ctx context.Context, h *house) error {
	gone, err := h.store.KeepSources(ctx, d.now(), h.sources(d.boxes))
	for _, name := range gone {
		d.log.Info("source no longer configured", "source", name)
	}
	return err
}

// reloads reads configuration and directory anew at each SIGHUP; a faulty file
// changes nothing.
func (d *daemon) reloads(ctx context.Context) error {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-hup:
			d.reload(ctx)
		}
	}
}

func (d *daemon) reload(ctx context.Context) {
	fresh, err := d.furnish()
	var problems checklist.Problems
	if errors.As(err, &problems) { // they quote the files, and those hold addresses
		d.log.Error("reload refused, the old configuration stays", "problems", len(problems), "see", "duban config check")
		return
	}
	if err != nil {
		d.log.Error("reload refused, the old configuration stays", "err", err)
		return
	}
	fresh.store = d.current.Load().store
	d.current.Store(fresh)
	if err := fresh.store.AskAgain(ctx, d.now()); err != nil {
		d.log.Error("reloaded, but not planned anew", "err", err)
		return
	}
	d.warnForecast(fresh)
	d.log.Info("reloaded")
}

// warnForecast says which dates rest on computed holidays.
func (d *daemon) warnForecast(h *house) {
	for _, year := range unpublished(h.calendar, checklist.DayOf(d.now(), h.zone)) {
		d.log.Warn("holidays not published, days computed", "year", year)
	}
}
