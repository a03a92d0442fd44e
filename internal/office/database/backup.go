package database

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// Backup writes the whole database into a new file, records that it did, and returns the
// file's size in bytes; office.FileTaken where the file is there already. An error of
// the record leaves a whole backup behind.
func Backup(ctx context.Context, o *office.Office, now time.Time, path string) (size int64, err error) {
	if err := o.Store.Backup(ctx, path); err != nil {
		return 0, taken(err, office.FileTaken, path)
	}
	info, err := os.Stat(path)
	if err != nil {
		return 0, err
	}
	if err := o.Store.NoteBackup(ctx, now); err != nil {
		return info.Size(), fmt.Errorf("recording the backup %s: %w", path, err)
	}
	return info.Size(), nil
}

// Restore puts a backup where the configuration of an office says, and returns that
// place, without a password. It refuses a faulty backup and never writes over a
// database.
func Restore(ctx context.Context, o *office.Office, backup string) (where string, err error) {
	location, err := o.Config.Location()
	if err != nil {
		return "", err
	}
	where = db.Redacted(location)
	err = db.Restore(ctx, backup, location, o.Options())
	switch {
	case errors.Is(err, checklist.ErrInvalid):
		return "", office.Refusal{Code: office.BrokenBackup, Name: backup, Cause: err}
	case err != nil && !db.OnServer(location):
		return "", taken(err, office.DatabaseTaken, where)
	}
	return where, err
}

// taken says which file is in the way.
func taken(err error, code office.Code, path string) error {
	if errors.Is(err, checklist.ErrConflict) {
		return office.Refusal{Code: code, Name: path}
	}
	return err
}
