package daemon

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
	all, err := s.Reread()
	if err != nil {
		s.log.Error("reload refused, the old configuration stays", refused(err)...)
	}
	for _, c := range all {
		if i := s.instanceOf(c.Office.ID); i != nil {
			i.reload(ctx, c)
		} else {
			s.log.Warn("a new office begins at the next start", "office", c.Title())
		}
	}
}

// instanceOf is the running office of a number; nil: none runs here.
func (s *service) instanceOf(office int64) *instance {
	for _, i := range s.offices {
		if i.store().Office() == office {
			return i
		}
	}
	return nil
}

func (i *instance) reload(ctx context.Context, c *config.Config) {
	fresh, err := office.Load(c)
	if err != nil {
		i.log.Error("reload refused, the old configuration stays", refused(err)...)
		return
	}
	fresh.Store = i.store()
	i.current.Store(fresh)
	if err := fresh.Store.AskAgain(ctx, i.Now()); err != nil {
		i.log.Error("reloaded, but not planned anew", "err", err)
		return
	}
	i.warnForecast(fresh)
	i.log.Info("reloaded")
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
