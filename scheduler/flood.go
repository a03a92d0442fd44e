package scheduler

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/db"
)

// guard stops a round that would write more letters than the office expects: a
// list imported twice over, a calendar gone wrong. Nothing of it is planned; the
// clerk is asked once, and the next beat after his word goes on.
func (s *Scheduler) guard(ctx context.Context, r Rules, on checklist.Day, round db.Round, hour time.Time) (db.Round, error) {
	n := len(round.Letters)
	if r.MostLetters == 0 || n <= r.MostLetters {
		return round, nil
	}
	released, err := s.store.Released(ctx, on)
	if err != nil || released {
		s.stopped = 0
		return round, err
	}
	reason := fmt.Sprintf("本日要发%d封信，超过一轮%d封的上限，已全部暂停", n, r.MostLetters)
	var asked db.Round
	for _, p := range r.Directory.WithDuty(checklist.DutyClerk) {
		news := checklist.ClerkNews{Todo: []checklist.Todo{{What: reason, Do: fmt.Sprintf("用 duban plan --on %s 看过、没有问题的：duban release --on %s", on, on)}}}
		asked.Letters = append(asked.Letters, db.PlannedLetter{Notice: db.NewNotice{
			Key:    fmt.Sprintf("flood/%s/%s", p.ID, on),
			Letter: checklist.Letter{Kind: checklist.LetterClerk, To: p.ID, Salutation: p.Title, On: on, Clerk: &news},
			Reason: reason, NotBefore: hour,
		}})
	}
	s.stopped = on
	s.log.Warn("round stopped", "day", on.String(), "letters", n, "most", r.MostLetters)
	return asked, nil
}

// waits reports whether a day that was stopped still waits for the clerk: what is
// due is not worked out anew at every beat.
func (s *Scheduler) waits(ctx context.Context, on checklist.Day) (bool, error) {
	if s.stopped != on {
		return false, nil
	}
	released, err := s.store.Released(ctx, on)
	return !released, err
}

// spread lets many letters go over a window instead of all at once, in the order
// they were written.
func (r Rules) spread(letters []db.PlannedLetter) {
	for i := range letters {
		n := &letters[i].Notice
		n.NotBefore = n.NotBefore.Add(r.Spread * time.Duration(i) / time.Duration(len(letters)))
	}
}
