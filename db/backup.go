package db

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/jmoiron/sqlx"

	"duban/checklist"
	"duban/internal/msg"
)

// Backup writes all that is stored into one new file, while the daemon goes on
// working: a database like any other, with the large mails, which are files
// beside the original, inside. It is checked and synced before it gets its name.
// An existing file is ErrConflict.
func (s *Store) Backup(ctx context.Context, path string) (err error) {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the file is there already", path))
	}
	tmp := path + ".part"
	if err := os.Remove(tmp); err != nil && !errors.Is(err, os.ErrNotExist) {
		return msg.New("backing up", err)
	}
	defer func() {
		for _, suffix := range []string{"", "-wal", "-shm"} { // a copy of a server's database has these beside it
			os.Remove(tmp + suffix)
		}
	}()
	if err := s.copyAll(ctx, tmp); err != nil {
		return msg.New("backing up", err)
	}
	if err := soundDatabase(ctx, tmp); err != nil {
		return msg.New("backing up", err)
	}
	return putInPlace(tmp, path)
}

// NoteBackup records that all offices of the database are in a backup as of now. The
// backup itself does not know of it: restored, it has the backup before.
func (s *Store) NoteBackup(ctx context.Context, now time.Time) error {
	offices, err := s.inhabitants(ctx)
	if err != nil {
		return err
	}
	return s.act(ctx, now, func(t *tx) error {
		for _, o := range append(offices, Office{ID: s.opt.Office}) {
			if _, err := t.exec(`INSERT INTO backup (office, at_ms) VALUES (?, ?) ON CONFLICT (office) DO UPDATE SET at_ms = excluded.at_ms`, o.ID, t.ms); err != nil {
				return err
			}
		}
		return nil
	})
}

// LastBackup returns when the office was last backed up; the zero time: never.
func (s *Store) LastBackup(ctx context.Context) (at time.Time, err error) {
	var ms int64
	err = notFound(s.get(ctx, &ms, `SELECT at_ms FROM backup WHERE office = ?`, s.opt.Office))
	if errors.Is(err, checklist.ErrNotFound) {
		return at, nil
	}
	if err != nil {
		return at, err
	}
	return time.UnixMilli(ms), nil
}

// copyAll writes all offices and all mails into one file.
func (s *Store) copyAll(ctx context.Context, path string) error {
	if file, ok := s.engine.(*sqlite); ok {
		if err := s.inherit(file); err != nil {
			return err
		}
		if err := file.copyTo(ctx, path); err != nil {
			return err
		}
		return s.takeFilesIn(ctx, path)
	}
	offices, err := s.inhabitants(ctx)
	if err != nil {
		return err
	}
	return s.copyOut(ctx, path, offices)
}

// takeFilesIn puts the large mails into a copy.
func (s *Store) takeFilesIn(ctx context.Context, path string) error {
	conn, err := openSQLite(ctx, path, "?_journal_mode=DELETE&_synchronous=OFF", 1) // synced as a whole
	if err != nil {
		return err
	}
	defer conn.Close()
	var large []struct {
		ID     int64
		SHA256 string `db:"sha256"`
	}
	if err := conn.SelectContext(ctx, &large, `SELECT id, sha256 FROM mail WHERE raw IS NULL ORDER BY id`); err != nil {
		return err
	}
	for _, m := range large {
		raw, err := s.readFile(m.SHA256)
		if err != nil {
			return msg.New("reading a mail", m.ID, err)
		}
		if _, err := conn.ExecContext(ctx, `UPDATE mail SET raw = ? WHERE id = ?`, raw, m.ID); err != nil {
			return err
		}
	}
	return nil
}

// soundDatabase refuses a file that is no database of ours, or a damaged one.
func soundDatabase(ctx context.Context, path string) error {
	conn, err := openSQLite(ctx, path, "?mode=ro&_query_only=1", 1)
	if err != nil {
		return fmt.Errorf("%w: %w", checklist.ErrInvalid, msg.New("no database", path, err))
	}
	defer conn.Close()
	var found []string
	if err := conn.SelectContext(ctx, &found, `PRAGMA quick_check`); err != nil {
		return fmt.Errorf("%w: %w", checklist.ErrInvalid, msg.New("no database", path, err))
	}
	if len(found) != 1 || found[0] != "ok" {
		return fmt.Errorf("%w: %w", checklist.ErrInvalid, msg.New("a damaged database", path, found[0]))
	}
	return ours(ctx, conn, path)
}

func ours(ctx context.Context, conn *sqlx.DB, path string) error {
	var tables int
	err := conn.GetContext(ctx, &tables, `SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN ('checklist', 'notice', 'mail', 'event')`)
	if err == nil && tables != 4 {
		err = fmt.Errorf("%w: %w", checklist.ErrInvalid, msg.New("a database of another program", path))
	}
	return err
}

// Restore puts a backup where a database is to be, a file or postgres://…. It never
// replaces one: an existing database is ErrConflict, on a server one that has the
// history of any office in the backup. The backup is checked first and left as it is.
func Restore(ctx context.Context, backup, location string, opt Options) error {
	if OnServer(location) {
		return restoreToServer(ctx, backup, location, opt)
	}
	return restoreToFile(ctx, backup, location)
}

// restoreToServer reads a copy of the backup, since to open it may migrate it.
func restoreToServer(ctx context.Context, backup, location string, opt Options) error {
	dir, err := os.MkdirTemp("", "duban-restore-")
	if err != nil {
		return msg.New("restoring", err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "backup.db")
	if err := restoreToFile(ctx, backup, path); err != nil {
		return err
	}
	source, err := Open(ctx, path, opt)
	if err != nil {
		return err
	}
	defer source.Close()
	target, err := Open(ctx, location, opt)
	if err != nil {
		return err
	}
	defer target.Close()
	offices, err := source.inhabitants(ctx)
	if err != nil {
		return err
	}
	return source.copyOffices(ctx, target, offices)
}

func restoreToFile(ctx context.Context, backup, path string) error {
	for _, name := range []string{path, path + "-wal", path + ".files"} {
		if _, err := os.Lstat(name); err == nil {
			return fmt.Errorf("%w: %w", checklist.ErrConflict, msg.New("the file is there already", name))
		}
	}
	if _, err := os.Stat(backup); err != nil {
		return msg.New("restoring", err)
	}
	if err := soundDatabase(ctx, backup); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return msg.New("restoring", err)
	}
	tmp := path + ".part"
	defer os.Remove(tmp)
	if err := copyFile(backup, tmp); err != nil {
		return msg.New("restoring", err)
	}
	return putInPlace(tmp, path)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}

// putInPlace syncs a file, gives it its name and syncs the folder, so that a file of
// that name is always whole.
func putInPlace(tmp, path string) error {
	f, err := os.OpenFile(tmp, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Chmod(0o600), f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	root, err := os.OpenRoot(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer root.Close()
	return syncDir(root, ".")
}
