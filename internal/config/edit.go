package config

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// A configuration is edited by its bytes: what the clerk has written beside a key, and
// every other line, stays as it is.

// Quoted is a text as TOML writes it.
func Quoted(text string) string {
	if !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
	}
	return strconv.QuoteToASCII(text)
}

// Set gives a key, dotted, another value, as TOML writes it. One that the file does not
// have goes below the head of its table, or before the first table. Of tables that
// there are several of, the first is meant.
func Set(raw []byte, key, value string) []byte {
	if from, to, found := valueOf(raw, key); found {
		return splice(raw, from, to, value)
	}
	table, name := "", key
	if dot := strings.LastIndexByte(key, '.'); dot >= 0 {
		table, name = key[:dot], key[dot+1:]
	}
	at := len(raw)
	eachPlace(raw, func(found string, p place) {
		switch {
		case !p.table || at < len(raw):
		case table == "":
			at = lineAt(raw, p.row)
		case found == table:
			at = lineAt(raw, p.row+1)
		}
	})
	if table != "" && at == len(raw) {
		return fmt.Appendf(raw, "\n[%s]\n%s = %s\n", table, name, value)
	}
	return splice(raw, at, at, fmt.Sprintf("%s = %s\n", name, value))
}

// UseDirectoryFile makes a file name its directory, and takes the tables out that it had
// instead.
func UseDirectoryFile(raw []byte, name string) []byte {
	lines := bytes.SplitAfter(raw, []byte("\n"))
	inside := false
	for row := range lines {
		head := bytes.TrimSpace(lines[row])
		if bytes.HasPrefix(head, []byte("[")) {
			inside = bytes.HasPrefix(bytes.TrimLeft(head, "[ "), []byte("directory."))
		}
		if inside {
			lines[row] = nil
		}
		if example := []byte("# directory ="); name != "" && bytes.HasPrefix(head, example) {
			lines[row] = []byte("directory = " + Quoted(name) + "\n")
			name = ""
		}
	}
	raw = append(bytes.TrimRight(bytes.Join(lines, nil), "\n"), '\n')
	if name == "" {
		return raw
	}
	return Set(raw, "directory", Quoted(name))
}

// WithExample takes the comment signs away from an example of a table, as the shipped file
// has them: [[imap]].
func WithExample(raw []byte, table string) []byte {
	lines := strings.SplitAfter(string(raw), "\n")
	inside := false
	for i, line := range lines {
		inside = inside && strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "# [["+table+"]]")
		if inside {
			lines[i] = strings.TrimPrefix(line, "# ")
		}
	}
	return []byte(strings.Join(lines, ""))
}

// valueOf finds where the value of a key stands: the first one.
func valueOf(raw []byte, key string) (from, to int, found bool) {
	eachPlace(raw, func(name string, p place) {
		if found || p.table || name != key {
			return
		}
		from, to, found = p.from+bytes.IndexByte(raw[p.from:], '=')+1, p.to, true
		from += len(raw[from:]) - len(bytes.TrimLeft(raw[from:], " \t"))
	})
	return from, to, found
}

func splice(raw []byte, from, to int, text string) []byte {
	return bytes.Join([][]byte{raw[:from], []byte(text), raw[to:]}, nil)
}

// lineAt is where a line begins, 1 is the first.
func lineAt(raw []byte, row int) (at int) {
	for ; row > 1; row-- {
		next := bytes.IndexByte(raw[at:], '\n')
		if next < 0 {
			return len(raw)
		}
		at += next + 1
	}
	return at
}
