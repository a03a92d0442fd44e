package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"duban"
	"duban/db/dbtest"
)

// An office that has lived in a file moves into a server's database, and lives on.
func TestFleet_anOfficeMovesInAndLivesOn(t *testing.T) {
	f := &fleet{TB: t, dir: t.TempDir(), server: dbtest.Server(t), now: "2026-04-22T09:00:00+08:00"}
	conf := strings.Replace(string(duban.Config), `"127.0.0.1:2424"`, `""`, 1)
	f.write("config.toml", conf)
	f.write("实施清单.txt", string(duban.Checklist))
	f.run("import", "实施清单.txt", "--year", "2026", "--start", "2026-04-22")
	f.run("judge", "14", "accept", "--without-report", "--why", "现场核实")
	before := f.run("status")

	said := f.run("move", "--to", f.server, "--as", "7")
	if !strings.Contains(said, "两边一致") || !strings.Contains(said, "office.id = 7") {
		t.Errorf("moving said:\n%s", said)
	}
	if out, err := f.command("move", "--to", f.server, "--as", "7").CombinedOutput(); err == nil || !strings.Contains(string(out), "目标数据库里已有机构7的记录") {
		t.Errorf("moving again: %v\n%s", err, out)
	}

	conf = strings.Replace(conf, `database = "duban-data/duban.db"`, `database = "`+f.server+`"`, 1)
	f.write("config.toml", strings.Replace(conf, "id = 1 ", "id = 7 ", 1))
	if after := f.run("status"); after != before {
		t.Errorf("the ledger was\n%s\nand is\n%s", before, after)
	}
	m := f.start()
	m.says(`msg="letters planned"`)
	f.wait("the letters to go", func() bool { return f.number(onItsWay) == 0 })
	m.stop()
	f.run("simulate", "--from", "2026-04-22", "--to", "2026-05-12")
	f.run("export", "-o", "填报.docx")
	f.run("check")
	f.run("backup", "备份.db")
	f.write("config.toml", strings.Replace(string(duban.Config), "id = 1 ", "id = 7 ", 1))
	if err := os.RemoveAll(filepath.Join(f.dir, "duban-data")); err != nil {
		t.Fatal(err)
	}
	f.run("restore", "备份.db")
	f.run("check")
}
