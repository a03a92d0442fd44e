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
	plan         db.Plan
	up           []climbing
	own          map[string]ownDue // of each director
	mates        map[int64][]db.Mate
	contacts     map[int64]db.Contact
	instructions map[int64][]db.Instruction
}

// decide decides the letters to the people of a batch, to half of them beside the
// other half.
func (w *planning) decide(ctx context.Context, b batch) (p portion, err error) {
	one, other := b.halves()
	if len(other) == 0 {
		return w.decideFor(ctx, one)
	}
	var q portion
	err = parallel(
		func() (err error) { p, err = w.decideFor(ctx, one); return err },
		func() (err error) { q, err = w.decideFor(ctx, other); return err })
	if err != nil {
		return p, err
	}
	return p.merge(q), nil
}

func (w *planning) decideFor(ctx context.Context, people batch) (p portion, err error) {
	f, err := w.gather(ctx, w.r, w.facts, people.parties())
	if err != nil {
		return p, err
	}
	p = portion{mates: map[int64][]db.Mate{}, contacts: map[int64]db.Contact{}, instructions: map[int64][]db.Instruction{}}
	p.plan, p.up, p.own = w.r.remindAll(f, w.hour)
	for _, c := range p.up {
		p.mates[c.Item], p.contacts[c.ID], p.instructions[c.ID] = f.mates[c.Item], f.contacts[c.ID], f.instructions[c.ID]
	}
	return p, nil
}

// merge makes one portion of two.
func (p portion) merge(q portion) portion {
	p.plan, p.up = merge(p.plan, q.plan), append(p.up, q.up...)
	maps.Copy(p.own, q.own)
	maps.Copy(p.mates, q.mates)
	maps.Copy(p.contacts, q.contacts)
	maps.Copy(p.instructions, q.instructions)
	return p
}

// climb notes what climbs for the letters that come last.
func (w *planning) climb(p portion) {
	w.up = append(w.up, p.up...)
	maps.Copy(w.own, p.own)
	maps.Copy(w.mates, p.mates)
	maps.Copy(w.contacts, p.contacts)
	maps.Copy(w.instructions, p.instructions)
}

// merge makes one plan of two.
func merge(a, b db.Plan) db.Plan {
	a.Letters, a.Idle = append(a.Letters, b.Letters...), append(a.Idle, b.Idle...)
	maps.Copy(a.Next, b.Next)
	a.Reports = a.Reports || b.Reports
	return a
}

// parallel does two things at once and returns when both have ended. A panic is
// an error: where it happens nobody would catch it.
func parallel(one, other func() error) error {
	var first, second error
	var both sync.WaitGroup
	both.Go(func() { second = recovered(other) })
	first = recovered(one)
	both.Wait()
	if first != nil {
		return first
	}
	return second
}

// recovered makes an error of a panic.
func recovered(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return do()
}
