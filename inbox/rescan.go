package inbox

import (
	"context"
	"sync"
	"time"

	"duban/db"
)

// Rescan has every stored mail processed that waits for it, until ctx ends: those that
// another process stored, to be processed by the daemon, and those whose processing
// failed. It looks at once and then every so often, which costs a question to an index.
func (p *Processor) Rescan(ctx context.Context, every time.Duration) error {
	q := p.NewQueue()
	defer q.Close()
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		if err := p.rescan(ctx, q); err != nil && ctx.Err() == nil {
			p.log.Error("listing unprocessed mail failed", "err", err)
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

func (p *Processor) rescan(ctx context.Context, q *Queue) error {
	waiting, err := p.store.Unprocessed(ctx)
	for _, m := range waiting {
		if ctx.Err() != nil {
			break
		}
		q.add(m)
	}
	return err
}

// nextTry is when a mail is processed again that could not be: a reason as a full
// disk does not pass in seconds, and each try is an error in the log.
const nextTry = time.Minute

// inHand are the mails that a worker has, or that must wait for their next try.
type inHand struct {
	mu    sync.Mutex
	until map[int64]time.Time // zero: a worker has it
}

// take says whether a mail is the caller's to process.
func (h *inHand) take(m db.Mail, now time.Time) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until, taken := h.until[m.ID]; taken && (until.IsZero() || now.Before(until)) {
		return false
	}
	h.until[m.ID] = time.Time{}
	return true
}

// done is a mail that needs no processing any more.
func (h *inHand) done(m db.Mail) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.until, m.ID)
}

// putOff is a mail that could not be processed.
func (h *inHand) putOff(m db.Mail, until time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.until[m.ID] = until
}
