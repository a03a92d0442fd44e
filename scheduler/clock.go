package scheduler

import (
	"context"
	"fmt"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// mostAhead is how many days planned ahead of today are taken for those of a clock that
// was ahead. More of them, and it is today's clock that is likely wrong: a machine whose
// battery is flat starts in the past. Then the clerk is asked.
const mostAhead = 3

// clockIsRight undoes what was planned for days to come, and reports whether today may
// be planned: not while the clock seems to be behind.
func (s *Scheduler) clockIsRight(ctx context.Context, r Rules, on checklist.Day, now time.Time) (bool, error) {
	ahead, err := s.store.PlannedAhead(ctx, on)
	if err != nil || len(ahead) == 0 {
		return err == nil, err
	}
	s.reported = 0
	last := ahead[len(ahead)-1]
	if len(ahead) > mostAhead {
		if released, err := s.store.Released(ctx, on, time.Time{}); err != nil || !released {
			return false, s.askWhatDay(ctx, r, on, last, now, err)
		}
	}
	news := letter.ClerkNews{Todo: []letter.Todo{{Do: msg.New("check the clock of the machine"), What: msg.New("the clock had gone ahead", last.SaidLongFrom(on), on.SaidLong())}}}
	s.stopped = 0
	s.log.Warn("planned ahead by a wrong clock, undone", "day", on.String(), "until", last.String())
	return true, s.store.UndoAhead(ctx, now, db.ClerkMatter{Matter: fmt.Sprintf("clock/%s/%s", on, last), On: on, News: news,
		Reason: msg.New("the clock was ahead"), NotBefore: now}.Letters(r.Directory))
}

// askWhatDay asks the clerk, once, whether it is really an earlier day than those planned.
func (s *Scheduler) askWhatDay(ctx context.Context, r Rules, on, last checklist.Day, now time.Time, err error) error {
	if err != nil || s.stopped == on {
		return err
	}
	s.stopped = on
	s.log.Error("the clock is behind what was planned, nothing is sent", "day", on.String(), "planned", last.String())
	news := letter.ClerkNews{Todo: []letter.Todo{{What: msg.New("the clock is behind the plan", on.SaidLong(), last.SaidLongFrom(on)),
		Do: msg.New("set the clock or release the day", on.String())}}}
	return s.store.Record(ctx, now, db.Record{Notices: db.ClerkMatter{Matter: fmt.Sprintf("behind/%s/%s", on, last), On: on, News: news,
		Reason: msg.New("the clock is behind"), NotBefore: now}.Letters(r.Directory)})
}
