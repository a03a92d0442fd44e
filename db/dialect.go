package db

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/jmoiron/sqlx"
	_ "github.com/mattn/go-sqlite3" // the driver behind the name "sqlite3"
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

//go:embed migrations
var migrations embed.FS

func migrate(ctx context.Context, conn *sqlx.DB) error {
	dir, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
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
