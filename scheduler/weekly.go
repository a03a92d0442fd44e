package scheduler

import (
	"context"
	"fmt"

	"duban/checklist"
)

// weekly reports whether a person's weekly letter is due: on its day, and after it while
// nobody had the day planned, or what was written since has not left.
func (s *Scheduler) weekly(ctx context.Context, r Rules, l ledger, kind checklist.LetterKind, p checklist.Person) (bool, error) {
	day := r.weeklyDay(l.on)
	if day == l.on || day < l.begun {
		return day == l.on, nil
	}
	var keys []string
	for on := l.on - 1; on >= day; on-- {
		keys = append(keys, weeklyKey(kind, p, on))
	}
	states, err := s.store.LettersOf(ctx, keys)
	for _, key := range keys { // the newest first
		if state, written := states[key]; written {
			return state == checklist.NoticeSuperseded, err
		}
	}
	return l.planned < day, err // planned since, there was nothing to say
}

// weeklyDay is the newest day of weekly letters up to a day: their weekday, or the first
// workday after it.
func (r Rules) weeklyDay(on checklist.Day) checklist.Day {
	for {
		day := on
		for day.Weekday() != r.DigestOn {
			day--
		}
		if due := r.Calendar.OnOrAfter(day); due <= on {
			return due
		}
		on = day - 1 // its holiday is not over
	}
}

func weeklyKey(kind checklist.LetterKind, p checklist.Person, on checklist.Day) string {
	return fmt.Sprintf("%s/%s/%s", kind, p.ID, on)
}
