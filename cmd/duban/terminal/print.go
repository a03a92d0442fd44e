package terminal

import (
	"fmt"
	"io"
	"os"

	"golang.org/x/term"
)

// Print prints lines, in the columns of a terminal as Wrapped has them.
func Print(w io.Writer, lines string) { fmt.Fprintln(w, Wrapped(lines, Columns(w))) }

// PrintEntries prints lines of a list, in the columns of a terminal as Entries has them.
func PrintEntries(w io.Writer, lines string) { fmt.Fprintln(w, Entries(lines, Columns(w))) }

// Columns is how many columns a terminal has; 0 where an output is none. An output that is
// no file tells it itself.
func Columns(w io.Writer) int {
	if tells, ok := w.(interface{ Columns() int }); ok {
		return tells.Columns()
	}
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil || columns == 0 {
		return 80
	}
	return columns
}
