package daemontest

import (
	"os"
	"testing"

	"duban/db/dbtest"
)

func TestMain(m *testing.M) {
	dbtest.InMemory()
	os.Exit(m.Run())
}
