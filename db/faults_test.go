package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/mattn/go-sqlite3"
)

// ErrFault is what a statement says that was let fail.
var ErrFault = errors.New("the database failed here")

// Faults lets one statement of a store fail: a query as it is asked or as its first row
// is read, a change, the beginning of a transaction or its end.
type Faults struct {
	n, at int
	Hit   string // what has failed; "": nothing has
}

// Arm lets the n-th from now on fail; 0: none.
func (f *Faults) Arm(n int) { f.n, f.at, f.Hit = 0, n, "" }

func (f *Faults) strike(what string) error {
	if f.n++; f.n != f.at {
		return nil
	}
	f.Hit = strings.Join(strings.Fields(what), " ")
	return ErrFault
}

// Faulty is the same database by connections of its own, whose statements can be let fail.
// One goroutine may use it.
func Faulty(t testing.TB, s *Store) (*Store, *Faults) {
	t.Helper()
	f := &Faults{}
	m := &memory{engine: s.engine}
	if server, ok := s.engine.(*postgres); ok {
		m.write = mapped(sqlx.NewDb(sql.OpenDB(faultyConnector{stdlib.GetPoolConnector(server.pool), f}), "pgx"))
		m.read = m.write
	} else {
		path := "file:" + uriPath(s.where())
		m.write = pooled(sqlx.NewDb(sql.OpenDB(faultyConnector{sqliteFile(path + writerDSN), f}), "sqlite3"), 1)
		m.read = pooled(sqlx.NewDb(sql.OpenDB(faultyConnector{sqliteFile(path + readerDSN), f}), "sqlite3"), readers)
		m.acts = newActs()
	}
	t.Cleanup(func() { m.read.Close(); m.write.Close() })
	return &Store{memory: m, opt: s.opt, acts: newActs()}, f
}

// Rows are all that the database holds, by table, in an order that does not matter.
func Rows(t testing.TB, s *Store) (all []string) {
	t.Helper()
	ctx, tables := context.Background(), `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
	if s.Shared() {
		tables = `SELECT tablename FROM pg_tables WHERE schemaname = current_schema()`
	}
	var names []string
	if err := s.list(ctx, &names, tables); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		rows, err := s.read.Queryx(`SELECT * FROM ` + name)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			row, err := rows.SliceScan()
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, fmt.Sprintf("%s %s", name, row))
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(all)
	return all
}

// Change runs a statement behind the store's back.
func Change(t testing.TB, s *Store, statement string) {
	t.Helper()
	if _, err := s.write.Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// sqliteFile connects to a file.
type sqliteFile string

func (path sqliteFile) Connect(context.Context) (driver.Conn, error) {
	return (&sqlite3.SQLiteDriver{}).Open(string(path))
}
func (path sqliteFile) Driver() driver.Driver { return &sqlite3.SQLiteDriver{} }

type faultyConnector struct {
	driver.Connector
	f *Faults
}

func (c faultyConnector) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	return faultyConn{conn, c.f}, err
}

type faultyConn struct {
	driver.Conn
	f *Faults
}

func (c faultyConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	if err := c.f.strike(query); err != nil {
		return nil, err
	}
	return c.Conn.(driver.ExecerContext).ExecContext(ctx, query, args)
}

func (c faultyConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	if err := c.f.strike(query); err != nil {
		return nil, err
	}
	rows, err := c.Conn.(driver.QueryerContext).QueryContext(ctx, query, args)
	return &faultyRows{Rows: rows, query: query, f: c.f}, err
}

func (c faultyConn) PrepareContext(ctx context.Context, query string) (driver.Stmt, error) {
	if err := c.f.strike(query); err != nil {
		return nil, err
	}
	return c.Conn.(driver.ConnPrepareContext).PrepareContext(ctx, query)
}

func (c faultyConn) BeginTx(ctx context.Context, opts driver.TxOptions) (driver.Tx, error) {
	if err := c.f.strike("BEGIN"); err != nil {
		return nil, err
	}
	tx, err := c.Conn.(driver.ConnBeginTx).BeginTx(ctx, opts)
	return faultyTx{tx, c.f}, err
}

func (c faultyConn) CheckNamedValue(v *driver.NamedValue) error {
	if checker, ok := c.Conn.(driver.NamedValueChecker); ok {
		return checker.CheckNamedValue(v)
	}
	return driver.ErrSkip
}

func (c faultyConn) ResetSession(ctx context.Context) error {
	if resetter, ok := c.Conn.(driver.SessionResetter); ok {
		return resetter.ResetSession(ctx)
	}
	return nil
}

// faultyTx undoes what it could not commit, as a database does whose disk is full.
type faultyTx struct {
	driver.Tx
	f *Faults
}

func (tx faultyTx) Commit() error {
	if err := tx.f.strike("COMMIT"); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Tx.Commit()
}

type faultyRows struct {
	driver.Rows
	query string
	f     *Faults
	read  bool
}

func (r *faultyRows) Next(dest []driver.Value) error {
	if !r.read {
		r.read = true
		if err := r.f.strike("reading " + r.query); err != nil {
			return err
		}
	}
	return r.Rows.Next(dest)
}
