package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"

	"github.com/jmoiron/sqlx"
	"github.com/mattn/go-sqlite3" // also the driver behind the name "sqlite3"
	"github.com/pressly/goose/v3"

	"duban/checklist"
	"duban/internal/msg"
)

// sqlite is a database in one file, of one daemon.
type sqlite struct {
	path string
	lock *os.File // the daemon's lease

	written sync.Map // statements as SQLite reads them
}

// SQLiteVersion is that of the library that is linked: 3.50.4.
func SQLiteVersion() string {
	v, _, _ := sqlite3.Version()
	return v
}

// WAL lets readers go on beside the writer. FULL: a commit that was acknowledged
// to a mail server must survive a power cut. immediate: a transaction that reads
// before it writes must hold the lock from its start, or it fails at once when
// another writer slips in between.
const (
	writerDSN = "?_busy_timeout=10000&_txlock=immediate&_foreign_keys=on&_synchronous=FULL&_stmt_cache_size=100"
	readerDSN = "?mode=ro&_query_only=1&_busy_timeout=10000&_stmt_cache_size=100"
)

// openFile opens and migrates a database file: one connection that writes, since
// SQLite has one writer and a queue in Go is fairer than busy waiting, and several
// that refuse to.
func openFile(ctx context.Context, path string) (e *sqlite, write, read *sqlx.DB, err error) {
	e = &sqlite{path: path}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return e, nil, nil, err
	}
	if err := private(path); err != nil {
		return e, nil, nil, err
	}
	if write, err = openSQLite(ctx, path, writerDSN, 1); err != nil {
		return e, write, nil, err
	}
	if err := oursOrEmpty(ctx, write, path); err != nil {
		return e, write, nil, err
	}
	if _, err := write.ExecContext(ctx, `PRAGMA journal_mode = WAL`); err != nil {
		return e, write, nil, err
	}
	if err := migrateFrom(ctx, write, goose.DialectSQLite3, migrationsOf("sqlite")); err != nil {
		return e, write, nil, err
	}
	if _, err := write.ExecContext(ctx, `SELECT notice FROM rendered LIMIT 0`); err != nil {
		return e, write, nil, fmt.Errorf("%w: %w", checklist.ErrInvalid, msg.New("a database of an unreleased version"))
	}
	// A statement that writes several rows keeps what it changes until its end, in a
	// temporary file: that was two thirds of all that planning wrote.
	if _, err := write.ExecContext(ctx, `PRAGMA temp_store = MEMORY`); err != nil {
		return e, write, nil, err
	}
	read, err = openReaders(path)
	return e, write, read, err
}

// oursOrEmpty refuses a database that another program keeps, before a byte of it is
// changed.
func oursOrEmpty(ctx context.Context, conn *sqlx.DB, path string) error {
	var empty bool
	err := conn.GetContext(ctx, &empty, `SELECT COUNT(*) = 0 FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('goose_db_version', 'sqlite_sequence')`)
	if err != nil || empty {
		return err
	}
	return ours(ctx, conn, path)
}

// private makes a new database's file for this user alone: SQLite itself would let
// others read it, and gives -wal and -shm the mode of the file. One that is there is
// left as it is.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

func openSQLite(ctx context.Context, path, dsn string, conns int) (*sqlx.DB, error) {
	conn, err := sqlx.Open("sqlite3", "file:"+uriPath(path)+dsn)
	if err != nil {
		return nil, err
	}
	return pooled(conn, conns), conn.PingContext(ctx)
}

// openReaders opens no connection before somebody reads: each reads the whole schema,
// and a process that only stores a mail asks nothing.
func openReaders(path string) (*sqlx.DB, error) {
	conn, err := sqlx.Open("sqlite3", "file:"+uriPath(path)+readerDSN)
	if err != nil {
		return nil, err
	}
	return pooled(conn, readers), nil
}

const readers = 4

func pooled(conn *sqlx.DB, conns int) *sqlx.DB {
	conn.SetMaxOpenConns(conns)
	conn.SetMaxIdleConns(conns)
	return mapped(conn)
}

// uriPath escapes what SQLite's URI file names give a meaning to.
func uriPath(path string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}

// statement hides the values of a statement from SQLite's planner. What the planner has
// seen it plans by, and so anew at each use, which was half of what reading and writing
// cost; it looks at what a column is compared with and at limits, but not behind a sign.
// Which index serves a statement has to stand in its text (unprocessedQuery).
func (e *sqlite) statement(query string) string {
	if known, ok := e.written.Load(query); ok {
		return known.(string)
	}
	written := hidden.Replace(query)
	e.written.Store(query, written)
	return written
}

var hidden = strings.NewReplacer("= ?", "= +?", "LIMIT ?", "LIMIT +?")

// own has nothing to do: a transaction holds the file's only writer from its start.
func (e *sqlite) own(context.Context, *sqlx.Tx, int64) error { return nil }

func (e *sqlite) enqueue(context.Context, *sql.Tx, int64, []int64) error { return nil }

func (e *sqlite) named(err error) error {
	var fault sqlite3.Error
	isSQLite := errors.As(err, &fault)
	switch {
	case isSQLite && (fault.Code == sqlite3.ErrBusy || fault.Code == sqlite3.ErrLocked):
		return fmt.Errorf("%w: %w", ErrLocked, err)
	case isSQLite && (fault.Code == sqlite3.ErrCantOpen || fault.Code == sqlite3.ErrReadonly || fault.Code == sqlite3.ErrPerm):
		return &fs.PathError{Op: "open", Path: e.path, Err: e.why()}
	case isSQLite && (fault.Code == sqlite3.ErrCorrupt || fault.Code == sqlite3.ErrNotADB):
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	case isSQLite && (fault.Code == sqlite3.ErrFull || isFull(fault.SystemErrno)), !isSQLite && isFull(err):
		return fmt.Errorf("%w: %w", ErrFull, err)
	}
	return err
}

// why asks the operating system what SQLite only calls "unable to open".
func (e *sqlite) why() error {
	f, err := os.OpenFile(e.path, os.O_RDWR, 0)
	if err == nil {
		f.Close()
		return fs.ErrPermission // of the folder: SQLite writes beside the file
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// isFull: the disk, the user's share of it, or the size a file may have.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || errors.Is(err, syscall.EFBIG)
}

func (e *sqlite) sound(ctx context.Context, read *sqlx.DB) (faults []msg.Message, err error) {
	var found []string
	if err := read.SelectContext(ctx, &found, `PRAGMA quick_check`); err != nil {
		return nil, err
	}
	for _, f := range found {
		if f != "ok" {
			faults = append(faults, msg.Words(f))
		}
	}
	rows, err := read.QueryxContext(ctx, `PRAGMA foreign_key_check`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		row, err := rows.SliceScan()
		if err != nil {
			return nil, err
		}
		faults = append(faults, inRow(msg.New("a row that is referred to is missing"), fmt.Sprint(row)))
	}
	return faults, rows.Err()
}

func (e *sqlite) where() string { return e.path }

// files is named after the database, so that both are moved together.
func (e *sqlite) files() string { return e.path + ".files" }

func (e *sqlite) close() error {
	if e.lock == nil {
		return nil
	}
	lock := e.lock
	e.lock = nil
	return lock.Close()
}

// copyTo reads through a connection of its own: _query_only would refuse VACUUM
// even though it only reads.
func (e *sqlite) copyTo(ctx context.Context, path string) error {
	conn, err := openSQLite(ctx, e.path, "?mode=ro&_busy_timeout=10000", 1)
	if err != nil {
		return msg.New("copying the database", err)
	}
	defer conn.Close()
	if err := private(path); err != nil { // SQLite fills an empty file
		return msg.New("copying the database", err)
	}
	if _, err := conn.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return msg.New("copying the database", err)
	}
	return nil
}
