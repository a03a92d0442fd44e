package fulltest

import (
	"flag"
	"os"
	"strconv"
	"testing"
)

// Asked says whether everything is to be tried.
func Asked() bool { return os.Getenv("DUBAN_TEST_FULL") != "" }

// Only skips a test, or a case of one, that is not for every day.
func Only(t testing.TB) {
	t.Helper()
	if !Asked() {
		t.Skip("not for every day: DUBAN_TEST_FULL is not set")
	}
}

// Sample are all, or the first n of them every day.
func Sample[T any](all []T, n int) []T {
	if Asked() {
		return all
	}
	return all[:min(n, len(all))]
}

// Checks bounds how often rapid tries each law of a package, a hundred times in full; what
// the command line says (-rapid.checks) counts all the same. It is called before flags are
// parsed.
func Checks(n int) {
	if Asked() {
		return
	}
	if err := flag.Set("rapid.checks", strconv.Itoa(n)); err != nil {
		panic(err)
	}
}
