package scheduler

import (
	"context"
	"math"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// exceeds reports whether so many letters must not go: it is more than the
// office expects, a list imported twice over, a calendar gone wrong. Nothing of it
// is planned; the clerk is asked once, and the next beat after his word goes on.
func (w *planning) exceeds(ctx context.Context, letters int) (bool, error) {
	if w.r.MostLetters == 0 || letters <= w.r.MostLetters {
		return false, nil
	}
	released, err := w.store.Released(ctx, w.on, w.r.closedBefore(w.on, w.zone))
	if released {
		w.stopped = 0
	}
	return !released, err
}

// dryRun decides a plan of many batches once without storing anything, to know
// before the first of them is written whether the whole of it may go.
func (w *planning) dryRun(ctx context.Context) (letters int, stops bool, err error) {
	if stops, err := w.exceeds(ctx, math.MaxInt); err != nil || !stops { // no bound, or released
		return 0, false, err
	}
	defer w.reset()
	for _, b := range w.batches {
		p, err := w.decide(ctx, b)
		if err != nil {
			return 0, false, err
		}
		w.climb(p)
		letters += len(p.plan.Letters)
	}
	end, err := w.last(ctx)
	letters += len(end.Letters)
	return letters, letters > w.r.MostLetters, err
}

// askClerk asks the clerk about a day that was stopped, unless err says why it is not
// known whether it had to be.
func (w *planning) askClerk(ctx context.Context, n int, err error) (letters int, _ error) {
	if err != nil {
		return 0, err
	}
	reason := msg.New("more letters than a round may bring", n, w.r.MostLetters)
	news := letter.ClerkNews{Todo: []letter.Todo{{What: reason, Do: msg.New("look at the plan and release it", w.on.String())}}}
	asked := db.Plan{Letters: toClerks(w.r.Directory, db.ClerkMatter{Matter: "flood", Daily: true, On: w.on, News: news, Reason: reason, NotBefore: w.hour})}
	w.stopped = w.on
	w.log.Warn("planning stopped, waiting for the clerk", "day", w.on.String(), "letters", n, "most", w.r.MostLetters)
	return w.keep(ctx, asked)
}

// waitsForRelease reports whether a day that was stopped still waits for the clerk: what is
// due is not worked out anew at every beat.
func (s *Scheduler) waitsForRelease(ctx context.Context, r Rules, on checklist.Day) (bool, error) {
	if s.stopped != on {
		return false, nil
	}
	released, err := s.store.Released(ctx, on, r.closedBefore(on, s.store.Zone()))
	return !released, err
}

// closedBefore is when letters last ceased to leave before a day.
func (r Rules) closedBefore(on checklist.Day, zone *time.Location) time.Time {
	return r.hours().Closes(r.Calendar.Add(on, -1), zone)
}

// spread lets many letters go over a window instead of all at once, in the order
// they were written: these come after some before them, of so many in all.
func (r Rules) spread(letters []db.PlannedLetter, before, all int) {
	for i := range letters {
		n := &letters[i].Notice
		n.NotBefore = n.NotBefore.Add(r.Spread * time.Duration(before+i) / time.Duration(all))
	}
}
