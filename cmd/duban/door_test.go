package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/spf13/cobra"

	"duban"
	"duban/internal/daemon/daemontest"
	"duban/internal/words"
	"duban/internal/zh"
)

func TestHelp_everyCommandInBothLanguagesWithExitStatuses(t *testing.T) {
	t.Parallel()
	for lang, want := range map[words.Language]string{words.Chinese: "退出状态", words.English: "Exit status"} {
		o := newConsole(t)
		a := o.app()
		a.lang = lang
		var walk func(c *cobra.Command)
		walk = func(c *cobra.Command) {
			o.out.Reset()
			c.SetOut(&o.out)
			if err := c.Help(); err != nil {
				t.Fatal(err)
			}
			if got := o.out.String(); c.Name() != "help" && (!strings.Contains(got, want) || c.Short == "" || c.Example == "  " || strings.Contains(got, "[]")) {
				t.Errorf("%s (%s):\n%s", c.CommandPath(), lang, got)
			}
			for _, sub := range c.Commands() {
				walk(sub)
			}
		}
		walk(a.root())
	}
}

func TestVisible_H07_H09_escapesDoNotReachTheTerminal(t *testing.T) {
	t.Parallel()
	if got := zh.Visible("a\x1b[31mb\u202ec\u200bd\n"); strings.ContainsAny(got, "\x1b\u202e\u200b") || !strings.HasSuffix(got, "\n") {
		t.Errorf("got %q", got)
	}
}

// named finds commands that a text tells the reader to type.
var named = regexp.MustCompile("duban ([a-z]+)")

func TestTexts_nameOnlyCommandsThatExist(t *testing.T) {
	t.Parallel()
	known := map[string]bool{"help": true}
	for _, c := range newConsole(t).app().root().Commands() {
		known[c.Name()] = true
	}
	err := filepath.WalkDir("../..", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !slices.Contains([]string{".go", ".md", ".toml"}, filepath.Ext(path)) || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		for _, line := range strings.Split(string(text), "\n") {
			for _, found := range named.FindAllStringSubmatch(line, -1) {
				if !known[found[1]] && !englishProse(line) {
					t.Errorf("%s names duban %s:\n%s", path, found[1], line)
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// englishProse is what is not an order to type: comments, messages in English.
func englishProse(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func TestImport_aListWhoseDeadlinesHavePassedAsks(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.at = time.Date(2026, 5, 12, 10, 0, 0, 0, daemontest.Zone) // April's have passed, May's have not
	list := []string{"import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01"}
	if status := o.duban(list...); status != exitUsage && status != exitFailed {
		t.Errorf("exit %d: %s", status, &o.out)
	}
	for _, want := range []string{"没有导入", "2026-04-30", "--year 2027", "--late"} {
		if !strings.Contains(o.err.String(), want) {
			t.Errorf("no %q in:\n%s", want, &o.err)
		}
	}
	if status := o.duban("show", "1"); status == exitDone {
		t.Errorf("it is imported all the same:\n%s", &o.out)
	}
	o.must(append(list, "--late")...)
	o.must("show", "1")
	today := o.must("plan")
	if strings.Contains(today, "提醒") || strings.Contains(today, "提级") || strings.Count(today, "交办") < 10 {
		t.Errorf("the plan of the day of import, on which all is to be given:\n%.900s", today)
	}
	if tomorrow := o.must("plan", "--on", "2026-05-13"); strings.Contains(tomorrow, "首次交办") {
		t.Errorf("the plan of the day after:\n%.900s", tomorrow)
	}
}

func TestImport_whoDoesNotSayTheDayOfIssueGetsTheYearsDeadlines(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.at = time.Date(2026, 11, 24, 10, 0, 0, 0, daemontest.Zone) // long after both
	if got := o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--dry-run", "--json"); !strings.Contains(got, `"deadline":"2026-04-30"`) || !strings.Contains(got, `"deadline":"2026-05-31"`) {
		t.Errorf("the deadlines are lost:\n%.600s", got)
	}
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01", "--late")
	o.write("修订.txt", []byte(strings.Replace(string(duban.Checklist), "“一码通”", "一码通", 1)))
	if got := o.must("import", filepath.Join(o.dir, "修订.txt"), "--year", "2026"); !strings.Contains(got, "改　第14项") || strings.Contains(got, "完成时限：") {
		t.Errorf("the amended list differs in more than one word:\n%.900s", got)
	}
}
