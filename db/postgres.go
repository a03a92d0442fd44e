package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river"

	"duban/internal/msg"
)

// postgres is a database on a server, of any number of daemons.
type postgres struct {
	pool    *pgxpool.Pool
	river   *river.Client[*sql.Tx] // inserts only
	session session
	written sync.Map // statement: as PostgreSQL wants it
}

// OnServer reports whether a location is a server's, postgres://…, rather than a file's.
func OnServer(location string) bool {
	return strings.HasPrefix(location, "postgres://") || strings.HasPrefix(location, "postgresql://")
}

// connections are those of one daemon, that of its locks among them, River's own apart.
const connections = 12

// A daemon that was stopped or lost in the middle of an act holds its office's
// lock: the server ends a transaction that has been idle for so long, and finds a
// dead peer out within half a minute.
var sessionSettings = map[string]string{
	"application_name":                    "duban",
	"idle_in_transaction_session_timeout": "15s",
	"tcp_keepalives_idle":                 "10",
	"tcp_keepalives_interval":             "5",
	"tcp_keepalives_count":                "3",
}

func openServer(ctx context.Context, location string) (e *postgres, conn *sqlx.DB, err error) {
	e = &postgres{}
	if e.pool, err = openPool(ctx, location, connections); err != nil {
		return e, nil, err
	}
	conn = mapped(sqlx.NewDb(openOn(e.pool), "pgx"))
	if err := conn.PingContext(ctx); err != nil {
		return e, conn, err
	}
	if err := e.migrate(ctx, conn); err != nil {
		return e, conn, err
	}
	e.river, err = newInserter(conn.DB)
	return e, conn, err
}

// openOn leaves connections with the pool whenever they are not used: database/sql
// would keep them from whoever asks the pool itself.
func openOn(pool *pgxpool.Pool) *sql.DB { return stdlib.OpenDBFromPool(pool) }

func openPool(ctx context.Context, location string, conns int32) (*pgxpool.Pool, error) {
	conf, err := pgxpool.ParseConfig(encrypted(location))
	if err != nil {
		return nil, msg.New("no address of a database server") // pgx's words may hold the password
	}
	for key, value := range sessionSettings {
		if _, set := conf.ConnConfig.RuntimeParams[key]; !set {
			conf.ConnConfig.RuntimeParams[key] = value
		}
	}
	conf.MaxConns = max(conf.MaxConns, conns)
	return pgxpool.NewWithConfig(ctx, conf)
}

// encrypted asks for TLS of a server elsewhere, unless the location says what it wants
// (sslmode): the driver's own way is to go on in plain text where the server has none.
func encrypted(location string) string {
	u, err := url.Parse(location)
	if err != nil || u.Query().Has("sslmode") {
		return location
	}
	for _, host := range append(strings.Split(u.Host, ","), u.Query()["host"]...) {
		name, _, err := net.SplitHostPort(host)
		if err != nil {
			name = host
		}
		ip := net.ParseIP(strings.Trim(name, "[]"))
		if name != "" && name != "localhost" && !strings.HasPrefix(name, "/") && (ip == nil || !ip.IsLoopback()) {
			q := u.Query()
			q.Set("sslmode", "require")
			u.RawQuery = q.Encode()
			return u.String()
		}
	}
	return location
}

// migrate runs inside a lock of the session's: of several daemons that come up at
// once, one migrates and the others wait, up to five minutes. River's tables come
// in by the same lock: its own migration takes none.
func (e *postgres) migrate(ctx context.Context, conn *sqlx.DB) error {
	var id int64
	if err := conn.GetContext(ctx, &id, `SELECT hashtext('duban ' || current_database() || ' ' || current_schema())`); err != nil {
		return err
	}
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockID(id), lock.WithLockTimeout(1, 300))
	if err != nil {
		return err
	}
	return migrateFrom(ctx, conn, goose.DialectPostgres, migrationsOf("postgres"), goose.WithSessionLocker(locker),
		goose.WithGoMigrations(goose.NewGoMigration(2, &goose.GoFunc{RunDB: migrateRiver}, nil)))
}

// statement numbers the parameters, and spells what SQLite spells otherwise.
func (e *postgres) statement(query string) string {
	if known, ok := e.written.Load(query); ok {
		return known.(string)
	}
	written := numbered(spelled.Replace(query))
	e.written.Store(query, written)
	return written
}

// spelled: a JSON array as rows, each in a column called value.
var spelled = strings.NewReplacer("json_each(?)", "jsonb_array_elements_text(CAST(? AS JSONB))")

// numbered writes $1, $2 … for the question marks outside of quotes.
func numbered(query string) string {
	var b strings.Builder
	n, quoted := 0, false
	for _, r := range query {
		switch {
		case r == '\'':
			quoted = !quoted
		case r == '?' && !quoted:
			n++
			b.WriteString("$" + strconv.Itoa(n))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// officeLock is the class of the advisory locks that offices' acts take.
const officeLock = 0x6475 // "du"

// own waits until no other daemon writes for the office. The lock ends with the
// transaction, so the next one sees all that this one wrote.
func (e *postgres) own(ctx context.Context, t *sqlx.Tx, office int64) error {
	_, err := t.ExecContext(ctx, `SELECT pg_advisory_xact_lock($1, $2)`, officeLock, int32(office))
	return err
}

// lease is not needed: daemons share the work.
func (e *postgres) lease() error { return nil }

func (e *postgres) named(err error) error {
	var refused *pgconn.PgError
	var dial *pgconn.ConnectError
	var network net.Error
	switch {
	case errors.As(err, &refused):
		switch {
		case refused.Code == "53100": // disk_full
			return fmt.Errorf("%w: %w", ErrFull, err)
		case refused.Code == "55P03" || refused.Code == "57014": // lock_not_available, query_canceled
			return fmt.Errorf("%w: %w", ErrLocked, err)
		case strings.HasPrefix(refused.Code, "57P") || strings.HasPrefix(refused.Code, "08"): // shutting down, connection lost
			return fmt.Errorf("%w: %w", ErrAway, err)
		}
	case errors.As(err, &dial), errors.As(err, &network), errors.Is(err, net.ErrClosed), errors.Is(err, driver.ErrBadConn),
		errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), err != nil && pgconn.SafeToRetry(err):
		return fmt.Errorf("%w: %w", ErrAway, err)
	}
	return err
}

// sound asks nothing: the server checks what it references itself.
func (e *postgres) sound(context.Context, *sqlx.DB) ([]msg.Message, error) { return nil, nil }

func (e *postgres) where() string { return Redacted(e.pool.Config().ConnString()) }

// Redacted is a database's location without the password in it.
func Redacted(location string) string {
	if !OnServer(location) {
		return location
	}
	u, err := url.Parse(location)
	if err != nil {
		return "postgres://…"
	}
	shown := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	if u.User != nil {
		shown.User = url.User(u.User.Username())
	}
	return shown.String()
}

func (e *postgres) files() string { return "" }

func (e *postgres) close() error {
	e.session.close()
	if e.pool != nil {
		e.pool.Close()
	}
	return nil
}
