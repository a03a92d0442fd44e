package db

import (
	"context"
	"io/fs"
)

// Migrations are the shipped ones.
func Migrations() (fs.FS, error) { return fs.Sub(migrations, "migrations/sqlite") }

// MigrateFrom runs the migrations of a folder on a database.
func MigrateFrom(ctx context.Context, path string, dir fs.FS) error {
	conn, err := openSQLite(ctx, path, writerDSN, 1)
	if err != nil {
		return err
	}
	defer conn.Close()
	return migrateFrom(ctx, conn, dir)
}
