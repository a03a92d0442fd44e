package db

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"duban/checklist"
)

// Mails above this size are files beside the database: as BLOBs they would be
// written twice, once into the write-ahead log.
const largeMail = 100 << 10

// fileName is where a mail stands in that folder.
func fileName(sha string) string { return path.Join(sha[:2], sha+".eml") }

// keepFile writes and syncs a file and its folder before the row that names it.
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
	if _, err := root.Stat(name); err == nil {
		return nil
	}
	dir := path.Dir(name)
	if err := root.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	tmp := path.Join(dir, ".new-"+rand.Text())
	defer root.Remove(tmp) //nolint:errcheck // renamed, or not there
	if err := writeSynced(root, tmp, raw); err != nil {
		return err
	}
	if err := root.Rename(tmp, name); err != nil {
		return err
	}
	return errors.Join(syncDir(root, dir), s.syncShard(root, dir))
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

func writeSynced(root *os.Root, name string, raw []byte) error {
	f, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(raw)
	return errors.Join(err, f.Sync(), f.Close())
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
		return nil, fmt.Errorf("%w: its file %s is missing", checklist.ErrNotFound, name)
	}
	defer root.Close()
	raw, err := root.ReadFile(fileName(sha))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: its file %s is missing", checklist.ErrNotFound, name)
	}
	return raw, err
}
