package db

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivermigrate"
	"riverqueue.com/riverui"
)

// On a server, River distributes the letters over the daemons: it wakes them, tries
// again later, and gives the letters of a dead daemon to another. It carries only
// which letter; what a letter is and what became of it is ours, so that a job that is
// lost, doubled or late changes nothing.

// letterJob is all that River knows of a letter.
type letterJob struct {
	Office int64 `json:"office"`
	Notice int64 `json:"notice"`
}

func (letterJob) Kind() string { return "letter" }

const letterQueue = "letters"

// riverVersion is the version of River's own tables; it grows with the library.
const riverVersion = 8

func migrateRiver(ctx context.Context, conn *sql.DB) error {
	m, err := rivermigrate.New(riverdatabasesql.New(conn), nil)
	if err != nil {
		return err
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, &rivermigrate.MigrateOpts{TargetVersion: riverVersion})
	return err
}

func newInserter(conn *sql.DB) (*river.Client[*sql.Tx], error) {
	return river.NewClient(riverdatabasesql.New(conn), &river.Config{Logger: slog.New(slog.DiscardHandler)})
}

// enqueue hands letters to River in the transaction that writes them.
func (e *postgres) enqueue(ctx context.Context, t *sql.Tx, office int64, notices []int64) error {
	jobs := make([]river.InsertManyParams, len(notices))
	for i, id := range notices {
		jobs[i] = river.InsertManyParams{Args: letterJob{Office: office, Notice: id}, InsertOpts: &river.InsertOpts{Queue: letterQueue, MaxAttempts: 50}}
	}
	_, err := e.river.InsertManyFastTx(ctx, t, jobs)
	return err
}

// Queue is how letters are handed out where several daemons share a database.
type Queue struct {
	Senders     int           // letters that this daemon works on at once
	Timeout     time.Duration // how long one may take; also how long a claimed letter is its daemon's
	RescueAfter time.Duration // when another daemon takes it over; above Timeout
}

// Shared reports whether several daemons may share the database: then Work hands
// the letters out, and each office's round is one daemon's at a time (Duty).
func (s *Store) Shared() bool {
	_, server := s.engine.(*postgres)
	return server
}

// Deliver takes care of one letter of an office. What it could not finish it wants
// again after a while; 0 is done.
type Deliver func(ctx context.Context, office, notice int64) (again time.Duration, err error)

// Work gives deliver the letters of all offices as they fall due, several at once,
// until ctx ends; those under way are finished first.
func (s *Store) Work(ctx context.Context, q Queue, log *slog.Logger, deliver Deliver) error {
	server := s.engine.(*postgres)
	pool, err := openPool(ctx, server.pool.Config().ConnString(), 4) // River's own: ours must not keep it from its work
	if err != nil {
		return err
	}
	defer pool.Close()
	workers := river.NewWorkers()
	river.AddWorker(workers, &letterWorker{deliver: deliver})
	client, err := river.NewClient(riverdatabasesql.NewWithPgxListener(openOn(pool), pool), &river.Config{
		Logger: slog.New(warnings{log.Handler()}), Workers: workers, Queues: map[string]river.QueueConfig{letterQueue: {MaxWorkers: max(1, q.Senders)}},
		FetchCooldown: 10 * time.Millisecond, // its default takes ten letters a second and sender
		JobTimeout:    q.Timeout, RescueStuckJobsAfter: q.RescueAfter, CompletedJobRetentionPeriod: time.Hour,
	})
	if err != nil {
		return fmt.Errorf("starting the queue: %w", err)
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("starting the queue: %w", server.named(err))
	}
	<-ctx.Done()
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), q.Timeout)
	defer cancel()
	return client.Stop(drain)
}

// warnings lets through what a clerk would want to know of River: it counts its jobs
// every few seconds.
type warnings struct{ slog.Handler }

func (w warnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && w.Handler.Enabled(ctx, level)
}

func (w warnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return warnings{w.Handler.WithAttrs(attrs)}
}
func (w warnings) WithGroup(name string) slog.Handler { return warnings{w.Handler.WithGroup(name)} }

type letterWorker struct {
	river.WorkerDefaults[letterJob]
	deliver Deliver
}

func (w *letterWorker) Work(ctx context.Context, job *river.Job[letterJob]) error {
	again, err := w.deliver(ctx, job.Args.Office, job.Args.Notice)
	if err != nil {
		return err
	}
	if again > 0 {
		return river.JobSnooze(again)
	}
	return nil
}

// Sweep hands out anew the letters of the office that have been due for a while and
// that no job carries: River's rows may be cancelled, cleaned or lost. It returns how many.
func (s *Store) Sweep(ctx context.Context, now time.Time, after time.Duration) (lost int, err error) {
	err = s.act(ctx, now, func(t *tx) error {
		before := t.ms - after.Milliseconds()
		var ids []int64
		if err := t.list(&ids, `
			SELECT n.id FROM notice n
			WHERE n.office = ? AND (n.state = 'queued' AND n.not_before < ? OR n.state = 'sending' AND n.lease_until < ?)
				AND NOT EXISTS (SELECT 1 FROM river_job j WHERE j.kind = 'letter' AND j.finalized_at IS NULL
					AND j.args @> jsonb_build_object('notice', n.id))
			ORDER BY n.id LIMIT 1000`, s.opt.Office, before, before); err != nil {
			return err
		}
		lost = len(ids)
		t.due = append(t.due, ids...)
		return nil
	})
	return lost, err
}

// QueueUI is River's own page over the jobs of all offices, below a prefix, until ctx ends.
func (s *Store) QueueUI(ctx context.Context, prefix string, log *slog.Logger) (http.Handler, error) {
	server := s.engine.(*postgres)
	handler, err := riverui.NewHandler(&riverui.HandlerOpts{Endpoints: riverui.NewEndpoints(server.river, nil), Logger: log, Prefix: prefix})
	if err != nil {
		return nil, err
	}
	return handler, handler.Start(ctx)
}
