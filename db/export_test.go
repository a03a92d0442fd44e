package db

import (
	"context"
	"io/fs"

	"github.com/pressly/goose/v3"
)

// Migrations are the shipped ones.
func Migrations() fs.FS { return migrationsOf("sqlite") }

// MigrateFrom runs the migrations of a folder on a database.
func MigrateFrom(ctx context.Context, path string, dir fs.FS) error {
	conn, err := openSQLite(ctx, path, writerDSN, 1)
	if err != nil {
		return err
	}
	defer conn.Close()
	return migrateFrom(ctx, conn, goose.DialectSQLite3, dir)
}
