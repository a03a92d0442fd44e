package db

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"
	"github.com/jmoiron/sqlx/reflectx"
	"github.com/pressly/goose/v3"

	"duban/internal/msg"
)

// engine is what differs between the two databases: SQLite, one file and one
// daemon, and PostgreSQL, one server and any number of daemons. All statements are
// written once, for SQLite, and read by both.
type engine interface {
	// statement is a statement as this database wants it written.
	statement(query string) string
	// own makes a transaction the only one that writes for an office until it ends:
	// acts read before they write, and must not be overtaken between.
	own(ctx context.Context, t *sqlx.Tx, office int64) error
	// enqueue tells the daemons that share the database which letters wait; a single
	// daemon finds them itself.
	enqueue(ctx context.Context, t *sql.Tx, office int64, notices []int64) error
	// lease makes this process the only daemon, where there can be only one.
	lease() error
	// named finds in what the database says the errors that a clerk can mend.
	named(err error) error
	// sound returns the faults of the stored bytes and references.
	sound(ctx context.Context, read *sqlx.DB) ([]msg.Message, error)
	// where is the database in words fit for a log: no password.
	where() string
	// files is the folder of large mails beside the database; "" where they are rows.
	files() string
	close() error
}

// What a clerk can mend, and has to be told of by name. Nothing of the act that
// failed so was stored; it may be tried again.
var (
	ErrLocked  = errors.New("another program holds the database")
	ErrFull    = errors.New("the disk is full")
	ErrDamaged = errors.New("the database file is damaged")
	ErrAway    = errors.New("the database server does not answer")
)

//go:embed migrations
var migrations embed.FS

func migrationsOf(dialect string) fs.FS {
	dir, err := fs.Sub(migrations, "migrations/"+dialect)
	if err != nil {
		panic("the embedded migrations: " + err.Error())
	}
	return dir
}

func migrateFrom(ctx context.Context, conn *sqlx.DB, dialect goose.Dialect, dir fs.FS, opts ...goose.ProviderOption) error {
	p, err := goose.NewProvider(dialect, conn.DB, dir, opts...)
	if err != nil {
		return msg.New("reading the migrations", err)
	}
	if migrated(ctx, conn, p.ListSources()) {
		return nil
	}
	if _, err := p.Up(ctx); err != nil {
		return msg.New("migrating the database", err)
	}
	return nil
}

// migrated asks with one question what goose, which looks at each migration and takes
// its locks first, asks with ten: every command opens the database, and nearly none
// finds a new migration. Whatever is not as expected, goose looks into.
func migrated(ctx context.Context, conn *sqlx.DB, all []*goose.Source) bool {
	var newest int64
	err := conn.GetContext(ctx, &newest, `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version WHERE is_applied`)
	return err == nil && newest == all[len(all)-1].Version
}

func mapped(conn *sqlx.DB) *sqlx.DB {
	conn.Mapper = reflectx.NewMapperFunc("db", snake)
	return conn
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

// plain makes the texts among a statement's arguments such as both databases take:
// PostgreSQL refuses what is no UTF-8, and the character NUL.
func plain(args []any) []any {
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			args[i] = plainText(arg)
		case msg.Message:
			if kept, err := arg.Value(); err == nil { // else the driver says what is wrong with it
				args[i] = plainText(kept.(string))
			}
		}
	}
	return args
}

func plainText(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// A statement has manyRows, or up to mostRows: beyond many a row gains nothing, and
// each number of rows is a statement that the connection keeps prepared.
const (
	manyRows = 64
	mostRows = 16
)

// rowsOf are the next rows for one statement.
func rowsOf(rows [][]any) [][]any {
	if len(rows) >= manyRows {
		return rows[:manyRows]
	}
	return rows[:min(len(rows), mostRows)]
}

// mostIDs bounds the list of ids in one statement, likewise.
const mostIDs = 64

// insertMany inserts rows by few statements: head is the statement up to VALUES,
// tail what stands behind them.
func (t *tx) insertMany(head string, rows [][]any, tail string) error {
	for len(rows) > 0 {
		some := rowsOf(rows)
		if _, err := t.exec(head+` VALUES `+places(len(some), len(some[0]))+tail, slices.Concat(some...)...); err != nil {
			return err
		}
		rows = rows[len(some):]
	}
	return nil
}

// places are the question marks of so many rows.
func places(rows, columns int) string {
	row := "(?" + strings.Repeat(", ?", columns-1) + ")"
	return row + strings.Repeat(", "+row, rows-1)
}

// values are the arguments of a statement that ends in a list of ids: in SQLite, a
// list of question marks costs a third of json_each.
func values(ids []int64, before ...any) []any {
	args := make([]any, 0, len(before)+len(ids))
	args = append(args, before...)
	for _, id := range ids {
		args = append(args, id)
	}
	return args
}
