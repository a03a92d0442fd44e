package db

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// ErrLeased says that another daemon works on this database.
var ErrLeased = errors.New("another daemon holds the lease")

// Lease makes this process the one daemon of the database, until Close or the
// end of the process, however it ends: the kernel gives a flock back.
func (s *Store) Lease() error {
	f, err := os.OpenFile(s.path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("taking the lease: %w", err)
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		f.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return ErrLeased
		}
		return fmt.Errorf("taking the lease: %w", err)
	}
	s.lock = f
	return nil
}
