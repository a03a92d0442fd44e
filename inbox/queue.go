package inbox

import (
	"context"
	"hash/maphash"
	"sync"
	"sync/atomic"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/inbox/message"
)

// Queue receives what listeners deliver: it stores a message, so that its peer waits for
// the disk only, and processes it in the background. A sender's messages are processed
// in the order in which they came; those of different senders share a sync (group commit).
type Queue struct {
	p       *Processor
	lanes   [queueLanes]chan db.Mail
	queued  atomic.Int64 // messages so far
	seed    maphash.Seed
	workers sync.WaitGroup

	closing atomic.Bool
	ctx     context.Context
	stop    context.CancelFunc
}

const (
	queueLanes   = 8
	laneLength   = 256 // messages that wait; with more, their peers wait too
	drainTimeout = 5 * time.Second

	yieldStep = 10 * time.Millisecond
	mostYield = 100 // steps
)

// NewQueue starts the workers; Close ends them.
func (p *Processor) NewQueue() *Queue {
	q := &Queue{p: p, seed: maphash.MakeSeed()}
	q.ctx, q.stop = context.WithCancel(context.Background())
	for i := range q.lanes {
		lane := make(chan db.Mail, laneLength)
		q.lanes[i] = lane
		q.workers.Go(func() { q.work(lane) })
	}
	return q
}

// Receive stores a message and queues it; when it returns without error the message is
// on disk.
func (q *Queue) Receive(ctx context.Context, in message.Arrival) error {
	m, _, err := q.p.Receive(ctx, in)
	if err == nil && m.State == checklist.MailReceived {
		q.add(m)
	}
	return err
}

// add queues a stored message behind those of its sender, unless a worker has it.
func (q *Queue) add(m db.Mail) {
	if !q.p.inHand.take(m, q.p.now()) {
		return
	}
	q.queued.Add(1)
	q.lanes[maphash.String(q.seed, m.Envelope)%queueLanes] <- m
}

// work processes one message after the other. One that cannot be processed now stays
// stored as it came, until Rescan or Pending takes it up.
func (q *Queue) work(lane <-chan db.Mail) {
	var seen int64
	for m := range lane {
		seen = q.yieldToIntake(seen, lane)
		if q.ctx.Err() != nil {
			continue // the daemon stops: its next start begins with these
		}
		q.process(m)
	}
}

func (q *Queue) process(m db.Mail) {
	if _, err := q.inTurn(m); err != nil {
		q.p.log.Error("mail stored but not processed", "mail", m.ID, "err", err)
		q.p.inHand.putOff(m, q.p.now().Add(nextTry))
		return
	}
	q.p.inHand.done(m)
}

// yieldToIntake delays processing while mail is arriving, at most 1 s and not where many
// wait: who delivers a message waits for its 250, nobody waits for its processing yet.
func (q *Queue) yieldToIntake(seen int64, lane <-chan db.Mail) int64 {
	for range mostYield {
		queued := q.queued.Load()
		if queued == seen || len(lane) > laneLength/2 || q.closing.Load() {
			return queued
		}
		seen = queued
		time.Sleep(yieldStep)
	}
	return seen
}

// Close processes what waits, for drainTimeout at most. Nothing may be received after it.
func (q *Queue) Close() {
	q.closing.Store(true)
	for _, lane := range q.lanes {
		close(lane)
	}
	late := time.AfterFunc(drainTimeout, q.stop)
	q.workers.Wait()
	late.Stop()
	q.stop()
}

// inTurn processes a message. Where several daemons share a database, one of them may
// have died with an earlier message of the same sender in its hands: that one comes first.
func (q *Queue) inTurn(m db.Mail) (db.Disposition, error) {
	if q.p.store.Shared() {
		earlier, err := q.p.store.UnprocessedBefore(q.ctx, m)
		if err != nil {
			return db.Disposition{}, err
		}
		for _, e := range earlier {
			if _, err := q.p.File(q.ctx, e); err != nil {
				q.p.log.Error("mail stored but not processed", "mail", e.ID, "err", err)
			}
		}
	}
	return q.p.File(q.ctx, m)
}
