package inquire

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/inbox"
	"duban/internal/msg"
	"duban/internal/office"
	"duban/scheduler"
)

// Simulation says which days are to be played.
type Simulation struct {
	From, To checklist.Day // From 0: today, or where To has passed what led to it
	Answers  []Answer
}

// PlannedLetter is a letter that a simulated day brings.
type PlannedLetter struct {
	Date   checklist.Day `json:"date"`
	To     string        `json:"to"`
	Kind   letter.Kind   `json:"kind"`
	Items  []int         `json:"items"`
	Steps  []string      `json:"steps"`
	Reason msg.Message   `json:"reason"`
}

func planned(n db.Notice) PlannedLetter {
	l := PlannedLetter{Date: n.Letter.On, To: n.Person, Kind: n.Kind, Reason: n.Reason, Items: []int{}, Steps: []string{}}
	for _, line := range n.Letter.Lines {
		if !slices.Contains(l.Items, line.No) {
			l.Items = append(l.Items, line.No)
		}
		if line.Step != "" {
			l.Steps = append(l.Steps, fmt.Sprintf("%d %s", line.No, line.Step))
		}
	}
	return l
}

// Simulate copies the database of one office, plays days on the copy by the rules of
// another (or the same), and shows each letter that they bring.
func Simulate(ctx context.Context, data, rules *office.Office, now time.Time, sim Simulation, show func(PlannedLetter)) error {
	return onCopy(ctx, data, rules, func(store *db.Store) (err error) {
		today := checklist.DayOf(now, store.Zone())
		if sim.From == 0 {
			if sim.From, err = firstDay(ctx, store, today, sim.To); err != nil {
				return err
			}
		}
		if err := store.ForgetPlanned(ctx, sim.From); err != nil {
			return err
		}
		p := newPlayer(rules, store, now, sim, func(n db.Notice) error { show(planned(n)); return nil })
		if err := store.AskAgain(ctx, sim.From.At(0, 0, rules.Zone)); err != nil { // the rules may differ from those in use
			return err
		}
		if err := p.scheduler.GoOn(ctx, today); err != nil {
			return err
		}
		return p.play(ctx, p.answer)
	})
}

// onCopy lets do work on a copy of an office's database, by the rules of another, and
// throws the copy away.
func onCopy(ctx context.Context, data, rules *office.Office, do func(*db.Store) error) error {
	dir, err := os.MkdirTemp("", "duban-simulate-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	copied := filepath.Join(dir, "duban.db")
	if err := data.Store.CopyTo(ctx, copied); err != nil {
		return err
	}
	store, err := db.Open(ctx, copied, rules.Options())
	if err != nil {
		return err
	}
	defer store.Close()
	return do(store)
}

// firstDay is today, where the daemon is: what nobody planned on days before goes today.
// Of days that have passed it is the first of any list, unless they were planned.
func firstDay(ctx context.Context, store *db.Store, today, to checklist.Day) (checklist.Day, error) {
	if to >= today {
		return today, nil
	}
	first := to
	planned, err := store.LastPlanned(ctx, today+1)
	if err != nil || planned != 0 {
		return to, err
	}
	lists, err := store.Checklists(ctx)
	for _, l := range lists {
		first = min(first, l.Start)
	}
	return first, err
}

// player plays days on a copy of the database.
type player struct {
	Simulation
	*office.Office
	store     *db.Store // the copy
	now       time.Time // really: what is left of today is played
	at        time.Time
	scheduler *scheduler.Scheduler
	processor *inbox.Processor
	unproven  checklist.Unproven // what becomes of the answers: no server has seen them
	show      func(db.Notice) error
	last      int64 // the newest letter shown
	serial    int
}

func newPlayer(o *office.Office, store *db.Store, now time.Time, sim Simulation, show func(db.Notice) error) *player {
	p := &player{Simulation: sim, Office: o, store: store, now: now, unproven: checklist.BelieveUnproven, show: show}
	rules := o.Rules()
	rules.StaleAfter = 0  // nobody reads mail in a simulation
	rules.MostLetters = 0 // it shows what would go
	quiet := slog.New(slog.DiscardHandler)
	p.scheduler = scheduler.New(store, func() scheduler.Rules { return rules }, quiet)
	policy := func() inbox.Policy {
		policy := o.Policy()
		policy.Unproven = p.unproven
		return policy
	}
	p.processor = inbox.NewProcessor(store, policy, func() time.Time { return p.at }, quiet, nil)
	return p
}

// play lives the days; on each, when its letters have gone, people answer.
func (p *player) play(ctx context.Context, answer func(context.Context, checklist.Day) error) error {
	before, err := p.store.Notices(ctx, db.NoticeFilter{})
	if err != nil {
		return err
	}
	if len(before) > 0 {
		p.last = before[len(before)-1].ID
	}
	for d := p.From; d <= p.To; d++ {
		p.at = p.Hours().Opens(d, p.Zone)
		if d == checklist.DayOf(p.now, p.Zone) && p.now.After(p.at) {
			p.at = p.now
		}
		if _, err := p.scheduler.PlanDue(ctx, p.at); err != nil {
			return err
		}
		if err := p.send(ctx); err != nil {
			return err
		}
		if err := answer(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// send lets everything that waits go, and shows it.
func (p *player) send(ctx context.Context) error {
	if err := p.store.AssumeSent(ctx, p.at.Add(p.Config.Ladder.Spread.Duration), p.Hours()); err != nil {
		return err
	}
	list, err := p.store.Notices(ctx, db.NoticeFilter{After: p.last})
	for _, n := range list {
		p.last = n.ID
		if err := p.show(n); err != nil {
			return err
		}
	}
	return err
}
