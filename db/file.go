package db

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Mails above this size are files beside the database: as BLOBs they would be
// written twice, once into the write-ahead log.
const largeMail = 100 << 10

// FilesDir is the folder of large mails, each named by its SHA-256.
func (s *Store) FilesDir() string { return s.path + ".files" }

func (s *Store) filePath(sha string) string {
	return filepath.Join(s.FilesDir(), sha[:2], sha+".eml")
}

// keepFile writes and syncs a file and its folder before the row that names it.
func (s *Store) keepFile(sha string, raw []byte) error {
	path := s.filePath(sha)
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(raw)
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return errors.Join(syncDir(dir), syncDir(filepath.Dir(dir)))
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

func (s *Store) readFile(sha string) ([]byte, error) {
	raw, err := os.ReadFile(s.filePath(sha))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("its file is missing: " + s.filePath(sha))
	}
	return raw, err
}
