package db

import (
	"context"
	"io/fs"

	"github.com/pressly/goose/v3"

	"duban/checklist"
)

// Due returns the assignments for which the ladder has to be asked on a day.
func (s *Store) Due(ctx context.Context, on checklist.Day) (due []Owed, err error) {
	err = s.list(ctx, &due, `SELECT `+owedColumns+owedFrom+`WHERE a.office = ? AND a.next_day <= ? ORDER BY a.id`, s.opt.Office, on)
	return due, err
}

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

// Encrypted is how a server's location is opened.
var Encrypted = encrypted
