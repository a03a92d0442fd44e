package db

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/jmoiron/sqlx"
	"github.com/mattn/go-sqlite3" // also the driver behind the name "sqlite3"
	"github.com/pressly/goose/v3"
)

// What is particular to SQLite stands in this file.

// WAL lets readers go on beside the writer. FULL: a commit that was acknowledged
// to a mail server must survive a power cut. immediate: a transaction that reads
// before it writes must hold the lock from its start, or it fails at once when
// another writer slips in between.
const (
	writerDSN = "?_journal_mode=WAL&_busy_timeout=10000&_txlock=immediate&_foreign_keys=on&_synchronous=FULL&_stmt_cache_size=100"
	readerDSN = "?mode=ro&_query_only=1&_busy_timeout=10000&_stmt_cache_size=100"
)

// What a clerk can mend, and has to be told of by name. Nothing of the act that
// failed so was stored; it may be tried again.
var (
	ErrLocked  = errors.New("another program holds the database")
	ErrFull    = errors.New("the disk is full")
	ErrDamaged = errors.New("the database file is damaged")
)

// named finds these in what the database or the file system says.
func named(err error) error {
	var e sqlite3.Error
	isSQLite := errors.As(err, &e)
	switch {
	case isSQLite && (e.Code == sqlite3.ErrBusy || e.Code == sqlite3.ErrLocked):
		return fmt.Errorf("%w: %w", ErrLocked, err)
	case isSQLite && (e.Code == sqlite3.ErrCorrupt || e.Code == sqlite3.ErrNotADB):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case isSQLite && (e.Code == sqlite3.ErrFull || noRoom(e.SystemErrno)), !isSQLite && noRoom(err):
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	return err
}

// noRoom: the disk, the user's share of it, or the size a file may have.
func noRoom(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

//go:embed migrations
var migrations embed.FS

func migrate(ctx context.Context, conn *sqlx.DB) error {
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	return migrateFrom(ctx, conn, dir)
}

func migrateFrom(ctx context.Context, conn *sqlx.DB, dir fs.FS) error {
	p, err := goose.NewProvider(goose.DialectSQLite3, conn.DB, dir)
	if err != nil {
		return fmt.Errorf("reading migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrating: %w", err)
	}
	return nil
}

// CopyTo writes a consistent copy of the database to a new file, while others go
// on writing. Simulations run on such a copy. It reads through a connection of
// its own: _query_only would refuse VACUUM even though it only reads.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	conn, err := openSQLite(ctx, s.path, "?mode=ro&_busy_timeout=10000", 1)
	if err != nil {
		return fmt.Errorf("copying the database: %w", err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return fmt.Errorf("copying the database: %w", err)
	}
	return nil
}
