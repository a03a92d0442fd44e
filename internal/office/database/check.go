package database

import (
	"context"
	"time"

	"duban/db"
	"duban/internal/office"
)

// Checked is what a check of an office's data found.
type Checked struct {
	Office   int64
	Where    string // the database, without its password
	Events   int64  // how many the chain has
	Head     string // the seal of the last
	Broken   []db.Violation
	Unjudged []db.Mail // stored for long and not processed
}

// Check proves the invariants on the stored data of an office.
func Check(ctx context.Context, o *office.Office, now time.Time) (Checked, error) {
	c, err := checked(ctx, o.Store)
	if err != nil {
		return c, err
	}
	clock, err := o.Store.CheckClock(ctx, now)
	if err != nil {
		return c, err
	}
	c.Broken = append(c.Broken, clock...)
	c.Unjudged, err = o.Store.Unjudged(ctx, now)
	return c, err
}

func checked(ctx context.Context, s *db.Store) (c Checked, err error) {
	if c.Broken, err = s.Check(ctx); err != nil {
		return c, err
	}
	head, err := s.Head(ctx)
	c.Office, c.Where, c.Events, c.Head = s.Office(), s.Where(), head.Seq, head.Hash
	return c, err
}
