package db_test

import (
	"context"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
)

// A relay that refused while the clock was wrong is asked again as soon as it is right.
func TestHold_ofAClockThatWasAheadHoldsNothing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, ahead := range map[string]time.Duration{"an hour": time.Hour, "a day": 24 * time.Hour, "ten years": 3650 * 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := dbtest.Open(t)
			l := func(key string) db.NewNotice {
				return db.NewNotice{Key: key, NotBefore: morning, Letter: letter.Letter{Kind: letter.KindOutcome, To: "A"}}
			}
			if err := s.Record(ctx, morning, db.Record{Notices: []db.NewNotice{l("a"), l("b")}}); err != nil {
				t.Fatal(err)
			}
			refused(t, s, morning.Add(ahead))
			later := morning.Add(time.Minute) // by the clock that is right again
			if due, waits, err := s.NextDue(ctx, later); err != nil || !waits || due.After(later) {
				t.Errorf("the next letter is due at %s (%v, %v)", due, waits, err)
			}
			if open, err := s.LetThrough(ctx, later); err != nil || !open {
				t.Errorf("let through %v (%v)", open, err)
			}
			refused(t, s, later) // it is away indeed: that counts
			if open, err := s.LetThrough(ctx, later); err != nil || open {
				t.Errorf("let through %v although it is held (%v)", open, err)
			}
			if h, held, err := s.Hold(ctx); err != nil || !held || h.SinceMs != later.UnixMilli() || h.LastMs != later.UnixMilli() {
				t.Errorf("held %v since %d, last %d (%v)", held, h.SinceMs, h.LastMs, err)
			}
		})
	}
}

// refused lets one letter be refused by a relay that is away.
func refused(t *testing.T, s *db.Store, at time.Time) {
	t.Helper()
	claimed, err := s.Claim(context.Background(), at, checklist.Hours{}, 1, time.Minute, setLetters)
	if err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
	out := db.Outcome{State: checklist.AttemptRetry, Code: "451", Refusal: db.Refusal{Cause: "unreachable", Answer: "451", Holds: true,
		Wait: func(int) time.Duration { return time.Hour }}}
	if err := s.Finish(context.Background(), at, claimed[0], out); err != nil {
		t.Fatal(err)
	}
}
