package db

import (
	"errors"
	"fmt"
	"os"
	"time"

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
	return s.storeSentLog()
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
	if s.sent != nil {
		err = errors.Join(err, s.sent.close())
		s.sent = nil
	}
	return errors.Join(err, file.close())
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
