package db

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sys/unix"

	"duban/checklist"
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
		return fmt.Errorf("taking the lease: %w", err)
	}
	if err := lockSoon(f); err != nil {
		f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return ErrLeased
		}
		return fmt.Errorf("taking the lease: %w", err)
	}
	e.lock = f
	if err := f.Truncate(0); err != nil {
		return fmt.Errorf("taking the lease: %w", err)
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
		return 0, fmt.Errorf("reading who holds the lease: %w", err)
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
