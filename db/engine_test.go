package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/mattn/go-sqlite3"
	"github.com/riverqueue/river"
)

// What a clerk can mend is told by its name, and nothing else is.
func TestNamed_whatAClerkCanMend(t *testing.T) {
	t.Parallel()
	file, server := &sqlite{path: filepath.Join(t.TempDir(), "duban.db")}, &postgres{}
	refused := func(code string) error { return &pgconn.PgError{Code: code} }
	for _, tt := range []struct {
		of   engine
		err  error
		want error // nil: as it is
	}{
		{file, sqlite3.Error{Code: sqlite3.ErrBusy}, ErrLocked}, {file, sqlite3.Error{Code: sqlite3.ErrLocked}, ErrLocked},
		{file, sqlite3.Error{Code: sqlite3.ErrCantOpen}, fs.ErrNotExist}, {file, sqlite3.Error{Code: sqlite3.ErrReadonly}, fs.ErrNotExist}, {file, sqlite3.Error{Code: sqlite3.ErrPerm}, fs.ErrNotExist},
		{file, sqlite3.Error{Code: sqlite3.ErrCorrupt}, ErrDamaged}, {file, sqlite3.Error{Code: sqlite3.ErrNotADB}, ErrDamaged},
		{file, sqlite3.Error{Code: sqlite3.ErrFull}, ErrFull}, {file, sqlite3.Error{Code: sqlite3.ErrIoErr, SystemErrno: syscall.ENOSPC}, ErrFull}, {file, syscall.EDQUOT, ErrFull},
		{file, sqlite3.Error{Code: sqlite3.ErrConstraint}, nil}, {file, sqlite3.Error{Code: sqlite3.ErrIoErr}, nil},

		{server, refused("53100"), ErrFull}, {server, refused("55P03"), ErrLocked}, {server, refused("57014"), ErrLocked},
		{server, refused("57P01"), ErrAway}, {server, refused("08006"), ErrAway}, {server, driver.ErrBadConn, ErrAway},
		{server, refused("23505"), nil}, {server, nil, nil},
	} {
		got := tt.of.named(tt.err)
		if tt.want == nil && got != tt.err || tt.want != nil && !errors.Is(got, tt.want) {
			t.Errorf("%T: %#v is called %v, want %v", tt.of, tt.err, got, tt.want)
		}
	}
}

func TestSnake(t *testing.T) {
	t.Parallel()
	for field, want := range map[string]string{"AckedMs": "acked_ms", "ID": "id", "FirstTo": "first_to", "AtoZ": "ato_z", "ZA": "za", "BAD": "bad", "Every": "every"} {
		if got := snake(field); got != want {
			t.Errorf("%s is in column %s, want %s", field, got, want)
		}
	}
}

func TestStatement_asPostgreSQLWantsIt(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]string{
		`SELECT a FROM b WHERE c = ? AND d = ?`:       `SELECT a FROM b WHERE c = $1 AND d = $2`,
		`SELECT '?' FROM b WHERE c = ? AND d <> 'x?'`: `SELECT '?' FROM b WHERE c = $1 AND d <> 'x?'`,
		`SELECT value FROM json_each(?)`:              `SELECT value FROM jsonb_array_elements_text(CAST($1 AS JSONB))`,
	} {
		if got := (&postgres{}).statement(query); got != want {
			t.Errorf("%s is written as %s", query, got)
		}
	}
}

func TestRedacted_tellsNoPassword(t *testing.T) {
	t.Parallel()
	for location, want := range map[string]string{
		"/var/lib/duban/duban.db":                      "/var/lib/duban/duban.db",
		"postgres://duban:geheim@db.example:5432/d":    "postgres://duban@db.example:5432/d",
		"postgres://db.example/d?password=geheim":      "postgres://db.example/d",
		"postgresql://duban:geheim@db.example:port/d#": "postgres://…",
	} {
		if got := Redacted(location); got != want {
			t.Errorf("%s is shown as %s", location, got)
		}
	}
}

// River's own log is told from a warning on.
func TestWarnings(t *testing.T) {
	t.Parallel()
	h := warnings{slog.Default().Handler()}
	for level, want := range map[slog.Level]bool{slog.LevelDebug: false, slog.LevelInfo: false, slog.LevelWarn: true, slog.LevelError: true} {
		if got := h.Enabled(context.Background(), level); got != want {
			t.Errorf("%s is told: %v", level, got)
		}
	}
}

// A letter is begun with a sign of life alone, and comes again only when that is asked for.
func TestLetterWorker_whetherALetterComesAgain(t *testing.T) {
	t.Parallel()
	failed := errors.New("failed")
	for _, tt := range []struct {
		alive bool
		again time.Duration
		err   error
		want  error
		begun bool
	}{
		{true, 0, nil, nil, true},
		{true, time.Minute, nil, river.JobSnooze(time.Minute), true},
		{true, time.Minute, failed, failed, true},
		{false, 0, nil, river.JobSnooze(time.Second), false},
	} {
		var alive atomic.Bool
		alive.Store(tt.alive)
		begun := false
		w := &letterWorker{alive: &alive, deliver: func(context.Context, int64, int64) (time.Duration, error) {
			begun = true
			return tt.again, tt.err
		}}
		if err := w.Work(context.Background(), &river.Job[letterJob]{}); fmt.Sprint(err) != fmt.Sprint(tt.want) || begun != tt.begun {
			t.Errorf("%+v: begun %v, %v", tt, begun, err)
		}
	}
}
