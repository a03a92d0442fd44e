package db_test

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban/checklist"
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

func TestOpen_anotherProgramsDatabaseIsLeftAsItIs(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "theirs.db")
	theirs, err := sql.Open("sqlite3", path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := theirs.Exec(`CREATE TABLE customer (name TEXT)`); err != nil {
		t.Fatal(err)
	}
	if err := theirs.Close(); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Open(t.Context(), path, dbtest.Options()); !errors.Is(err, checklist.ErrInvalid) || !strings.Contains(err.Error(), "another program") {
		t.Errorf("opened: %v", err)
	}
	after, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
}
