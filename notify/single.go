package notify

import (
	"context"
	"time"

	"duban/checklist"
	"duban/db"
)

// Deliver delivers one letter that was handed out to this daemon, and returns how
// long after it is to be handed out again; 0 is never, since it has gone, has failed
// for good or need not go. lease is how long it is ours.
func (c *Courier) Deliver(ctx context.Context, notice int64, lease time.Duration) (again time.Duration, err error) {
	if !c.acquire(ctx) {
		return time.Second, nil
	}
	defer func() { <-c.senders }()
	s := c.sending()
	faults := map[int64]error{}
	claimed, again, err := c.store.ClaimLetter(ctx, c.now(), s.office.Hours, notice, lease, func(all []db.Notice) { faults = s.renderAll(all) })
	if err != nil || len(claimed) == 0 {
		return again, err
	}
	if fault := faults[notice]; fault != nil {
		return unlessRecorded(s.fail(ctx, claimed[0], fault)), nil
	}
	return s.single(ctx, claimed[0])
}

// acquireWait is how long a sender waits for its slot at the office's relay: letters
// are handed out office by office, and most slots come free in a moment; but no office
// keeps another's letters waiting for a slow relay.
const acquireWait = 200 * time.Millisecond

// acquire reports whether the caller may send now, beside the office's other letters.
func (c *Courier) acquire(ctx context.Context) bool {
	timer := time.NewTimer(acquireWait)
	defer timer.Stop()
	select {
	case c.senders <- struct{}{}:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}

// single sends one letter in a conversation of its own.
func (s *sending) single(ctx context.Context, n db.Notice) (again time.Duration, err error) {
	conv := s.sender.Converse()
	defer conv.Release()
	results := make(chan result, 1)
	s.attempt(ctx, conv, s.outgoing(n, time.Time{}), nil, func(r result) { results <- r })
	r := <-results
	switch {
	case r.untried:
		return time.Second, s.store.GiveBack(context.WithoutCancel(ctx), s.now(), []db.Notice{n})
	case r.State != checklist.AttemptSent && r.recorded:
		return time.Second, nil // whether it is tried again, and when, is asked when it is handed out again
	}
	return unlessRecorded(r.recorded), nil
}

// unlessRecorded asks again for a letter whose outcome is not stored: it may have
// gone, and stays ours until its lease ends.
func unlessRecorded(recorded bool) (again time.Duration) {
	if recorded {
		return 0
	}
	return time.Second
}
