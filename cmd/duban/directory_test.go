package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban"
	"duban/checklist/sheet"
	"duban/internal/config"
)

// withDirectoryFile makes the office keep its directory in a workbook.
func (o *console) withDirectoryFile() string {
	o.t.Helper()
	path := filepath.Join(o.dir, "通讯录.xlsx")
	o.must("directory", "export", "-o", path)
	conf := string(duban.Config)
	conf = strings.Replace(conf[:strings.Index(conf, "\n[[directory.")+1], "# directory = ", "directory = ", 1)
	o.write("config.toml", []byte(conf))
	return path
}

func TestDirectory_whatIsExportedIsReadBackWithoutADifference(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	for _, name := range []string{"a.xlsx", "a.csv"} {
		path := filepath.Join(o.dir, name)
		o.must("directory", "export", "-o", path)
		if got := o.must("directory", "import", path); !strings.Contains(got, "通讯录没有不同") {
			t.Errorf("%s:\n%s", name, got)
		}
	}
	if status := o.duban("directory", "export", "-o", filepath.Join(o.dir, "a.csv")); status != exitFailed {
		t.Errorf("overwrote a file: exit %d", status)
	}
}

func TestDirectory_anEditIsShownFirstAndThenApplied(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.withDirectoryFile()
	edited := filepath.Join(o.dir, "改.csv")
	o.must("directory", "export", "-o", edited)
	raw, err := os.ReadFile(edited)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Replace(string(raw), "jishu@djzx.example", "xin@djzx.example", 1) + "部门,档案室,,,dangan@djzx.example,,,分管副主任,,\r\n"
	o.write("改.csv", []byte(text))
	got := o.must("directory", "import", edited)
	for _, want := range []string{"改　部门　技术服务部　邮箱：jishu@djzx.example → xin@djzx.example", "增　部门　档案室", "加 --apply"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if got := o.must("directory"); strings.Contains(got, "xin@") {
		t.Errorf("applied without being told to:\n%s", got)
	}
	o.must("directory", "import", edited, "--apply")
	if got := o.must("directory"); !strings.Contains(got, "xin@djzx.example") || !strings.Contains(got, "档案室") {
		t.Errorf("not applied:\n%s", got)
	}
}

func TestDirectory_whoStillOwesSomethingIsNotLost(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	path := filepath.Join(o.dir, "改.csv")
	o.must("directory", "export", "-o", path)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, line := range strings.Split(string(raw), "\r\n") {
		if !strings.HasPrefix(line, "部门,行政效能监督科,") {
			lines = append(lines, line)
		}
	}
	o.write("改.csv", []byte(strings.Join(lines, "\r\n")))
	status := o.duban("directory", "import", path, "--apply")
	if status != exitFailed || !strings.Contains(o.err.String(), "“行政效能监督科”还有") {
		t.Errorf("exit %d: %s", status, &o.err)
	}
}

func TestDirectory_aConfiguredOneMovesToAWorkbook(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	edited := filepath.Join(o.dir, "改.csv")
	o.must("directory", "export", "-o", edited)
	raw, err := os.ReadFile(edited)
	if err != nil {
		t.Fatal(err)
	}
	o.write("改.csv", []byte(strings.Replace(string(raw), "jishu@", "xin@", 1)))
	if got := o.must("directory", "import", edited, "--apply"); !strings.Contains(got, "此后以 通讯录.xlsx 为准") {
		t.Error(got)
	}
	if got := o.must("directory"); !strings.Contains(got, "xin@djzx.example") {
		t.Errorf("the edited directory is not in force:\n%s", got)
	}
	conf, err := os.ReadFile(filepath.Join(o.dir, "config.toml"))
	if err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(filepath.Join(o.dir, "config.toml.bak"))
	if err != nil || string(kept) != string(duban.Config) || !strings.HasPrefix(string(conf), string(duban.Config[:200])) {
		t.Errorf("the configuration was not kept, or more than the directory was changed: %v\n%s", err, conf)
	}
}

// The way of the README: export, edit that very file, import it.
func TestDirectory_theFileThatWasExportedIsEditedAndReadBack(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	path := filepath.Join(o.dir, "通讯录.xlsx")
	o.must("directory", "export", "-o", path)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := sheet.ReadDirectory(path, raw)
	if err != nil {
		t.Fatal(err)
	}
	entries[0].Mail = "xin@djzx.example"
	var b bytes.Buffer
	if err := sheet.WriteDirectory(path, &b, entries); err != nil {
		t.Fatal(err)
	}
	o.write("通讯录.xlsx", b.Bytes())
	o.must("directory", "import", path, "--apply")
	if got := o.must("directory"); !strings.Contains(got, "xin@djzx.example") {
		t.Errorf("not in force:\n%s", got)
	}
	if got := o.must("directory", "import", path); !strings.Contains(got, "通讯录没有不同") {
		t.Errorf("a second time:\n%s", got)
	}
	if _, err := os.Stat(filepath.Join(o.dir, "duban-data")); err == nil {
		t.Error("a database was made")
	}
}

// The skeleton and the key directory name one file, and neither wants it first.
func TestDirectory_theSkeletonMayBeTheDirectoryItself(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.write("config.toml", config.UseDirectoryFile(duban.Config, "通讯录.csv"))
	path := filepath.Join(o.dir, "通讯录.csv")
	call := []string{"import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01", "--dry-run", "--directory-skeleton", path}
	if status := o.duban(call...); status != exitProblems {
		t.Fatalf("exit %d\n%s", status, &o.err)
	}
	raw, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(raw), "部门,技术服务部,") {
		t.Fatalf("%v\n%s", err, raw)
	}
	filled := strings.Replace(string(raw), "部门,技术服务部,,,,", "部门,技术服务部,,,jishu@djzx.example,", 1)
	o.write("通讯录.csv", []byte(filled))
	o.duban(call...)
	if again, err := os.ReadFile(path); err != nil || string(again) != filled {
		t.Errorf("what was filled in is gone: %v\n%s", err, again)
	}
}
