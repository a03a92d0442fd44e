package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/pelletier/go-toml/v2"
	"github.com/spf13/cobra"

	"duban"
)

func TestImport_asksForAYearAndNeverGuesses(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if status := o.duban("import", filepath.Join(o.dir, "实施清单.txt")); status != exitUsage || !strings.Contains(o.err.String(), "--year") {
		t.Errorf("exit %d: %s", status, &o.err)
	}
}

func TestImport_badFilesAreRefusedWithAReason(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"empty.txt": "", "picture.png": "\x89PNG\r\n\x1a\n", "binary.txt": "\x00\x01\x02\xff\xfe\x00",
		"no-numbers.txt": "主要任务\t\t具体内容\t责任人/部门\t完成时限\n一\t\t甲\t综合部\t4月底\n",
		"doubled.txt":    "序号\t具体内容\t责任部门\t完成时限\n1\t甲\t综合部\t4月底\n1\t乙\t综合部\t4月底\n",
		"no-day.txt":     "序号\t具体内容\t责任部门\t完成时限\n1\t甲\t综合部\t4月31日\n",
		"no-party.txt":   "序号\t具体内容\t责任部门\t完成时限\n1\t甲\t不存在的部\t4月底\n",
	} {
		o := newOffice(t)
		o.write(name, []byte(content))
		if status := o.duban("import", filepath.Join(o.dir, name), "--year", "2026"); status != exitFailed || o.err.Len() < 10 {
			t.Errorf("%s: exit %d: %s", name, status, &o.err)
		}
		if got := o.must("status"); !strings.Contains(got, "0项") {
			t.Errorf("%s stored something:\n%s", name, got)
		}
	}
}

func TestConfig_allProblemsAtOnceWithLineAndColumn(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	text := strings.Replace(string(duban.Config), "port = 587", "port = \"x\"\nprot = 1", 1)
	text = strings.Replace(text, "hour = \"08:30\"", "hour = \"25:99\"", 1)
	o.write("config.toml", []byte(text))
	status := o.duban("config", "check")
	got := o.err.String()
	for _, want := range []string{"relay.port", "relay.prot", "relay.port？", "25:99", "行", "列"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in (exit %d):\n%s", want, status, got)
		}
	}
}

func TestConfig_theShippedFileNamesEveryKey(t *testing.T) {
	t.Parallel()
	var tree map[string]any
	if err := toml.Unmarshal(duban.Config, &tree); err != nil {
		t.Fatal(err)
	}
	found := []string{"directory"}
	var walk func(v any, path string)
	walk = func(v any, path string) {
		switch x := v.(type) {
		case map[string]any:
			for k, y := range x {
				walk(y, strings.TrimPrefix(path+"."+k, "."))
			}
		case []any:
			if len(x) > 0 {
				if _, table := x[0].(map[string]any); table {
					for _, y := range x {
						walk(y, path)
					}
					return
				}
			}
			found = append(found, path)
		default:
			found = append(found, path)
		}
	}
	walk(tree, "")
	explained := string(duban.Config)
	for _, key := range keys() {
		last := key[strings.LastIndex(key, ".")+1:]
		if !slices.Contains(found, key) && !(strings.HasPrefix(key, "directory.") && strings.Contains(explained, last)) {
			t.Errorf("config.toml does not name %s", key)
		}
	}
}

func TestHelp_everyCommandInBothLanguagesWithExitStatuses(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{"zh_CN.UTF-8": "退出状态", "en_US.UTF-8": "Exit status"} {
		o := newOffice(t)
		a := o.app()
		a.getenv = func(key string) string { return map[string]string{"LANG": lang}[key] }
		var walk func(c *cobra.Command)
		walk = func(c *cobra.Command) {
			o.out.Reset()
			c.SetOut(&o.out)
			if err := c.Help(); err != nil {
				t.Fatal(err)
			}
			if got := o.out.String(); c.Name() != "help" && (!strings.Contains(got, want) || c.Short == "" || c.Example == "  ") {
				t.Errorf("%s (%s):\n%s", c.CommandPath(), lang, got)
			}
			for _, sub := range c.Commands() {
				walk(sub)
			}
		}
		walk(a.root())
	}
}

func TestCommand_anUnknownOneIsWrongUsage(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	if status := o.duban("bogus"); status != exitUsage {
		t.Errorf("exit %d", status)
	}
	if status := o.duban("import", "--bogus"); status != exitUsage {
		t.Errorf("exit %d", status)
	}
}

func TestVisible_escapesDoNotReachTheTerminal(t *testing.T) {
	t.Parallel()
	if got := visible("a\x1b[31mb\u202ec\n"); strings.ContainsAny(got, "\x1b\u202e") || !strings.HasSuffix(got, "\n") {
		t.Errorf("got %q", got)
	}
}
