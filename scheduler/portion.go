package scheduler

import (
	"context"
	"fmt"
	"maps"
	"runtime/debug"
	"sync"

	"duban/db"
)

// portion is what was decided for the people of a batch. Of the facts it keeps what
// the letters to those above will say: the others are gone before the next is decided.
type portion struct {
	round    db.Round
	up       []climbing
	mates    map[int64][]db.Mate
	contacts map[int64]db.Contact
}

// decide decides the letters to the people of a batch, to half of them beside the
// other half.
func (w *work) decide(ctx context.Context, b batch) (p portion, err error) {
	one, other := b.halves()
	if len(other) == 0 {
		return w.decideFor(ctx, one)
	}
	var q portion
	err = sideBySide(
		func() (err error) { p, err = w.decideFor(ctx, one); return err },
		func() (err error) { q, err = w.decideFor(ctx, other); return err })
	if err != nil {
		return p, err
	}
	return p.and(q), nil
}

func (w *work) decideFor(ctx context.Context, people batch) (p portion, err error) {
	f, err := w.gather(ctx, w.r, w.facts, people.parties())
	if err != nil {
		return p, err
	}
	p = portion{mates: map[int64][]db.Mate{}, contacts: map[int64]db.Contact{}}
	p.round, p.up = w.r.remindAll(f, w.hour)
	for _, c := range p.up {
		p.mates[c.Item], p.contacts[c.ID] = f.mates[c.Item], f.contacts[c.ID]
	}
	return p, nil
}

// and makes one portion of two.
func (p portion) and(q portion) portion {
	p.round, p.up = together(p.round, q.round), append(p.up, q.up...)
	maps.Copy(p.mates, q.mates)
	maps.Copy(p.contacts, q.contacts)
	return p
}

// climb notes what climbs for the letters that come last.
func (w *work) climb(p portion) {
	w.up = append(w.up, p.up...)
	maps.Copy(w.mates, p.mates)
	maps.Copy(w.contacts, p.contacts)
}

// together makes one round of two.
func together(a, b db.Round) db.Round {
	a.Letters, a.Idle = append(a.Letters, b.Letters...), append(a.Idle, b.Idle...)
	maps.Copy(a.Next, b.Next)
	return a
}

// sideBySide does two things at once and returns when both have ended. A panic is
// an error: where it happens nobody would catch it.
func sideBySide(one, other func() error) error {
	var first, second error
	var both sync.WaitGroup
	both.Go(func() { second = caught(other) })
	first = caught(one)
	both.Wait()
	if first != nil {
		return first
	}
	return second
}

// caught makes an error of a panic.
func caught(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return do()
}
