package terminal_test

import (
	"strings"
	"testing"

	"duban/cmd/duban/terminal"
)

func TestWrapped(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, line, want string }{
		{"a short line", "  2026-04-01 08:30  letter", "  2026-04-01 08:30  letter"},
		{"between words, deeper than it began", "  2026-04-16 08:30  letter  reminder, 10 workdays before", "  2026-04-16 08:30  letter  reminder, 10\n    workdays before"},
		{"the gap of two spaces goes with the break", "2026-04-27 15:00  receipt  listed as well  sent 15:00", "2026-04-27 15:00  receipt  listed as\nwell  sent 15:00"},
		{"beside a Chinese character", strings.Repeat("办", 25), strings.Repeat("办", 20) + "\n" + strings.Repeat("办", 5)},
		{"a mark stays with its word", strings.Repeat("办", 20) + "。办", strings.Repeat("办", 19) + "\n办。办"},
		{"an opening mark goes with its word", strings.Repeat("办", 19) + "“办结”", strings.Repeat("办", 19) + "\n“办结”"},
		{"a word longer than the line", strings.Repeat("x", 50), strings.Repeat("x", 40) + "\n" + strings.Repeat("x", 10)},
		{"a long word behind the margin", "  " + strings.Repeat("x", 50), "  " + strings.Repeat("x", 38) + "\n    " + strings.Repeat("x", 12)},
	} {
		if got := terminal.Wrapped(c.line, 40); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if got := terminal.Wrapped(strings.Repeat("x", 41)+"\n\n  y", 40); got != strings.Repeat("x", 40)+"\nx\n\n  y" {
		t.Errorf("of several lines each is broken by itself: got %q", got)
	}
	long := strings.Repeat("word ", 40)
	if got := terminal.Wrapped(long, 0); got != long {
		t.Errorf("what is no terminal gets %q", got)
	}
}

// A line of a list that goes on is told from the next one.
func TestEntries(t *testing.T) {
	t.Parallel()
	list := "1  " + strings.Repeat("word ", 9) + "\n2  word"
	if got, want := terminal.Entries(list, 40), "1  word word word word word word word\n    word word\n2  word"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := terminal.Entries(list, 0); got != list {
		t.Errorf("without a terminal: %q", got)
	}
}
