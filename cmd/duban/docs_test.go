package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/internal/config"
	"duban/internal/daemon/daemontest"
	"duban/internal/fulltest"
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

// typedCommand is a command in the running text, or on a line of its own.
var typedCommand = regexp.MustCompile("(?m)`((?:\\./)?duban [^`\\n]+)`|^(?:    |\\$ )((?:\\./|go run \\./cmd/)?duban [^\\n]+)$")

// elsewhere are commands that have tests of their own, since they ask, listen, last or
// need a server.
var elsewhere = []string{"setup", "serve", "demo", "move", "restore", "reload", "--watch", "--online", "--loop"}

// ofTheReader are the names in a document that are the reader's own, each by one that is
// in the folder; %f is the folder.
var ofTheReader = strings.NewReplacer("LIST", "%f/实施清单.txt", "import 清单", "import %f/实施清单.txt", "import 文件", "import %f/实施清单.txt", "examples/实施清单.txt", "%f/实施清单.txt",
	"backup FILE", "backup %f/backup.db", "FILE", "%f/来信.eml", "文件", "%f/来信.eml", " 来信.eml", " %f/来信.eml", "backup.db", "%f/backup.db", "备份.db", "%f/备份.db", "通知.txt", "%f/通知.txt",
	"-o ", "-o %f/", "--directory-skeleton ", "--directory-skeleton %f/", "directory import ", "directory import %f/",
	"ADDRESS", "someone@else.example", "邮箱", "someone@else.example", "file 17", "file 3", "--config province.toml ", "", "…", "", "[", "", "]", "")

// made are the files that a command writes.
var made = regexp.MustCompile(`(?:-o|--directory-skeleton|backup) (\S+)`)

// ends are the commands that an office in May answers otherwise than with 0.
var ends = map[string]struct {
	status int
	says   string
}{
	"duban doctor": {exitProblems, "没有配置发信服务器"},
	"duban resume": {exitFailed, "发信没有暂停"},
	"duban close 1 --into 2 --waive 7 --why REASON": {exitFailed, "第14项报了办结，还没有审核"},
	"duban close 1 --into 2 --waive 7 --why 理由":     {exitFailed, "第14项报了办结，还没有审核"},
	"duban holidays add":                            {exitFailed, "请连同标题"}, // named without a notice
}

// Every command that a document names does what it is named for, in the folder of an
// office in May in which the files lie that the document speaks of. One that is named
// without what it wants says what that is, and its help is there.
func TestDocuments_everyCommandDoesItsWork(t *testing.T) {
	t.Parallel()
	o := prepared(t)
	seen, commands := map[string]bool{}, map[string]bool{}
	for name, text := range documents(t) {
		for _, m := range typedCommand.FindAllStringSubmatch(text, -1) {
			call := strings.TrimPrefix(strings.TrimPrefix(m[1]+m[2], "go run ./cmd/"), "./")
			if seen[call] {
				continue
			}
			seen[call] = true
			command, _, err := o.app().root().Find(fieldsOf(call)[1:])
			if err != nil {
				t.Errorf("%s: %q: %v", name, call, err)
			}
			t.Run(call, func(t *testing.T) {
				if commands[command.CommandPath()] {
					fulltest.Only(t) // every day one call of each
				}
				commands[command.CommandPath()] = true
				t.Parallel()
				if fault := o.copied(t).types(call); fault != "" {
					t.Errorf("%s: %s", name, fault)
				}
			})
		}
	}
	if len(seen) < 80 {
		t.Errorf("only %d commands found", len(seen))
	}
}

// copied is a copy of an office, with the files of which the documents speak.
func (o *console) copied(t *testing.T) *console {
	t.Helper()
	c := &console{t: t, dir: filepath.Join(t.TempDir(), "office"), at: o.at}
	if err := os.CopyFS(c.dir, os.DirFS(o.dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(filepath.Join(c.dir, "stranger.eml"), filepath.Join(c.dir, "来信.eml")); err != nil {
		t.Fatal(err)
	}
	c.write("通知.txt", []byte(notice27))
	return c
}

// types types a command and says what is wrong with what it does.
func (o *console) types(call string) (fault string) {
	typed := strings.ReplaceAll(ofTheReader.Replace(call), "%f", o.dir)
	typed, input, _ := strings.Cut(typed, " < ")
	args := fieldsOf(typed)[1:]
	if slices.ContainsFunc(elsewhere, func(word string) bool { return slices.Contains(args, word) }) {
		c, rest, err := o.app().root().Find(args)
		if err = errors.Join(err, c.ParseFlags(rest)); err != nil {
			return fmt.Sprintf("%q: %v", call, err)
		}
		return ""
	}
	if strings.HasPrefix(call, "duban directory import ") {
		o.must("directory", "export", "-o", args[2])
	}
	if args[0] == "import" { // which begins an office
		o.at = checklist.Date(2027, 4, 1).At(8, 0, daemontest.Zone)
		if err := os.RemoveAll(filepath.Join(o.dir, "duban-data")); err != nil {
			return err.Error()
		}
	}
	status, said := o.process(args, input)
	if status == exitUsage && regexp.MustCompile("用法：|请用 --|请写").MatchString(said) {
		status, said = o.process(append(args, "--help"), "")
	}
	if want := ends[call]; status != want.status || !strings.Contains(said, want.says) {
		return fmt.Sprintf("%q ends with %d, want %d\n%s", call, status, want.status, said)
	}
	if m := made.FindStringSubmatch(typed); m != nil {
		if _, err := os.Stat(m[1]); err != nil && !strings.HasSuffix(call, "backup") {
			return fmt.Sprintf("%q: %v", call, err)
		}
	}
	return ""
}

// process runs the program in the folder, since some commands write where it runs.
func (o *console) process(args []string, input string) (int, string) {
	c := exec.Command(os.Args[0], args...)
	c.Args[0], c.Dir = "duban", o.dir
	if args[0] == "config" && args[1] == "init" {
		c.Dir = filepath.Dir(o.dir)
	}
	c.Env = append(os.Environ(), "NOW="+o.at.Format(time.RFC3339), "TMPDIR="+filepath.Dir(o.dir), "LANG=zh_CN.UTF-8", "DUBAN_LANG=")
	if input != "" {
		stdin, err := os.Open(input)
		if err != nil {
			return -1, err.Error()
		}
		defer stdin.Close()
		c.Stdin = stdin
	}
	said, err := c.CombinedOutput()
	if c.ProcessState == nil {
		return -1, err.Error()
	}
	return c.ProcessState.ExitCode(), string(said)
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
