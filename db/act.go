package db

import (
	"context"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"

	"duban/checklist"
	"duban/internal/msg"
)

// tx is one act: everything in it happens at one instant, or not at all.
type tx struct {
	*sqlx.Tx
	s   *Store
	ctx context.Context
	ms  int64
	on  checklist.Day

	chain *checklist.Event // the chain's last event, once it has been read in this transaction
	due   []int64          // letters that this act lets go
}

// act runs fn as one act, whose instant is now, and returns when it is on disk.
//
// A sync costs far more than a statement, so acts that wait while another is
// being synced share the next transaction (group commit), each in a savepoint of
// its own: one that fails undoes itself and nobody else. Only what ends the
// transaction itself, as a full disk does, is returned to all who shared it.
func (s *Store) act(ctx context.Context, now time.Time, fn func(*tx) error) error {
	return s.await(&queuedAct{s: s, ctx: ctx, now: now, fn: fn, done: make(chan struct{})})
}

// await returns when an act is on disk.
func (s *Store) await(p *queuedAct) error {
	s.acts.add(p)
	s.wait(p)
	return p.result()
}

func (s *Store) wait(p *queuedAct) {
	for {
		select {
		case <-p.done:
			return
		case s.acts.writer <- struct{}{}: // nobody writes: write for all who wait
			s.writeAll(s.acts.take())
			<-s.acts.writer
		}
	}
}

// queuedAct is one caller's act, waiting for a transaction that it shares with others.
type queuedAct struct {
	s       *Store // whose office's
	ctx     context.Context
	now     time.Time
	fn      func(*tx) error
	sent    *sentLetter  // instead of fn: written by the same statements as others of its kind
	members []*queuedAct // those that fn writes together
	done    chan struct{}

	err      error
	panicked any
}

// finish lets the callers go on.
func (p *queuedAct) finish() {
	for _, m := range p.members {
		if m.panicked = p.panicked; p.err != nil {
			m.err = p.err
		}
		close(m.done)
	}
	if p.done != nil {
		close(p.done)
	}
}

func (p *queuedAct) result() error {
	if p.panicked != nil {
		panic(p.panicked)
	}
	return p.s.named(p.err)
}

// mostShared bounds how many acts share a transaction: the last of them must not
// keep the first waiting.
const mostShared = 200

// acts are those that wait for the writer.
type acts struct {
	mu      sync.Mutex
	waiting []*queuedAct
	writer  chan struct{} // a token that whoever writes holds
}

func newActs() *acts { return &acts{writer: make(chan struct{}, 1)} }

func (a *acts) add(p *queuedAct) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.waiting = append(a.waiting, p)
}

func (a *acts) take() []*queuedAct {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := min(len(a.waiting), mostShared)
	taken := a.waiting[:n:n]
	a.waiting = a.waiting[n:]
	return taken
}

// writeAll runs acts in one transaction and tells their callers.
func (s *Store) writeAll(queued []*queuedAct) {
	if len(queued) == 0 {
		return
	}
	queued = combine(queued)
	err := s.transact(queued)
	for _, p := range queued {
		if err != nil && p.err == nil {
			p.err = err
		}
		p.finish()
	}
}

// combine makes one act of an office's that are written by the same statements.
func combine(queued []*queuedAct) (all []*queuedAct) {
	sent := map[int64][]*queuedAct{}
	for _, p := range queued {
		if p.sent != nil {
			sent[p.s.opt.Office] = append(sent[p.s.opt.Office], p)
		} else {
			all = append(all, p)
		}
	}
	for _, queued := range sent {
		all = append(all, sendTogether(queued))
	}
	return all
}

// transact returns an error where the transaction as a whole came to nothing.
func (s *Store) transact(queued []*queuedAct) error {
	t, err := s.write.Beginx()
	if err != nil {
		return err
	}
	defer t.Rollback() //nolint:errcheck // after Commit it is a no-op, before it the error that matters is returned
	if err := s.own(context.Background(), t, s.opt.Office); err != nil {
		return err
	}
	shared := &tx{Tx: t}
	for _, p := range queued {
		if len(queued) == 1 {
			if shared.run(p); p.err != nil {
				return p.err
			}
			break
		}
		if err := shared.runInSavepoint(p); err != nil {
			return err
		}
	}
	return t.Commit()
}

func (t *tx) runInSavepoint(p *queuedAct) error {
	if _, err := t.Exec(`SAVEPOINT act`); err != nil {
		return err
	}
	if t.run(p); p.err != nil {
		t.chain = nil // what it added is undone
		if _, err := t.Exec(`ROLLBACK TO act`); err != nil {
			return msg.New("an error after another", err, p.err)
		}
	}
	_, err := t.Exec(`RELEASE act`)
	return err
}

// run runs an act unless its caller has gone. Once begun it is not interrupted:
// SQLite would roll back the others with it.
func (t *tx) run(p *queuedAct) {
	defer func() {
		if p.panicked = recover(); p.panicked != nil {
			p.err = msg.New("the program panicked", p.panicked)
		}
	}()
	if p.err = p.ctx.Err(); p.err == nil {
		t.of(p.s)
		t.ctx, t.ms, t.on = context.WithoutCancel(p.ctx), p.now.UnixMilli(), checklist.DayOf(p.now, p.s.opt.Zone)
		t.due = nil
		if p.err = p.fn(t); p.err == nil && len(t.due) > 0 {
			p.err = p.s.enqueue(t.ctx, t.Tx.Tx, p.s.opt.Office, t.due)
		}
	}
}

// of turns a shared transaction to the office of its next act.
func (t *tx) of(s *Store) {
	if t.s != nil && t.s.opt.Office != s.opt.Office {
		t.chain = nil
	}
	t.s = s
}
