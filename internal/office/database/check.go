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
	broken, err := o.Broken(ctx, now)
	if err != nil {
		return Checked{}, err
	}
	c, err := described(ctx, o.Store, broken)
	if err != nil {
		return c, err
	}
	c.Unjudged, err = o.Store.Unjudged(ctx, now)
	return c, err
}

// checked proves what a database can tell alone, of a copy that no office has opened.
func checked(ctx context.Context, s *db.Store) (Checked, error) {
	broken, err := s.Check(ctx)
	if err != nil {
		return Checked{}, err
	}
	return described(ctx, s, broken)
}

func described(ctx context.Context, s *db.Store, broken []db.Violation) (Checked, error) {
	head, err := s.Head(ctx)
	return Checked{Office: s.Office(), Where: s.Where(), Events: head.Seq, Head: head.Hash, Broken: broken}, err
}
