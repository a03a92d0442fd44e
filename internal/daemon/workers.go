package daemon

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"time"
)

// worker is something that goes on until ctx ends.
type worker func(ctx context.Context) error

// sideBySide runs workers until ctx ends, or one of them does: then all are told to stop.
func sideBySide(ctx context.Context, workers []worker) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var all sync.WaitGroup
	errs := make([]error, len(workers))
	for n, w := range workers {
		all.Go(func() {
			defer stop()
			errs[n] = UnlessStopped(ctx, w(ctx))
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// UnlessStopped is err, unless all it says is that ctx has ended: to be told to stop
// in the middle of something is no failure.
func UnlessStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, ctx.Err()) {
		return nil
	}
	return err
}

// restarting runs a worker of one office again when it has failed: it is nothing to
// the other offices.
func (i *instance) restarting(w worker) worker {
	return func(ctx context.Context) error {
		for {
			err := recovered(ctx, w)
			if ctx.Err() != nil {
				return err
			}
			i.log.Error("worker failed, restarting in 1m", "err", err)
			if !sleep(ctx, time.Minute) {
				return nil
			}
		}
	}
}

// recovered makes an error of a worker's panic.
func recovered(ctx context.Context, w worker) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return w(ctx)
}

// sleep returns after a while; false when ctx has ended.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
