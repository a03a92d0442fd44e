package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"

	"duban/checklist"
)

// Options are what a store needs to know beyond its file.
type Options struct {
	Office int64          // which office's rows; 0 is office 1
	Zone   *time.Location // the office's zone: which civil day an instant falls on
	Domain string         // right-hand side of Message-IDs
	Random io.Reader      // tokens are drawn from it; nil is crypto/rand
}

// Store is one office's memory. It is safe for concurrent use.
type Store struct {
	opt   Options
	path  string
	write *sqlx.DB // one connection: SQLite has one writer, and a queue in Go is fairer than busy waiting
	read  *sqlx.DB // several, which refuse to write
	lock  *os.File
	acts  acts
}

// Open opens the database file, creating and migrating it as needed. It does not
// take the daemon's lease: see Lease.
func Open(ctx context.Context, path string, opt Options) (*Store, error) {
	if opt.Zone == nil || opt.Domain == "" {
		return nil, fmt.Errorf("%w: opening the database: zone and domain are needed", checklist.ErrInvalid)
	}
	if opt.Office == 0 {
		opt.Office = 1
	}
	if opt.Random == nil {
		opt.Random = rand.Reader
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("opening the database: %w", err)
	}
	s := &Store{opt: opt, path: path, acts: acts{turn: make(chan struct{}, 1)}}
	if err := s.connect(ctx); err != nil {
		s.Close()
		return nil, fmt.Errorf("opening %s: %w", path, named(err))
	}
	return s, nil
}

func (s *Store) connect(ctx context.Context) (err error) {
	if s.write, err = openSQLite(ctx, s.path, writerDSN, 1); err != nil {
		return err
	}
	if err := migrate(ctx, s.write); err != nil {
		return err
	}
	s.read, err = openSQLite(ctx, s.path, readerDSN, 4)
	return err
}

func openSQLite(ctx context.Context, path, dsn string, conns int) (*sqlx.DB, error) {
	conn, err := sqlx.Open("sqlite3", "file:"+uriPath(path)+dsn)
	if err != nil {
		return nil, err
	}
	conn.SetMaxOpenConns(conns)
	conn.SetMaxIdleConns(conns)
	conn.Mapper = reflectx.NewMapperFunc("db", snake)
	return conn, conn.PingContext(ctx)
}

// uriPath escapes what SQLite's URI file names give a meaning to.
func uriPath(path string) string {
	return strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
}

// snake maps a field to its column: AckedMs is acked_ms, ID is id.
func snake(field string) string {
	var b strings.Builder
	for i, r := range field {
		if r >= 'A' && r <= 'Z' {
			if i > 0 && (field[i-1] < 'A' || field[i-1] > 'Z') {
				b.WriteByte('_')
			}
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Close closes the store and gives the daemon's lease back.
func (s *Store) Close() error {
	var errs []error
	for _, conn := range []*sqlx.DB{s.read, s.write} {
		if conn != nil {
			errs = append(errs, conn.Close())
		}
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Close())
	}
	return errors.Join(errs...)
}

// Zone is the office's zone.
func (s *Store) Zone() *time.Location { return s.opt.Zone }

// Path is the database file.
func (s *Store) Path() string { return s.path }

func (t *tx) exec(query string, args ...any) (sql.Result, error) {
	return t.ExecContext(t.ctx, query, args...)
}

func (t *tx) get(dest any, query string, args ...any) error {
	return notFound(t.GetContext(t.ctx, dest, query, args...))
}

func (t *tx) list(dest any, query string, args ...any) error {
	return t.SelectContext(t.ctx, dest, query, args...)
}

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return checklist.ErrNotFound
	}
	return err
}
