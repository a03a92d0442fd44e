// Package dbtest opens stores for tests, and checks every invariant of the
// stored data when the test ends.
package dbtest

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"duban/db"
)

// Zone is the office's zone in tests: a fixed one, so that no test needs tzdata.
var Zone = time.FixedZone("Asia/Shanghai", 8*3600)

// Options are those of every test store; tokens are drawn from a fixed seed.
func Options() db.Options {
	return db.Options{Zone: Zone, Domain: "djzx.example", Random: rand.NewChaCha8([32]byte{1})}
}

// Open opens a fresh store, which is checked and closed when the test ends.
func Open(t testing.TB) *db.Store {
	t.Helper()
	return OpenAt(t, filepath.Join(t.TempDir(), "duban.db"))
}

// OpenAt opens the store at a path, as Open does.
func OpenAt(t testing.TB, path string) *db.Store {
	t.Helper()
	s, err := db.Open(context.Background(), path, Options())
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
