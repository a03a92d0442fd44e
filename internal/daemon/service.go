package daemon

import (
	"context"
	"log/slog"
	"net"
	"time"

	"duban/db"
	"duban/internal/config"
	"duban/internal/msg"
	"duban/internal/office"
)

// Options are what a daemon runs with.
type Options struct {
	Now     func() time.Time
	Dial    office.Dialer                              // to relays and mailboxes; nil: the real network
	Listen  func(address string) (net.Listener, error) // for what comes in
	Sharing Sharing                                    // of a server's database with other daemons
	Reread  func() ([]*config.Config, error)           // the configurations of all offices, at SIGHUP
}

// service is the running daemon: the offices of a database, each with workers of its
// own, and what they share.
type service struct {
	Options
	store   *db.Store // of any of them, for what they share
	log     *slog.Logger
	offices []*instance
	started time.Time
	rounds  rounds
}

// LogLeftOut tells of an office that cannot run; the others do.
func LogLeftOut(log *slog.Logger, office string, err error) {
	log.Error("office left out", append([]any{"office", office}, refused(err)...)...)
}

// Run runs offices that share a database until ctx ends; it closes the database.
func Run(ctx context.Context, offices []*office.Office, opt Options, log *slog.Logger) error {
	s := &service{Options: opt, store: offices[0].Store, log: log, started: opt.Now(), rounds: newRounds()}
	defer s.store.Close()
	return UnlessStopped(ctx, s.runOffices(ctx, offices))
}

func (s *service) runOffices(ctx context.Context, offices []*office.Office) error {
	if err := s.store.Lease(); err != nil {
		return err
	}
	for _, o := range offices {
		i, err := s.prepare(ctx, o, len(offices) > 1)
		if ctx.Err() != nil {
			return err
		}
		if err != nil && len(offices) == 1 {
			return err
		}
		if err != nil {
			LogLeftOut(s.log, o.Config.Title(), err)
			continue
		}
		s.offices = append(s.offices, i)
	}
	if len(s.offices) == 0 {
		return msg.New("no office can run")
	}
	return s.run(ctx)
}

// prepare makes an office ready to run.
func (s *service) prepare(ctx context.Context, o *office.Office, several bool) (*instance, error) {
	log := s.log
	if several {
		log = log.With("office", o.Config.Title())
	}
	if err := o.Store.Register(ctx, s.Now()); err != nil {
		return nil, err
	}
	i, err := newInstance(o, s.Options, log)
	if err != nil {
		return nil, err
	}
	i.rounds = s.rounds
	if err := i.dropOldSources(ctx, o); err != nil {
		return nil, err
	}
	if s.store.Shared() {
		return i, nil // what a single daemon does now is done whenever the duty is taken
	}
	if err := o.Store.Recover(ctx, s.Now()); err != nil {
		return nil, err
	}
	return i, i.catchUp(ctx)
}

// run runs the workers until ctx ends or one that all need fails: the service manager
// starts the program again.
func (s *service) run(ctx context.Context) error {
	workers := append(s.listeners(), s.reloads)
	if s.store.Shared() {
		workers = append(workers, s.deliveries)
	}
	if s.Sharing.Watch > 0 {
		workers = append(workers, s.watches)
	}
	if s.offices[0].office().Config.Ops.Listen != "" {
		workers = append(workers, s.operations)
	}
	for _, i := range s.offices {
		for _, w := range i.workers() {
			if len(s.offices) > 1 {
				w = i.restarting(w)
			}
			workers = append(workers, w)
		}
		i.warnForecast(i.office())
		i.tellSenders(i.office())
	}
	s.log.Info("serving", "database", s.store.Where())
	defer s.log.Info("stopped")
	return sideBySide(ctx, workers)
}
