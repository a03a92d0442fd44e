package register

import (
	"context"
	"os"
	"path/filepath"

	"duban/db"
	"duban/internal/office"
)

// Trial stores a list in books of its own, lets do work with them, and throws them away.
func Trial(ctx context.Context, o *office.Office, in Incoming, do func() error) (err error) {
	dir, err := os.MkdirTemp("", "duban-trial-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if o.Store, err = db.Open(ctx, filepath.Join(dir, "duban.db"), o.Options()); err != nil {
		return err
	}
	defer o.Store.Close()
	if _, err := Import(ctx, o, in.Start.At(0, 0, o.Zone), in, false); err != nil {
		return err
	}
	return do()
}
