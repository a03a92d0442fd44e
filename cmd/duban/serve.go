package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"duban/db"
	"duban/internal/office"
)

func (a *app) serveCommand() *cobra.Command {
	c := a.command(func(c *cobra.Command, _ []string) error {
		return failure(c.Context(), a.serve(c.Context()))
	}, help{
		use: "serve", zh: "常驻运行：按日程发信、收信、登记", en: "run the daemon: plan, send, receive",
		more: "没有配置发信服务器时，信存入 outbox 文件夹。收到 SIGTERM 发完手里的信再停；收到 SIGHUP 重新读取配置和通讯录。\n" +
			"配置里列了几个机构的一起运行，一个机构的问题不影响别的；数据库在服务器上的，可以在几台机器上同时运行。",
		moreEn:  "Drains on SIGTERM, reloads on SIGHUP.",
		example: "duban serve"})
	c.Args = a.exactly(0)
	return c
}

// service is the running program: the offices of a database, each with rooms of its
// own, and what they share.
type service struct {
	*app
	store   *db.Store // of any of them, for what they share
	log     *slog.Logger
	offices []*daemon
}

func (a *app) serve(ctx context.Context) error {
	offices, err := a.openOffices(ctx)
	if len(offices) == 0 {
		return err
	}
	log := a.logger(offices[0].Config)
	if err != nil {
		leftOut(log, "", err)
	}
	return a.runOffices(ctx, offices, log)
}

// leftOut tells of an office that cannot run; the others do.
func leftOut(log *slog.Logger, office string, err error) {
	log.Error("office left out", append([]any{"office", office}, refused(err)...)...)
}

// runOffices is the daemon's life, until ctx ends; it closes the database.
func (a *app) runOffices(ctx context.Context, offices []*office.Office, log *slog.Logger) error {
	s := &service{app: a, store: offices[0].Store, log: log}
	defer s.store.Close()
	if err := s.store.Lease(); err != nil {
		return err
	}
	for _, h := range offices {
		d, err := s.begin(ctx, h, len(offices) > 1)
		if ctx.Err() != nil {
			return err
		}
		if err != nil && len(offices) == 1 {
			return err
		}
		if err != nil {
			leftOut(log, h.Config.Title(), err)
			continue
		}
		s.offices = append(s.offices, d)
	}
	if len(s.offices) == 0 {
		return errors.New("没有一个机构能运行，请看上面的记录")
	}
	return s.run(ctx)
}

// begin makes an office ready.
func (s *service) begin(ctx context.Context, h *office.Office, several bool) (*daemon, error) {
	log := s.log
	if several {
		log = log.With("office", h.Config.Title())
	}
	if err := h.Store.Register(ctx, s.now()); err != nil {
		return nil, err
	}
	d, err := s.newDaemon(h, log)
	if err != nil {
		return nil, err
	}
	if err := d.forget(ctx, h); err != nil {
		return nil, err
	}
	if s.store.Shared() {
		return d, nil // what a single daemon does now is done whenever the duty is taken
	}
	if err := h.Store.Recover(ctx, s.now()); err != nil {
		return nil, err
	}
	return d, d.takeUp(ctx)
}

// loop is something that goes on until ctx ends.
type loop func(ctx context.Context) error

// run runs the rooms until ctx ends or one that all need fails: the service manager
// starts us anew.
func (s *service) run(ctx context.Context) error {
	rooms := append(s.listeners(), s.reloads)
	if s.store.Shared() {
		rooms = append(rooms, s.deliveries)
	}
	if s.offices[0].current.Load().Config.Ops.Listen != "" {
		rooms = append(rooms, s.operations)
	}
	for _, d := range s.offices {
		for _, r := range d.rooms() {
			if len(s.offices) > 1 {
				r = d.persistent(r)
			}
			rooms = append(rooms, r)
		}
		d.warnForecast(d.current.Load())
	}
	s.log.Info("serving", "database", s.store.Where())
	defer s.log.Info("stopped")
	return sideBySide(ctx, rooms)
}

// sideBySide runs rooms until ctx ends, or one of them does: then all are told to stop.
func sideBySide(ctx context.Context, rooms []loop) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var all sync.WaitGroup
	errs := make([]error, len(rooms))
	for i, r := range rooms {
		all.Go(func() {
			defer stop()
			errs[i] = failure(ctx, r(ctx))
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// failure is err, unless all it says is that ctx has ended: that somebody was told to
// stop in the middle of something is no failure of his.
func failure(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// persistent opens a room of one office again when it has failed: it is nothing to
// the other offices.
func (d *daemon) persistent(l loop) loop {
	return func(ctx context.Context) error {
		for {
			err := caught(ctx, l)
			if ctx.Err() != nil {
				return err
			}
			d.log.Error("a room failed and is opened again in a minute", "err", err)
			if !pause(ctx, time.Minute) {
				return nil
			}
		}
	}
}

// caught makes an error of a panic.
func caught(ctx context.Context, l loop) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return l(ctx)
}

// pause returns after a while; false when ctx has ended.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
