package db_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
)

func TestBackup_isOneFileThatRestoresWhole(t *testing.T) {
	t.Parallel()
	ctx, dir := context.Background(), t.TempDir()
	s := dbtest.Open(t)
	large := bytes.Repeat([]byte("佐证"), 100_000)
	m, _, err := s.Receive(ctx, morning, db.Arrival{Raw: large, Source: "lmtp"})
	if err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(dir, "备份.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	restored := filepath.Join(dir, "new", "duban.db")
	if err := db.Restore(ctx, backup, restored, dbtest.Options()); err != nil {
		t.Fatal(err)
	}
	again := dbtest.OpenAt(t, restored)
	raw, err := again.RawMail(ctx, m.ID)
	if err != nil || !bytes.Equal(raw, large) {
		t.Errorf("the large mail came back as %d bytes, %v", len(raw), err)
	}
	if _, err := os.Stat(again.FilesDir()); err == nil {
		t.Error("the restored database needs files beside it")
	}
}

func TestBackup_underLoadIsConsistent(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := dbtest.Open(t)
	stop := make(chan struct{})
	done := make(chan error, 1)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			if _, _, err := s.Receive(ctx, morning.Add(time.Duration(i)), db.Arrival{Raw: []byte{byte(i), byte(i >> 8), 1}, Source: "lmtp"}); err != nil {
				done <- err
				return
			}
		}
	}()
	for i := range 3 {
		path := filepath.Join(t.TempDir(), "b.db")
		if err := s.Backup(ctx, path); err != nil {
			t.Errorf("backup %d: %v", i, err)
		}
		dbtest.OpenAt(t, path)
	}
	close(stop)
	if err := <-done; err != nil {
		t.Error(err)
	}
}

func TestLastBackup_isOfAllOfficesAndMovesAlong(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ctx := context.Background()
	livedIn(t, s)
	if at, err := s.LastBackup(ctx); err != nil || !at.IsZero() {
		t.Fatalf("before any: %v, %v", at, err)
	}
	other := another(t, s, 2)
	livedIn(t, other)
	for _, at := range []time.Time{morning.Add(time.Hour), morning.Add(48 * time.Hour)} {
		if err := s.NoteBackup(ctx, at); err != nil {
			t.Fatal(err)
		}
	}
	to := dbtest.OpenAt(t, filepath.Join(t.TempDir(), "new.db"))
	if err := s.CopyInto(ctx, to); err != nil {
		t.Fatal(err)
	}
	for name, of := range map[string]*db.Store{"the office": s, "its neighbour": other, "moved": to} {
		if at, err := of.LastBackup(ctx); err != nil || !at.Equal(morning.Add(48*time.Hour)) {
			t.Errorf("%s: %v, %v", name, at, err)
		}
	}
}

func TestBackup_neverReplacesAFile(t *testing.T) {
	t.Parallel()
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "there.db")
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := dbtest.OpenFile(t)
	if err := s.Backup(ctx, path); !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("backup: %v", err)
	}
	backup := filepath.Join(t.TempDir(), "b.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	if err := db.Restore(ctx, backup, path, dbtest.Options()); !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("restore: %v", err)
	}
	if err := db.Restore(ctx, backup, s.Where(), dbtest.Options()); !errors.Is(err, checklist.ErrConflict) {
		t.Errorf("restore over a live database: %v", err)
	}
}

func TestRestore_refusesWhatIsNoSoundBackup(t *testing.T) {
	t.Parallel()
	ctx, dir := context.Background(), t.TempDir()
	s := dbtest.Open(t)
	backup := filepath.Join(dir, "b.db")
	if err := s.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	scrambled := bytes.Clone(whole)
	copy(scrambled[len(scrambled)/2:], bytes.Repeat([]byte{0xA5}, 8192))
	for name, content := range map[string][]byte{"empty": {}, "text": []byte("not a database at all, only words"), "cut off": whole[:len(whole)/2], "scrambled": scrambled} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(dir, name+".restored")
		if err := db.Restore(ctx, path, target, dbtest.Options()); !errors.Is(err, checklist.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(target); err == nil {
			t.Errorf("%s was restored", name)
		}
	}
	if err := db.Restore(ctx, filepath.Join(dir, "nowhere"), filepath.Join(dir, "x"), dbtest.Options()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
}
