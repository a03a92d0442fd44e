package database

import (
	"context"

	"duban/db"
	"duban/internal/config"
	"duban/internal/office"
)

// Target is where an office goes.
type Target struct {
	Location, PasswordFile string
	Office                 int64 // its number there; 0 is the one it has
}

// Move copies an office into another database and checks it in both; office.ChainsDiffer,
// with what was found, where they are not the same. No daemon may work on it meanwhile,
// its last acts would be left behind.
func Move(ctx context.Context, o *office.Office, to Target) (from, there Checked, err error) {
	if err := o.Store.Lease(); err != nil {
		return from, there, err
	}
	target, err := to.open(ctx, o)
	if err != nil {
		return from, there, err
	}
	defer target.Close()
	if err := o.Store.CopyInto(ctx, target); err != nil {
		return from, there, err
	}
	if from, err = checked(ctx, o.Store); err != nil {
		return from, there, err
	}
	if there, err = checked(ctx, target); err != nil {
		return from, there, err
	}
	if from.Head != there.Head {
		return from, there, office.Refusal{Code: office.ChainsDiffer}
	}
	return from, there, nil
}

func (to Target) open(ctx context.Context, o *office.Office) (*db.Store, error) {
	location, err := config.WithPassword(to.Location, to.PasswordFile)
	if err != nil {
		return nil, err
	}
	opt := o.Options()
	if to.Office != 0 {
		opt.Office = to.Office
	}
	return db.Open(ctx, location, opt)
}
