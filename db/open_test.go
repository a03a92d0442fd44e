package db_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"duban/db"
	"duban/db/dbtest"
)

func TestOpen_aPathThatCannotBeIsAnErrorOfThatPath(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for reason, path := range map[string]string{
		"the folder is a file":         filepath.Join(file, "duban.db"),
		"the file is a folder":         dir,
		"no folder can be made there":  "/proc/duban/duban.db",
		"nor below a file's own place": filepath.Join(file, "a", "b", "duban.db"),
	} {
		_, err := db.Open(t.Context(), path, dbtest.Options())
		var fault *fs.PathError
		if !errors.As(err, &fault) {
			t.Errorf("%s: got %v", reason, err)
		}
	}
}
