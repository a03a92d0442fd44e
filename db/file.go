package db

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"duban/checklist"
	"duban/internal/msg"
)

// Mails above this size are files beside the database: as BLOBs they would be
// written twice, once into the write-ahead log.
const largeMail = 100 << 10

// fileName is where a mail stands in that folder.
func fileName(sha string) string { return path.Join(sha[:2], sha+".eml") }

// keepFile writes and syncs a file and its folder before the row that names it.
// It bears its name from the start, and half a file that a crash left is replaced: a
// name given later would be a second change of the folder to be waited for.
// No link that somebody put into the folder leads out of it.
func (s *Store) keepFile(sha string, raw []byte) error {
	if err := os.MkdirAll(s.FilesDir(), 0o700); err != nil {
		return err
	}
	root, err := os.OpenRoot(s.FilesDir())
	if err != nil {
		return err
	}
	defer root.Close()
	name := fileName(sha)
	dir := path.Dir(name)
	if err := root.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	err = writeSynced(root, name, raw)
	if errors.Is(err, fs.ErrExist) {
		err = replace(root, name, raw)
	}
	if err != nil {
		return err
	}
	return errors.Join(syncDir(root, dir), s.syncShard(root, dir))
}

// replace puts a whole file where another is, of which nobody knows whether it is
// whole and on disk.
func replace(root *os.Root, name string, raw []byte) error {
	tmp := path.Join(path.Dir(name), ".new-"+rand.Text())
	err := writeSynced(root, tmp, raw)
	if err == nil {
		err = root.Rename(tmp, name)
	}
	if err != nil {
		return errors.Join(err, root.Remove(tmp))
	}
	return nil
}

// syncShard syncs the name of a folder of files, once in a process: it is made
// once, and a sync costs as much as the rest of a mail.
func (s *Store) syncShard(root *os.Root, dir string) error {
	if _, done := s.shards.Load(dir); done {
		return nil
	}
	if err := syncDir(root, "."); err != nil {
		return err
	}
	s.shards.Store(dir, true)
	return nil
}

// writeSynced writes a new file. One that fails is left empty and not removed: by
// now the name may be that of a whole one.
func writeSynced(root *os.Root, name string, raw []byte) error {
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	if err = errors.Join(err, f.Sync()); err != nil {
		err = errors.Join(err, f.Truncate(0))
	}
	return errors.Join(err, f.Close())
}

func syncDir(root *os.Root, name string) error {
	d, err := root.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (s *Store) readFile(sha string) ([]byte, error) {
	name := path.Join(s.FilesDir(), fileName(sha))
	root, err := os.OpenRoot(s.FilesDir())
	if err != nil {
		return nil, fmt.Errorf("%w: %w", checklist.ErrNotFound, msg.New("the file of a mail is missing", name))
	}
	defer root.Close()
	raw, err := root.ReadFile(fileName(sha))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: %w", checklist.ErrNotFound, msg.New("the file of a mail is missing", name))
	}
	return raw, err
}
