package db

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

// Where several daemons share a database, one at a time plans for an office and
// reads its mailboxes: it has the duty. What it plans would be the same twice, but
// two would log in to every mailbox and plan every day.

// Duty reports whether this daemon has the duty for the office, and takes it where
// nobody has. It ends with the connection to the database: a daemon that dies loses
// it at once, one whose machine is lost within half a minute.
func (s *Store) Duty(ctx context.Context) (bool, error) {
	server, ok := s.engine.(*postgres)
	if !ok {
		return true, nil // the lease has made it the only one
	}
	on, err := server.duties.take(ctx, server.pool, s.opt.Office)
	if err != nil {
		return false, fmt.Errorf("asking for the duty: %w", server.named(err))
	}
	return on, nil
}

// dutyLock is the class of the advisory locks that are duties.
const dutyLock = officeLock + 1

// dutyPatience is how long the server is waited for.
const dutyPatience = 10 * time.Second

// duties are held by one connection, which does nothing else.
type duties struct {
	mu   sync.Mutex
	conn *pgxpool.Conn
	held map[int64]bool
}

func (d *duties) take(ctx context.Context, pool *pgxpool.Pool, office int64) (on bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), dutyPatience) // to break off closes the connection, which holds other offices' duties
	defer done()
	if d.conn == nil {
		if d.conn, err = pool.Acquire(ctx); err != nil {
			return false, err
		}
		d.held = map[int64]bool{}
	}
	if d.held[office] {
		err = d.conn.Ping(ctx)
		on = err == nil
	} else {
		err = d.conn.QueryRow(ctx, `SELECT pg_try_advisory_lock($1, $2)`, dutyLock, int32(office)).Scan(&on)
		d.held[office] = on
	}
	if err != nil { // a broken connection, and all duties with it
		d.conn.Conn().Close(ctx) //nolint:errcheck // it is broken
		d.conn.Release()
		d.conn = nil
	}
	return on, err
}

func (d *duties) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.conn != nil {
		_, _ = d.conn.Exec(context.Background(), `SELECT pg_advisory_unlock_all()`) // at once: the end of the connection does it a little later
		d.conn.Conn().Close(context.Background())                                   //nolint:errcheck // nothing is left to lose
		d.conn.Release()
		d.conn = nil
	}
}
