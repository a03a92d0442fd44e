package files

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write writes a file whole or not at all: to a temporary name beside it,
// synced, renamed over it, and the folder synced. Only this user can read it,
// whatever the folder and the umask: what is written here names people.
func Write(path string, write func(io.Writer) error) error {
	dir := filepath.Dir(path)
	if _, err := os.Stat(dir); err != nil {
		return err // with the folder's name, not that of the temporary file
	}
	tmp, err := os.CreateTemp(dir, ".duban-*")
	if refused := (*fs.PathError)(nil); errors.As(err, &refused) {
		refused.Path = path // the file that is wanted, not the temporary one
	}
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	err = write(tmp)
	if err := errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Taken says that a file of this name is there already.
type Taken struct{ Path string }

func (t Taken) Error() string { return t.Path + " exists already" }

// WriteNew is writeFile for a name that is not taken yet.
func WriteNew(path string, write func(io.Writer) error) error {
	if _, err := os.Lstat(path); err == nil {
		return Taken{path}
	}
	return Write(path, write)
}
