package imap

import (
	"context"
	"errors"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"duban/internal/msg"
)

// idleFor is how long one IDLE lasts. A connection that died in silence is found
// out at its end, and folders that IDLE does not watch are read.
const idleFor = 5 * time.Minute

// wait returns when there may be new mail: told by IDLE (RFC 2177) of the folder
// that was opened last, or after a while.
func (s *session) wait(ctx context.Context) error {
	if !s.c.Caps().Has(imap.CapIdle) {
		sleep(ctx, s.m.Poll)
		return ctx.Err()
	}
	var idle *imapclient.IdleCommand
	err := s.quick(ctx, msg.New("waiting for mail interrupted"), func() (err error) {
		idle, err = s.c.Idle()
		return err
	})
	if err != nil {
		return err
	}
	s.untilGrown(ctx)
	return s.quick(ctx, msg.New("waiting for mail interrupted"), func() error {
		return errors.Join(idle.Close(), idle.Wait())
	})
}

func (s *session) untilGrown(ctx context.Context) {
	timer := time.NewTimer(idleFor)
	defer timer.Stop()
	select {
	case <-s.changed:
	case <-s.c.Closed():
	case <-timer.C:
	case <-ctx.Done():
	}
}
