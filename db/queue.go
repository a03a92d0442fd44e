package db

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"math"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivermigrate"
	"riverqueue.com/riverui"

	"duban/internal/msg"
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
	RescueAfter time.Duration // when another daemon takes it over of one that lives and does not move; above Timeout
	Beat        time.Duration // how often a daemon makes sure of its sign of life
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
// until ctx ends; those under way are finished first. No letter is begun without a sign
// of life: another daemon may have taken over what this one holds (Orphans).
func (s *Store) Work(ctx context.Context, q Queue, log *slog.Logger, deliver Deliver) error {
	server := s.engine.(*postgres)
	pool, err := openPool(ctx, server.pool.Config().ConnString(), 4) // River's own: ours must not keep it from its work
	if err != nil {
		return err
	}
	defer pool.Close()
	key := rand.Int32N(math.MaxInt32)
	living := server.giveLife(context.WithoutCancel(ctx), key, q.Beat, log)
	defer living()
	workers := river.NewWorkers()
	river.AddWorker(workers, &letterWorker{deliver: deliver, alive: &server.session.life})
	client, err := river.NewClient(riverdatabasesql.NewWithPgxListener(openOn(pool), pool), &river.Config{
		ID:     clientName(key),
		Logger: slog.New(warnings{log.Handler()}), Workers: workers, Queues: map[string]river.QueueConfig{letterQueue: {MaxWorkers: max(1, q.Senders)}},
		FetchCooldown: 10 * time.Millisecond, // its default takes ten letters a second and sender
		JobTimeout:    q.Timeout, RescueStuckJobsAfter: q.RescueAfter, CompletedJobRetentionPeriod: time.Hour,
	})
	if err != nil {
		return msg.New("starting the queue", err)
	}
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return msg.New("starting the queue", server.named(err))
	}
	<-ctx.Done()
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), q.Timeout)
	defer cancel()
	return client.Stop(drain)
}

// clientName is a daemon's name with River, which each of its jobs bears: it holds the
// key of its sign of life.
func clientName(key int32) string {
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return fmt.Sprintf("duban-%d-%.60s", key, host)
}

// giveLife holds a daemon's sign of life, and takes it anew where its connection was
// lost, until stop is called.
func (e *postgres) giveLife(ctx context.Context, key int32, beat time.Duration, log *slog.Logger) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	given := func(before bool) bool {
		on, err := e.session.take(ctx, e.pool, sessionLock{lifeLock, key})
		if before && !on {
			log.Warn("sign of life lost, no letter is begun", "err", err)
		} else if on && !before {
			log.Info("sign of life given")
		}
		return on
	}
	on := given(false)
	var beats sync.WaitGroup
	beats.Go(func() {
		ticker := time.NewTicker(cmp.Or(beat, 5*time.Second))
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				on = given(on)
			case <-ctx.Done():
				return
			}
		}
	})
	return func() { cancel(); beats.Wait() }
}

// Orphan is a letter that a daemon works on which gives no sign of life.
type Orphan struct{ Job, Notice int64 }

// Orphans returns the letters of the office whose daemons give no sign of life now. A
// daemon that lives has its own again in a moment when it has lost its connection: only
// what is an orphan at several looks in a row is one.
func (s *Store) Orphans(ctx context.Context) (all []Orphan, err error) {
	if !s.Shared() {
		return nil, nil
	}
	err = s.list(ctx, &all, `
		SELECT j.id AS job, n.id AS notice FROM river_job j JOIN notice n ON n.id = CAST(j.args ->> 'notice' AS BIGINT)
		WHERE j.state = 'running' AND j.kind = 'letter' AND n.office = ?
			AND j.attempted_by[cardinality(j.attempted_by)] LIKE 'duban-%'
			AND NOT EXISTS (SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
				AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND CAST(l.classid AS BIGINT) = ?
				AND CAST(l.objid AS TEXT) = split_part(j.attempted_by[cardinality(j.attempted_by)], '-', 2))
		ORDER BY j.id`, s.opt.Office, lifeLock)
	return all, err
}

// Adopt hands orphans out anew at once, each as one that may have arrived.
func (s *Store) Adopt(ctx context.Context, now time.Time, orphans []Orphan) error {
	return s.act(ctx, now, func(t *tx) error {
		for some := range slices.Chunk(orphans, mostIDs) {
			var jobs, notices []int64
			for _, o := range some {
				jobs, notices = append(jobs, o.Job), append(notices, o.Notice)
			}
			if _, err := t.exec(`UPDATE notice SET lease_until = 0 WHERE state = 'sending' AND id IN `+places(1, len(some)), values(notices)...); err != nil {
				return err
			}
			if _, err := t.exec(`UPDATE river_job SET state = 'available' WHERE state = 'running' AND id IN `+places(1, len(some)), values(jobs)...); err != nil {
				return err
			}
		}
		return nil
	})
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
	alive   *atomic.Bool
}

func (w *letterWorker) Work(ctx context.Context, job *river.Job[letterJob]) error {
	if !w.alive.Load() {
		return river.JobSnooze(time.Second)
	}
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
