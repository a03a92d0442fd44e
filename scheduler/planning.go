package scheduler

import (
	"cmp"
	"context"
	"slices"
	"time"

	"duban/checklist"
	"duban/db"
)

// planning plans one day, batch by batch, each stored in one act
// together with the days on which its ladders are asked next. Planning that is cut
// short has therefore only to be done again: who has his letter is no longer due.
//
// The letters to those above and the reports come in the last act, since one of
// them speaks of many people. What they rest on stays due until then.
type planning struct {
	*Scheduler
	facts     // what holds for everybody, and of what climbs all that is said of it
	r         Rules
	now, hour time.Time
	batches   []batch
	up        []climbing
	own       map[string]ownDue
	letters   *letterCounts // as they were before this planning; nil: not read yet
	planned   int           // letters that this planning has decided
}

func (s *Scheduler) newPlanning(ctx context.Context, r Rules, due []db.DueParty, now, hour time.Time) (w *planning, err error) {
	w = &planning{Scheduler: s, r: r, now: now, hour: hour}
	on := checklist.DayOf(now, s.store.Zone())
	absences, err := s.store.Absences(ctx, on)
	if err != nil {
		return nil, err
	}
	w.r.Directory = r.Directory.Acting(absences, on)
	w.batches = w.r.batches(due, s.most)
	if w.facts, err = s.standing(ctx, r, on, now); err != nil {
		return nil, err
	}
	w.reset()
	return w, nil
}

// reset drops what earlier batches collected.
func (w *planning) reset() {
	w.up, w.own, w.mates, w.contacts, w.instructions = nil, map[string]ownDue{}, map[int64][]db.Mate{}, map[int64]db.Contact{}, map[int64][]db.Instruction{}
}

// do decides and stores the plan, and returns how many letters that made.
func (w *planning) run(ctx context.Context) (letters int, err error) {
	if len(w.batches) > 1 {
		return w.runInBatches(ctx)
	}
	plan := w.r.newPlan(w.on)
	for _, b := range w.batches {
		p, err := w.decide(ctx, b)
		if err != nil {
			return 0, err
		}
		plan = p.plan
		w.climb(p)
	}
	w.planned = len(plan.Letters)
	end, err := w.last(ctx)
	if err != nil {
		return 0, err
	}
	plan = merge(plan, end)
	if stops, err := w.exceeds(ctx, len(plan.Letters)); err != nil || stops {
		return w.askClerk(ctx, len(plan.Letters), err)
	}
	w.r.spread(plan.Letters, 0, len(plan.Letters))
	return w.keep(ctx, plan)
}

func (w *planning) runInBatches(ctx context.Context) (letters int, err error) {
	if n, stops, err := w.dryRun(ctx); err != nil || stops {
		return w.askClerk(ctx, n, err)
	}
	if err := w.countLetters(ctx); err != nil { // the reports speak of the letters before this day's
		return 0, err
	}
	if letters, err = w.runBatches(ctx); err != nil {
		return letters, err
	}
	w.planned = letters
	end, err := w.last(ctx)
	if err != nil {
		return letters, err
	}
	w.r.spread(end.Letters, letters, letters+len(end.Letters))
	n, err := w.keep(ctx, end)
	return letters + n, err
}

// keep stores what was planned, with the hours in which it leaves.
func (w *planning) keep(ctx context.Context, plan db.Plan) (letters int, err error) {
	plan.Hours = w.r.hours()
	plan.Letters = slices.Concat(plan.Letters, w.r.copies(plan.Letters))
	return w.store.Plan(ctx, w.now, plan)
}

// runBatches decides each batch while the one before is being stored: they concern
// different people, and what letters to others say changes nothing for these.
func (w *planning) runBatches(ctx context.Context) (letters int, err error) {
	next, err := w.decide(ctx, w.batches[0])
	for i := range w.batches {
		if err != nil {
			break
		}
		is := next
		err = parallel(
			func() error {
				n, err := w.storePortion(ctx, is, letters)
				letters += n
				return err
			},
			func() (err error) {
				if i+1 < len(w.batches) {
					next, err = w.decide(ctx, w.batches[i+1])
				}
				return err
			})
	}
	return letters, err
}

// storePortion stores what was decided for the people of a batch, after so many letters.
func (w *planning) storePortion(ctx context.Context, p portion, before int) (letters int, err error) {
	w.r.spread(p.plan.Letters, before, people(w.batches))
	letters, err = w.keep(ctx, p.plan)
	for i, c := range p.up {
		if again, ok := p.plan.Next[c.ID]; ok { // the letter of the day was known: its step is asked for again
			p.up[i].Next = again
		}
	}
	w.climb(p)
	return letters, err
}

// last decides the letters that speak of everybody.
func (w *planning) last(ctx context.Context) (db.Plan, error) {
	plan, to := w.r.raise(w.facts, w.up, w.own, w.hour)
	reports, err := w.reports(ctx, plan.Letters, to)
	plan.Letters, plan.Reports = append(plan.Letters, reports...), true
	return plan, err
}

// reports decides the digests and the clerk's letter, once a day. What a supervisor is to
// read beside an escalation goes into that letter.
func (w *planning) reports(ctx context.Context, escalations []db.PlannedLetter, to raised) ([]db.PlannedLetter, error) {
	if w.reported == w.on && len(to.steps) == 0 && len(to.own) == 0 {
		return nil, nil
	}
	if err := w.countLetters(ctx); err != nil {
		return nil, err
	}
	l, err := w.readLedger(ctx, w.r, w.on, w.now)
	if err != nil {
		return nil, err
	}
	l.letters, l.unread = *w.letters, w.facts.unread
	l.letters.planned = w.planned + len(escalations)
	letters, err := w.digests(ctx, w.r, l, to, w.hour)
	if err != nil {
		return nil, err
	}
	overviews, err := w.overviews(ctx, w.r, l, escalations, w.hour)
	if err != nil {
		return nil, err
	}
	l.letters.planned += len(letters) + len(overviews) + len(w.r.Directory.WithDuty(checklist.DutyClerk))
	clerk, err := w.clerkLetters(ctx, w.r, l, w.now, w.hour)
	return slices.Concat(letters, overviews, clerk), err
}

// letterCounts are the letters of a day, and those since the workday before.
type letterCounts struct {
	today, recent db.LetterCounts
	planned       int // by this planning, the clerk's own letter with them
}

func (w *planning) countLetters(ctx context.Context) (err error) {
	if w.letters != nil {
		return nil
	}
	midnight, c := w.on.At(0, 0, w.zone), letterCounts{}
	if c.today, err = w.store.LetterCounts(ctx, midnight); err != nil {
		return err
	}
	last, err := w.store.LastPlanned(ctx, w.on)
	if err != nil {
		return err
	}
	c.recent, err = w.store.LetterCounts(ctx, cmp.Or(last, w.on-1).At(0, 0, w.zone))
	w.letters = &c
	return err
}
