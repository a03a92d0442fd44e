package office

import (
	"context"
	"os"
	"path/filepath"

	"duban/db"
	"duban/internal/config"
)

// ExistingStore opens the database where there is one, and makes none: nil.
func (o *Office) ExistingStore(ctx context.Context) (*db.Store, error) {
	location, err := o.Config.Location()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(location); err != nil && !db.OnServer(location) {
		return nil, nil
	}
	return db.Open(ctx, location, o.Options())
}

// StoredBefore opens the database that is there; NoDatabase where there is none: who
// reads in a wrong folder is not to be told that all is well of an empty one.
func (o *Office) StoredBefore(ctx context.Context) (*db.Store, error) {
	s, err := o.ExistingStore(ctx)
	if err == nil && s == nil {
		err = Refusal{Code: NoDatabase, Name: absolute(o.Config.Path(o.Config.Database))}
	}
	return s, err
}

// absolute is a path by which a reader finds the place, whatever folder he is in.
func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}

// OpenStore opens the database, and makes it where there is none.
func (o *Office) OpenStore(ctx context.Context) (*db.Store, error) {
	location, err := o.Config.Location()
	if err != nil {
		return nil, err
	}
	return db.Open(ctx, location, o.Options())
}

// Options are what the store has to know of the office.
func (o *Office) Options() db.Options {
	return db.Options{Office: o.Config.Office.ID, Name: o.Config.Office.Name, Zone: o.Zone, Domain: o.Domain()}
}

// IsServed: a daemon works on this database, and this database bears only one.
func IsServed(c *config.Config) bool {
	if db.OnServer(c.Database) {
		return false
	}
	_, err := db.Holder(c.Path(c.Database))
	return err == nil
}
