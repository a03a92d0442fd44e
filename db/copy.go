package db

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// A table is copied with all its columns; which rows are an office's is told by
// one of them.
type table struct {
	name string
	key  string // holds the office's number, or identifiers drawn for it
}

// tables stand in the order in which their references allow to fill them.
var tables = []table{
	{"office", "id"}, {"backup", "office"}, {"document", "office"}, {"checklist", "id"}, {"item", "id"}, {"assignment", "id"},
	{"notice", "id"}, {"letter", "notice"}, {"rendered", "notice"}, {"notice_line", "notice"}, {"step", "assignment"}, {"attempt", "notice"},
	{"mail", "id"}, {"proof", "mail"}, {"confirmation", "mail"}, {"evidence", "mail"}, {"attachment", "mail"}, {"event", "office"},
	{"address", "office"}, {"note", "id"}, {"absence", "id"}, {"source", "office"}, {"outage", "office"}, {"planned_day", "office"}, {"release", "office"}, {"trouble", "office"}, {"pause", "office"}, {"hold", "office"},
}

// identifiers are the columns that hold a number drawn for the office, in whatever
// table they stand.
var identifiers = map[string]bool{"id": true, "checklist": true, "item": true, "assignment": true, "notice": true, "mail": true,
	"cause_mail": true, "answers": true, "slip_list": true}

// CopyInto copies all rows of the office into another database, under the number
// that the other store's office has there. The history and its hashes stay as
// they are. An office that has rows there already is ErrConflict, and then, as
// after any error, the other database is as it was.
func (s *Store) CopyInto(ctx context.Context, to *Store) error {
	c := copying{from: s, to: to, shift: to.first() - s.first()}
	source, err := s.snapshot(ctx)
	if err != nil {
		return msg.New("copying the data", s.named(err))
	}
	defer source.Rollback() //nolint:errcheck // it only reads
	target, err := to.write.BeginTxx(ctx, nil)
	if err != nil {
		return msg.New("copying the data", to.named(err))
	}
	defer target.Rollback() //nolint:errcheck // after Commit a no-op
	if err := c.run(ctx, source, target); err != nil {
		return msg.New("copying the data", to.named(err))
	}
	return to.named(target.Commit())
}

// snapshot is a transaction that reads one state of the database throughout.
func (s *Store) snapshot(ctx context.Context) (*sqlx.Tx, error) {
	t, err := s.read.BeginTxx(ctx, nil)
	if err != nil || s.files() != "" { // SQLite: a read transaction is one
		return t, err
	}
	_, err = t.ExecContext(ctx, `SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY`)
	return t, err
}

type copying struct {
	from, to *Store
	shift    int64 // what identifiers grow by
}

func (c copying) run(ctx context.Context, source, target *sqlx.Tx) error {
	if err := c.to.own(ctx, target, c.to.opt.Office); err != nil {
		return err
	}
	if err := c.refuseTaken(ctx, target); err != nil {
		return err
	}
	for _, t := range tables {
		if err := c.table(ctx, source, target, t); err != nil {
			return msg.New("copying a table", t.name, err)
		}
	}
	return c.enqueue(ctx, target)
}

// enqueue hands out the letters that wait, where the other database is one that does.
func (c copying) enqueue(ctx context.Context, target *sqlx.Tx) error {
	var waiting []int64
	if err := target.SelectContext(ctx, &waiting, c.to.statement(`SELECT id FROM notice WHERE office = ? AND state IN ('queued', 'sending') ORDER BY not_before, id`), c.to.opt.Office); err != nil {
		return err
	}
	for some := range slices.Chunk(waiting, mostIDs) {
		if err := c.to.enqueue(ctx, target.Tx, c.to.opt.Office, some); err != nil {
			return err
		}
	}
	return nil
}

func (c copying) refuseTaken(ctx context.Context, target *sqlx.Tx) error {
	var there []int64
	if err := target.SelectContext(ctx, &there, inhabited); err != nil {
		return err
	}
	if slices.Contains(there, c.to.opt.Office) {
		return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the target has the office already", c.to.opt.Office))
	}
	return nil
}

// table copies the office's rows of one table.
func (c copying) table(ctx context.Context, source, target *sqlx.Tx, t table) error {
	where, args := t.key+` > ? AND `+t.key+` < ?`, []any{c.from.first(), c.from.first() + checklist.OfficeSpan}
	if t.key == "office" || t.name == "office" {
		where, args = t.key+` = ?`, []any{c.from.opt.Office}
	}
	rows, err := source.QueryxContext(ctx, c.from.statement(`SELECT * FROM `+t.name+` WHERE `+where), args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	insert, err := target.PreparexContext(ctx, c.to.statement(insertion(t.name, columns)))
	if err != nil {
		return err
	}
	defer insert.Close()
	for rows.Next() {
		row, err := rows.SliceScan()
		if err != nil {
			return err
		}
		if err := c.adapt(t, columns, row); err != nil {
			return err
		}
		if _, err := insert.ExecContext(ctx, row...); err != nil {
			return err
		}
	}
	return rows.Err()
}

func insertion(table string, columns []string) string {
	quoted := make([]string, len(columns))
	for i, column := range columns {
		quoted[i] = `"` + column + `"`
	}
	return `INSERT INTO ` + table + ` (` + strings.Join(quoted, ", ") + `) VALUES (?` + strings.Repeat(", ?", len(columns)-1) + `)`
}

// adapt makes a row fit the other database: the office's number and what was drawn
// for it, texts as both databases take them, a large mail from its file.
func (c copying) adapt(t table, columns []string, row []any) (err error) {
	sha := ""
	for i, column := range columns {
		switch v := row[i].(type) {
		case int64:
			if column == "office" || t.name == "office" && column == "id" {
				row[i] = c.to.opt.Office
			} else if identifiers[column] && v != 0 {
				row[i] = v + c.shift
			}
		case string:
			row[i] = plainText(v)
			if column == "sha256" {
				sha = v
			}
			if column == "facts" {
				row[i], err = c.letter(v)
			}
		case nil:
			if t.name == "mail" && column == "raw" {
				row[i], err = c.from.readFile(sha)
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// letter shifts the identifiers inside a stored letter.
func (c copying) letter(stored string) (string, error) {
	if c.shift == 0 {
		return stored, nil
	}
	var l letter.Letter
	if err := json.Unmarshal([]byte(stored), &l); err != nil {
		return "", err
	}
	if l.Checklist != 0 {
		l.Checklist += c.shift
	}
	for i := range l.Lines {
		l.Lines[i].Assignment += c.shift
	}
	return asJSON(l), nil
}

// CopyTo writes a consistent copy to a new file, a database of its own, while
// others go on writing: all offices where the source is a file too, else this
// one. Simulations run on such a copy.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	if file, ok := s.engine.(*sqlite); ok {
		return file.copyTo(ctx, path)
	}
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the file is there already", path))
	}
	return s.copyOut(ctx, path, []Office{{ID: s.opt.Office, Name: s.opt.Name}})
}

func (s *Store) copyOut(ctx context.Context, path string, offices []Office) error {
	target, err := Open(ctx, path, s.opt)
	if err != nil {
		return err
	}
	if err := s.copyOffices(ctx, target, offices); err != nil {
		target.Close()
		return err
	}
	if err := target.Close(); err != nil {
		return err
	}
	return unlogged(ctx, path)
}

// unlogged makes one file of a closed database for good: with a log (WAL), whoever reads
// it would leave two more beside it.
func unlogged(ctx context.Context, path string) error {
	conn, err := openSQLite(ctx, path, "?_journal_mode=DELETE&_synchronous=OFF", 1)
	if err != nil {
		return err
	}
	return conn.Close()
}

// copyOffices copies several offices under their own numbers.
func (s *Store) copyOffices(ctx context.Context, target *Store, offices []Office) error {
	for _, o := range offices {
		opt := s.opt
		opt.Office, opt.Name = o.ID, o.Name
		from, err := s.For(ctx, opt)
		if err != nil {
			return err
		}
		to, err := target.For(ctx, opt)
		if err != nil {
			return err
		}
		if err := from.CopyInto(ctx, to); err != nil {
			return err
		}
	}
	return nil
}

// inhabitants are the offices that have rows, by number.
func (s *Store) inhabitants(ctx context.Context) (list []Office, err error) {
	err = s.list(ctx, &list, `
		SELECT e.office AS id, COALESCE(o.name, '') AS name, COALESCE(o.added_ms, 0) AS added_ms
		FROM (`+inhabited+`) e LEFT JOIN office o ON o.id = e.office ORDER BY e.office`)
	return list, err
}

// inhabited asks for the offices that have rows: every one of them has an event, a
// mail or a letter.
const inhabited = `SELECT office FROM event UNION SELECT office FROM mail UNION SELECT office FROM notice`
