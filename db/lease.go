package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sys/unix"

	"duban/checklist"
	"duban/internal/msg"
)

// ErrLeased says that another daemon works on this database.
var ErrLeased = errors.New("another daemon holds the lease")

// Lease makes this process the one daemon of the database, where it bears only one,
// until Close or the end of the process, however it ends. What the last one had no
// more time to store is stored.
func (s *Store) Lease() (err error) {
	if err := s.lease(); err != nil || s.Shared() {
		return err
	}
	if s.sent, err = openSentLog(s.where()); err != nil {
		return s.named(err)
	}
	if s.wire, err = openWireLog(s.where()); err != nil {
		return s.named(err)
	}
	if err := s.storeSentLog(); err != nil {
		return err
	}
	return s.named(s.storeWireLog())
}

// inherit stores what a daemon that died has left in its log. One that lives does so
// itself.
func (s *Store) inherit(file *sqlite) error {
	if s.sent != nil {
		return nil
	}
	err := s.Lease()
	if errors.Is(err, ErrLeased) {
		return nil
	}
	return errors.Join(err, s.closeLogs(), file.close())
}

// lease locks a file beside the database: the kernel gives a flock back.
func (e *sqlite) lease() error {
	f, err := os.OpenFile(e.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return msg.New("taking the lease", err)
	}
	if err := lockSoon(f); err != nil {
		f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return ErrLeased
		}
		return msg.New("taking the lease", err)
	}
	e.lock = f
	if err := f.Truncate(0); err != nil {
		return msg.New("taking the lease", err)
	}
	_, err = fmt.Fprintf(f, "%d\n", os.Getpid()) // for Holder
	return e.named(err)
}

// lockSoon waits a moment: who asks for the Holder locks the file for an instant.
func lockSoon(f *os.File) (err error) {
	for range 10 {
		if err = unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); !errors.Is(err, unix.EWOULDBLOCK) {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return err
}

// Holder returns the process that holds the lease of a database; ErrNotFound when
// none does.
func Holder(path string) (pid int, err error) {
	f, err := os.Open(path + ".lock")
	if err != nil {
		return 0, checklist.ErrNotFound
	}
	defer f.Close()
	if err := unix.Flock(int(f.Fd()), unix.LOCK_SH|unix.LOCK_NB); err == nil {
		return 0, checklist.ErrNotFound // what the file says is left from a process that has ended
	}
	if _, err := fmt.Fscan(f, &pid); err != nil {
		return 0, msg.New("reading who holds the lease", err)
	}
	return pid, nil
}

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
	on, err := server.session.take(ctx, server.pool, sessionLock{dutyLock, int32(s.opt.Office)})
	if err != nil {
		return false, msg.New("asking for the duty", server.named(err))
	}
	return on, nil
}

// Classes of the advisory locks that daemons hold for as long as they live.
const (
	dutyLock = officeLock + 1 // an office's duty
	lifeLock = officeLock + 2 // a daemon's sign of life
)

type sessionLock struct{ class, key int32 }

// sessionPatience is how long the server is waited for.
const sessionPatience = 10 * time.Second

// session is one connection, which does nothing but hold locks: what it holds ends
// with it.
type session struct {
	mu   sync.Mutex
	conn *pgxpool.Conn
	held map[sessionLock]bool
	life atomic.Bool // the sign of life is held, as far as is known
}

// take reports whether the session holds a lock, and takes it where nobody does.
func (d *session) take(ctx context.Context, pool *pgxpool.Pool, lock sessionLock) (on bool, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	ctx, done := context.WithTimeout(context.WithoutCancel(ctx), sessionPatience) // to break off closes the connection, which holds other locks
	defer done()
	if d.conn == nil {
		if d.conn, err = pool.Acquire(ctx); err != nil {
			return false, err
		}
		d.held = map[sessionLock]bool{}
	}
	if d.held[lock] {
		err = d.conn.Ping(ctx)
		on = err == nil
	} else {
		err = d.conn.QueryRow(ctx, `SELECT pg_try_advisory_lock($1, $2)`, lock.class, lock.key).Scan(&on)
		d.held[lock] = on
	}
	switch {
	case err != nil: // a broken connection, and all locks with it
		d.life.Store(false)
		d.conn.Conn().Close(ctx) //nolint:errcheck // it is broken
		d.conn.Release()
		d.conn = nil
	case lock.class == lifeLock:
		d.life.Store(on)
	}
	return on, err
}

func (d *session) close() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.life.Store(false)
	if d.conn != nil {
		_, _ = d.conn.Exec(context.Background(), `SELECT pg_advisory_unlock_all()`) // at once: the end of the connection does it a little later
		d.conn.Conn().Close(context.Background())                                   //nolint:errcheck // nothing is left to lose
		d.conn.Release()
		d.conn = nil
	}
}
