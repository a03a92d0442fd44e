package db_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/db"
	"duban/db/dbtest"
)

// lives are what a child process of a test does until it is killed or ends.
var lives = map[string]func(path string) error{"migrate": migrateWithoutEnd, "fill": receiveOnFullDisk}

func TestMain(m *testing.M) {
	if live := lives[os.Getenv("DUBAN_TEST_LIFE")]; live != nil {
		if err := live(os.Getenv("DUBAN_TEST_PATH")); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child starts a process that lives such a life on a database, and returns what it
// says line by line.
func child(t *testing.T, life, path string) (*exec.Cmd, *bufio.Scanner) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "DUBAN_TEST_LIFE="+life, "DUBAN_TEST_PATH="+path)
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	return c, bufio.NewScanner(out)
}

// migrateWithoutEnd is in the middle of a further migration, large enough that half
// of it is on disk.
func migrateWithoutEnd(path string) error {
	shipped := db.Migrations()
	all := fstest.MapFS{"99999_endless.sql": {Data: []byte(`-- +goose Up
CREATE TABLE half (x TEXT);
DROP TABLE note;
INSERT INTO half SELECT hex(zeroblob(1000)) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n);`)}}
	names, err := fs.Glob(shipped, "*")
	if err != nil {
		return err
	}
	for _, name := range names {
		raw, err := fs.ReadFile(shipped, name)
		if err != nil {
			return err
		}
		all[name] = &fstest.MapFile{Data: raw}
	}
	go func() {
		for range time.Tick(time.Millisecond) {
			if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 4<<20 {
				fmt.Println("in the middle")
				return
			}
		}
	}()
	return db.MigrateFrom(context.Background(), path, all)
}

func TestOpen_aMigrationThatWasKilledHalfwayHasNotHappened(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "duban.db")
	before := dbtest.OpenAt(t, path)
	twoItems(t, before)
	c, says := child(t, "migrate", path)
	if !says.Scan() || says.Text() != "in the middle" {
		t.Fatalf("the child says %q", says.Text())
	}
	if err := c.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = c.Wait() // killed
	after := dbtest.OpenAt(t, path)
	got, err := after.Ledger(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want, err := before.Ledger(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" || len(got) != 3 {
		t.Errorf("the ledger changed:\n%s", diff)
	}
	if _, err := after.Notes(context.Background(), morning); err != nil {
		t.Errorf("half of the migration stayed: %v", err)
	}
}

var (
	smallMail = []byte("Subject: 收到\r\n\r\n收到")
	otherMail = []byte("Subject: 进展\r\n\r\n进展")
	largeMail = append([]byte("Subject: 材料\r\n\r\n"), make([]byte, 300<<10)...)
)

// receiveOnFullDisk takes a mail, then may write no more, and dies as it is.
func receiveOnFullDisk(path string) error {
	s, err := db.Open(context.Background(), path, dbtest.Options())
	if err != nil {
		return err
	}
	if _, _, err := s.Receive(context.Background(), morning, db.Arrival{Raw: smallMail, Source: "lmtp"}); err != nil {
		return err
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{}); err != nil {
		return err
	}
	for _, raw := range [][]byte{largeMail, otherMail} {
		if _, _, err := s.Receive(context.Background(), morning, db.Arrival{Raw: raw, Source: "lmtp"}); !errors.Is(err, db.ErrFull) {
			return fmt.Errorf("receiving %d bytes without room: %v", len(raw), err)
		}
	}
	return nil
}

func TestReceive_aFullDiskAcknowledgesNothingAndLosesNothing(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "duban.db")
	c, says := child(t, "fill", path)
	for says.Scan() {
		t.Error(says.Text())
	}
	if err := c.Wait(); err != nil {
		t.Fatal(err)
	}
	s := dbtest.OpenAt(t, path)
	for raw, known := range map[*[]byte]bool{&smallMail: true, &otherMail: false, &largeMail: false} {
		m, fresh, err := s.Receive(context.Background(), morning, db.Arrival{Raw: *raw, Source: "lmtp"})
		if err != nil || fresh == known {
			t.Errorf("%.20q: fresh %v, %v", *raw, fresh, err)
		}
		if back, err := s.RawMail(context.Background(), m.ID); err != nil || string(back) != string(*raw) {
			t.Errorf("%.20q came back as %d bytes, %v", *raw, len(back), err)
		}
	}
	left, err := filepath.Glob(filepath.Join(s.FilesDir(), "*", ".new-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
