package config

import (
	"strings"
	"testing"

	"duban"
)

func TestSet_changesTheValueAndNothingElse(t *testing.T) {
	t.Parallel()
	const file = "a = 1 # one\n\n# directory = \"x\"\n[t]\nb = \"two\"  # 二\nc = [\n 1, # inside\n]\n\n[[m]]\nd = 'x'\n[[m]]\nd = 'y'\n"
	for _, c := range []struct{ key, value, old, now string }{
		{"a", "2", "a = 1 # one", "a = 2 # one"},
		{"t.b", Quoted(`中"\`), `b = "two"  # 二`, `b = "中\"\\"  # 二`},
		{"t.c", "[]", "c = [\n 1, # inside\n]", "c = []"},
		{"m.d", "'z'", "d = 'x'", "d = 'z'"},
		{"t.new", "true", "[t]\n", "[t]\nnew = true\n"},
		{"top", "3", "[t]\n", "top = 3\n[t]\n"},
		{"other.key", "4", "d = 'y'\n", "d = 'y'\n\n[other]\nkey = 4\n"},
	} {
		if got, want := string(Set([]byte(file), c.key, c.value)), strings.Replace(file, c.old, c.now, 1); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.key, got, want)
		}
	}
}

func TestUseDirectoryFile_theShippedFileKeepsAllButItsPeople(t *testing.T) {
	t.Parallel()
	raw := UseDirectoryFile(duban.Config, "通讯录.xlsx")
	c, err := Parse("config.toml", raw)
	if err != nil {
		t.Fatal(err)
	}
	if c.DirectoryFile != "通讯录.xlsx" || strings.Contains(string(raw), "[[directory.post]]") {
		t.Errorf("the directory is %q in\n%s", c.DirectoryFile, raw)
	}
	if had, has := strings.Count(string(duban.Config[:strings.Index(string(duban.Config), "\n[[directory.")]), "\n"), strings.Count(string(raw), "\n"); has != had {
		t.Errorf("%d lines before the people, %d now", had, has)
	}
	again, err := Parse("config.toml", UseDirectoryFile(raw, "b.csv"))
	if err != nil || again.DirectoryFile != "b.csv" {
		t.Errorf("a second time: %q, %v", again.DirectoryFile, err)
	}
}
