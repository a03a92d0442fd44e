package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"

	"duban/checklist"
	"duban/internal/config"
	"duban/internal/office"
)

// reloads reads configuration and directories anew at each SIGHUP; a faulty file
// changes nothing.
func (s *service) reloads(ctx context.Context) error {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	defer signal.Stop(hup)
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-hup:
			s.reload(ctx)
		}
	}
}

func (s *service) reload(ctx context.Context) {
	all, err := s.source().All()
	if err != nil {
		s.log.Error("reload refused, the old configuration stays", refused(err)...)
	}
	for _, c := range all {
		if d := s.daemonOf(c.Office.ID); d != nil {
			d.reload(ctx, c)
		} else {
			s.log.Warn("a new office begins at the next start", "office", c.Title())
		}
	}
}

// daemonOf is the running office of a number; nil: none runs here.
func (s *service) daemonOf(office int64) *daemon {
	for _, d := range s.offices {
		if d.store().Office() == office {
			return d
		}
	}
	return nil
}

func (d *daemon) reload(ctx context.Context, c *config.Config) {
	fresh, err := office.Load(c)
	if err != nil {
		d.log.Error("reload refused, the old configuration stays", refused(err)...)
		return
	}
	fresh.Store = d.store()
	d.current.Store(fresh)
	if err := fresh.Store.AskAgain(ctx, d.now()); err != nil {
		d.log.Error("reloaded, but not planned anew", "err", err)
		return
	}
	d.warnForecast(fresh)
	d.log.Info("reloaded")
}

// refused tells a log why files were refused: problems quote them, and they hold
// addresses.
func refused(err error) []any {
	var problems checklist.Problems
	if errors.As(err, &problems) {
		return []any{"problems", len(problems), "see", "duban config check"}
	}
	return []any{"err", err}
}
