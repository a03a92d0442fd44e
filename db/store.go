package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/jmoiron/sqlx"

	"duban/checklist"
	"duban/internal/msg"
)

// Options are what a store needs to know of its office beyond the database.
type Options struct {
	Office int64          // which office's rows; 0 is office 1
	Name   string         // of the office, where a database has several
	Zone   *time.Location // the office's zone: which civil day an instant falls on
	Domain string         // right-hand side of Message-IDs
	Random io.Reader      // tokens are drawn from it; nil is crypto/rand
}

// Store is one office's memory. It is safe for concurrent use.
type Store struct {
	*memory
	opt  Options
	acts *acts // that wait to be written: in SQLite all offices' together
}

// memory is a database, which the stores of several offices share.
type memory struct {
	engine
	write *sqlx.DB
	read  *sqlx.DB // SQLite: connections that refuse to write
	acts  *acts    // of all offices; nil: each office has its own
	sent  *sentLog // of the lease's holder, where the database is a file
	wire  *wireLog // likewise

	shards sync.Map // folders of large mails whose names are on disk
}

// Open opens a database, a file or postgres://…, creating and migrating it as
// needed. It does not take the daemon's lease: see Lease.
func Open(ctx context.Context, location string, opt Options) (*Store, error) {
	m, err := remember(ctx, location)
	if err != nil {
		m.close()
		return nil, msg.New("opening the database", Redacted(location), err)
	}
	s, err := (&Store{memory: m}).For(ctx, opt)
	if err != nil {
		m.close()
	}
	return s, err
}

func remember(ctx context.Context, location string) (m *memory, err error) {
	m = &memory{}
	if OnServer(location) {
		var server *postgres
		server, m.write, err = openServer(ctx, location)
		m.engine, m.read = server, m.write
		return m, server.named(err)
	}
	var file *sqlite
	file, m.write, m.read, err = openFile(ctx, location)
	m.engine, m.acts = file, newActs()
	return m, file.named(err)
}

// For returns the store of another office in the same database. A number that
// belongs to an office of another name is ErrConflict.
func (s *Store) For(ctx context.Context, opt Options) (*Store, error) {
	if opt.Zone == nil || opt.Domain == "" {
		return nil, fmt.Errorf("%w: %w", checklist.ErrInvalid, msg.New("zone and domain are needed"))
	}
	if opt.Office == 0 {
		opt.Office = 1
	}
	if opt.Office < 1 || opt.Office > MostOffices {
		return nil, fmt.Errorf("%w: %w", checklist.ErrInvalid, msg.New("no number of an office", opt.Office))
	}
	if opt.Random == nil {
		opt.Random = rand.Reader
	}
	other := &Store{memory: s.memory, opt: opt, acts: s.memory.acts}
	if other.acts == nil {
		other.acts = newActs()
	}
	return other, other.known(ctx)
}

// Close closes the database, for all offices, and gives the daemon's lease back.
func (s *Store) Close() error { return s.memory.close() }

func (m *memory) close() error {
	errs := []error{m.closeLogs()}
	for _, conn := range []*sqlx.DB{m.read, m.write} {
		if conn != nil {
			errs = append(errs, conn.Close())
		}
	}
	if m.engine != nil {
		errs = append(errs, m.engine.close())
	}
	return errors.Join(errs...)
}

// Zone is the office's zone.
func (s *Store) Zone() *time.Location { return s.opt.Zone }

// Office is the office's number in the database.
func (s *Store) Office() int64 { return s.opt.Office }

// Where is the database: its file, or its server's address without the password.
func (s *Store) Where() string { return s.where() }

// FilesDir is the folder of large mails, each named by its SHA-256; "" where the
// database holds them all.
func (s *Store) FilesDir() string { return s.files() }

func (s *Store) get(ctx context.Context, dest any, query string, args ...any) error {
	return s.read.GetContext(ctx, dest, s.statement(query), args...)
}

func (s *Store) list(ctx context.Context, dest any, query string, args ...any) error {
	return s.read.SelectContext(ctx, dest, s.statement(query), args...)
}

func (s *Store) rows(ctx context.Context, query string, args ...any) (*sqlx.Rows, error) {
	return s.read.QueryxContext(ctx, s.statement(query), args...)
}

func (t *tx) exec(query string, args ...any) (sql.Result, error) {
	return t.ExecContext(t.ctx, t.s.statement(query), plain(args)...)
}

func (t *tx) get(dest any, query string, args ...any) error {
	return notFound(t.GetContext(t.ctx, dest, t.s.statement(query), plain(args)...))
}

func (t *tx) list(dest any, query string, args ...any) error {
	return t.SelectContext(t.ctx, dest, t.s.statement(query), plain(args)...)
}

// named runs a statement whose parameters are fields: :deadline.
func (t *tx) named(query string, arg any) (sql.Result, error) {
	return t.NamedExecContext(t.ctx, query, arg)
}

func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return checklist.ErrNotFound
	}
	return err
}
