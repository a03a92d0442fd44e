package dbtest

import (
	"context"
	"crypto/rand"
	mathrand "math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"duban/db"
)

// Zone is the office's zone in tests: a fixed one, so that no test needs tzdata.
var Zone = time.FixedZone("Asia/Shanghai", 8*3600)

// Options are those of every test store; tokens are drawn from a fixed seed.
func Options() db.Options {
	return db.Options{Zone: Zone, Domain: "djzx.example", Random: mathrand.NewChaCha8([32]byte{1})}
}

// inMemory is a folder in memory where the system has one and TMPDIR names no other:
// nothing of a test is to outlive a power cut, and syncing is most of what many of them
// wait for.
var inMemory = sync.OnceValue(func() string {
	const memory = "/dev/shm"
	if os.Getenv("TMPDIR") == "" {
		if dir, err := os.MkdirTemp(memory, "probe"); err == nil { // also writable
			os.Remove(dir)
			return memory
		}
	}
	return os.TempDir()
})

// Tests collect garbage rarely: it is a fifth of what a story costs otherwise.
func init() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
}

// InMemory keeps all temporary files of a test binary there, as stores are kept in any.
// It is called from TestMain.
func InMemory() { os.Setenv("TMPDIR", inMemory()) }

// Open opens a fresh store, which is checked and closed when the test ends: in a
// file, or, where DUBAN_TEST_POSTGRES names a server, there. So every test of what
// is remembered runs on both databases.
func Open(t testing.TB) *db.Store {
	t.Helper()
	if server := os.Getenv("DUBAN_TEST_POSTGRES"); server != "" {
		return OpenAt(t, schema(t, server))
	}
	return OpenFile(t)
}

// OpenFile opens a fresh store in a file, whatever the environment says: for what
// concerns files, and for bubbles, in which no network is.
func OpenFile(t testing.TB) *db.Store {
	t.Helper()
	raw, err := fresh()
	if err != nil {
		t.Fatal(err)
	}
	dir, err := os.MkdirTemp(inMemory(), "duban")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	file := filepath.Join(dir, "duban.db")
	if err := os.WriteFile(file, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return OpenAt(t, file)
}

// fresh is a database in which nothing has happened, made once: to migrate an empty file
// takes longer than most tests.
var fresh = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp(inMemory(), "duban-fresh")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "duban.db")
	s, err := db.Open(context.Background(), file, Options())
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
})

// Server returns the location of a fresh database on the server that
// DUBAN_TEST_POSTGRES names, and skips the test where it names none.
func Server(t testing.TB) string {
	t.Helper()
	server := os.Getenv("DUBAN_TEST_POSTGRES")
	if server == "" {
		t.Skip("DUBAN_TEST_POSTGRES names no server; .ci/run starts one")
	}
	return schema(t, server)
}

// schema makes a database of its own for a test, which is dropped when it ends.
func schema(t testing.TB, server string) string {
	t.Helper()
	name := "t_" + strings.ToLower(rand.Text()[:20])
	Statement(t, server, `CREATE SCHEMA `+name)
	t.Cleanup(func() { Statement(t, server, `DROP SCHEMA `+name+` CASCADE`) })
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", name)
	u.RawQuery = query.Encode()
	return u.String()
}

// Statement runs a statement on a server, behind the store's back.
func Statement(t testing.TB, server, statement string) {
	t.Helper()
	conn, err := pgx.Connect(context.Background(), server)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(context.Background(), statement); err != nil {
		t.Fatal(err)
	}
}

// OpenAt opens the store at a location, as Open does.
func OpenAt(t testing.TB, location string) *db.Store {
	t.Helper()
	s, err := db.Open(context.Background(), location, Options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		Check(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// Check fails the test for every broken invariant.
func Check(t testing.TB, s *db.Store) {
	t.Helper()
	broken, err := s.Check(context.Background())
	if err != nil {
		t.Error(err)
	}
	for _, v := range broken {
		t.Error(v)
	}
}
