package configtest

import (
	"slices"
	"strings"
)

// WithExamples takes the # from the examples of some tables: from a line "# [[imap]]" or
// "# [letters.remind]" to the next empty one.
func WithExamples(conf []byte, tables ...string) []byte {
	lines := strings.Split(string(conf), "\n")
	inside := false
	for i, line := range lines {
		inside = line != "" && (inside || slices.ContainsFunc(tables, func(t string) bool { return line == "# [["+t+"]]" || line == "# ["+t+"]" }))
		if inside {
			lines[i] = strings.TrimPrefix(line, "# ")
		}
	}
	return []byte(strings.Join(lines, "\n"))
}
