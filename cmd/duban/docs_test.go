package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"duban/internal/config"
)

// documents are those that tell people what to type.
func documents(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, path := range append(paths, "../../README.md", "../../README.zh-CN.md", "../../SECURITY.md", "../../CONTRIBUTING.md") {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[strings.TrimPrefix(path, "../../")] = string(raw)
	}
	return texts
}

var (
	// typed is a command in the running text, or on a line of its own.
	typedCommand = regexp.MustCompile("(?m)`((?:\\./)?duban [^`\\n]+)`|^(?:    |\\$ )((?:\\./|go run \\./cmd/)?duban [^\\n]+)$")
	// placed are files and names of the reader's own, each by one that is there.
	placed = strings.NewReplacer("examples/实施清单.txt", "%f/实施清单.txt", "通讯录.xlsx", "%f/d.csv", "directory.xlsx", "%f/d.csv", "directory.csv", "%f/d.csv", "来信.eml", "%f/stranger.eml",
		"备份.db", "%f/b.db", "backup.db", "%f/b.db", "import 清单 ", "import %f/实施清单.txt ", "LIST", "%f/实施清单.txt", "FILE", "%f/stranger.eml", "ADDRESS", "a@b.example", "邮箱", "a@b.example",
		"佐证", "%f/e", "-o evidence", "-o %f/e", "-o 报送.docx", "-o %f/o.docx", "explain 文件", "explain %f/stranger.eml", "ingest 文件", "ingest %f/stranger.eml",
		"OTHER", "%f/config.toml", "backup 文件名", "backup %f/b2.db", " 年份", " 2027", "YEAR", "2027", "…", "", "[", "", "]", "")
	// elsewhere are commands that have tests of their own, since they ask, listen or last.
	elsewhere = map[string]bool{"setup": true, "serve": true, "demo": true, "move": true, "restore": true, "reload": true}
)

// Every command that a document names is one, with flags that it has.
func TestDocuments_everyCommandIsOne(t *testing.T) {
	t.Parallel()
	o := prepared(t)
	seen := map[string]bool{}
	for name, text := range documents(t) {
		for _, m := range typedCommand.FindAllStringSubmatch(text, -1) {
			call := strings.TrimPrefix(strings.TrimPrefix(m[1]+m[2], "go run ./cmd/"), "./")
			call, _, _ = strings.Cut(call, " < ")
			call, _, _ = strings.Cut(call, " > ")
			call, _, _ = strings.Cut(call, "  #")
			if seen[call] {
				continue
			}
			seen[call] = true
			words := fieldsOf(strings.ReplaceAll(placed.Replace(call), "%f", o.dir))
			if words = words[1:]; words[0] == "help" { // which a root gets when it runs
				words = append(words[1:], "--help")
			}
			root := o.app().root()
			c, rest, err := root.Find(words)
			if err != nil || c == root && !strings.HasPrefix(words[0], "-") {
				t.Errorf("%s: %q is no command", name, call)
				continue
			}
			if elsewhere[c.Name()] || strings.Contains(call, "--watch") || len(rest) == 0 && c.HasSubCommands() {
				if err := c.ParseFlags(rest); err != nil {
					t.Errorf("%s: %q: %v", name, call, err)
				}
				continue
			}
			bare := len(rest) == 0 && c.Args != nil && c.Args(c, nil) != nil // the command as such, without what it is about
			if status := o.duban(words...); status == exitUsage && !bare && !needsMore(o.err.String()) {
				t.Errorf("%s: %q: %s", name, call, o.err.String())
			}
		}
	}
	if len(seen) < 60 {
		t.Errorf("only %d commands found", len(seen))
	}
}

// needsMore reports that a command was named for what it does, without what it wants.
func needsMore(said string) bool {
	return strings.Contains(said, "请用 --") || strings.Contains(said, "请写")
}

// fieldsOf splits a call as a shell does, quotes kept together.
func fieldsOf(call string) (all []string) {
	for _, m := range regexp.MustCompile(`"([^"]*)"|(\S+)`).FindAllStringSubmatch(call, -1) {
		all = append(all, m[1]+m[2])
	}
	return all
}

// Every piece of configuration in a document is one.
func TestDocuments_everyPieceOfConfigurationIsRight(t *testing.T) {
	t.Parallel()
	pieces := 0
	for name, text := range documents(t) {
		for _, m := range regexp.MustCompile("(?s)```toml\n(.*?)```").FindAllStringSubmatch(text, -1) {
			pieces++
			if _, err := config.Parse(name, []byte(m[1])); err != nil {
				for line := range strings.Lines(err.Error()) {
					if !strings.Contains(line, "没有密码文件") && !strings.Contains(line, "还是示例地址") && !strings.Contains(line, "通讯录") {
						t.Errorf("%s:\n%s%s", name, m[1], line)
					}
				}
			}
		}
	}
	if pieces < 5 {
		t.Errorf("only %d pieces found", pieces)
	}
}

// A link to a file of ours leads to one.
func TestDocuments_linksLeadSomewhere(t *testing.T) {
	t.Parallel()
	for name, text := range documents(t) {
		for _, m := range regexp.MustCompile(`\]\(([^)#:]+)\)`).FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join("../..", filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s links to %s", name, m[1])
			}
		}
	}
}
