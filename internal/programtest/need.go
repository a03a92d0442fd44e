package programtest

import (
	"os"
	"os/exec"
	"testing"
)

// Need skips a test that looks through programs, unless DUBAN_TEST_PROGRAMS is set; it
// fails where one of them is missing then.
func Need(t testing.TB, programs ...string) {
	t.Helper()
	if os.Getenv("DUBAN_TEST_PROGRAMS") == "" {
		t.Skip("looks through other programs: DUBAN_TEST_PROGRAMS is not set")
	}
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			t.Fatal(err)
		}
	}
}
