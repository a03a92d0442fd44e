package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
)

// amendedList writes the example list with some of its text replaced, in pairs.
func (o *console) amendedList(name string, pairs ...string) string {
	o.t.Helper()
	raw, err := os.ReadFile(filepath.Join(o.dir, "实施清单.txt"))
	if err != nil {
		o.t.Fatal(err)
	}
	text := string(raw)
	for i := 0; i < len(pairs); i += 2 {
		if !strings.Contains(text, pairs[i]) {
			o.t.Fatalf("the list has no %q", pairs[i])
		}
		text = strings.Replace(text, pairs[i], pairs[i+1], 1)
	}
	o.write(name, []byte(text))
	return filepath.Join(o.dir, name)
}

func TestImport_anAmendedListShowsItsDifferencesFirst(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	before := o.must("status")
	again := o.amendedList("实施清单（修订）.txt", "技术服务部\t\t", "技术服务部会同综合部\t\t", "简化不动产非公证继承手续。", "大力简化不动产非公证继承手续。")
	preview := o.must("import", again, "--year", "2026", "--dry-run", "--apply")
	if !strings.Contains(preview, "增0项，删0项，改2项") || !strings.Contains(preview, "台账没有改动") {
		t.Errorf("the preview does not compare:\n%s", preview)
	}
	got := o.must("import", again, "--year", "2026")
	for _, want := range []string{"改　第14项　责任主体：技术服务部 → 技术服务部会同综合部", "改　第28项　内容：", "增0项，删0项，改2项，只改号0项", "加 --apply 修改"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if after := o.must("status"); after != before {
		t.Errorf("something changed:\n%s", after)
	}
	o.must("check")
}

// What was there keeps its evidence under its new number; what went is waived;
// what came is assigned; a changed deadline is planned anew.
func TestImport_anAmendedListIsAppliedWithoutLosingAnything(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.acceptItem14()
	raw, err := os.ReadFile(filepath.Join(o.dir, "实施清单.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	no := 0
	for _, line := range strings.Split(string(raw), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) > 5 && cells[2] != "" && cells[2] != "序号" {
			if cells[2] == "4" {
				continue // 第4项 taken out
			}
			no++
			cells[2] = strconv.Itoa(no)
			if cells[2] == "27" { // formerly 28
				cells[5] = "6月底"
			}
			line = strings.Join(cells, "\t")
		}
		out = append(out, line)
	}
	last := strings.TrimRight(strings.Join(out, "\n"), "\n")
	o.write("修订.txt", []byte(last+"\n\t\t40\t推行周末值班制度，方便群众办事。\t业务受理部\t6月底\t\n"))
	got := o.must("import", filepath.Join(o.dir, "修订.txt"), "--year", "2026", "--apply")
	for _, want := range []string{"删　原第4项", "增　第40项　推行周末值班制度", "改　第27项（原第28项）　完成时限：5月底 → 6月底", "号　第13项（原第14项）", "台账已按修订后的清单修改"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
	if got := o.must("show", "13"); !strings.Contains(got, "已销号") || !strings.Contains(got, "升级查询功能") {
		t.Errorf("item 14 lost its history as item 13:\n%s", got)
	}
	if got := o.must("show", "27"); !strings.Contains(got, "2026-06-30") || !strings.Contains(got, "改期") {
		t.Errorf("item 27:\n%s", got)
	}
	if got := o.must("status"); !strings.Contains(got, "40项") {
		t.Errorf("status:\n%s", got)
	}
	out1 := filepath.Join(o.dir, "完成.csv")
	o.must("export", "-o", out1)
	if got := readExported(t, out1); got.Status[13] == "" || len(got.Items) != 40 {
		t.Errorf("exported %d items, status %v", len(got.Items), got.Status)
	}
	o.live(checklist.Date(2026, 4, 2))
	told := o.newest(letter.KindOutcome, "转移登记部负责人")
	if len(told.Letter.Outcomes) == 0 || told.Letter.Outcomes[0].No != 27 {
		t.Errorf("told %+v", told.Letter.Outcomes)
	}
	o.must("check")
	if got := o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026"); !strings.Contains(got, "增1项，删1项") {
		t.Errorf("the former edition is an amendment too:\n%s", got)
	}
}

func TestImport_aListThatResemblesOneMayBeAnother(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	again := o.amendedList("另一份.txt", "简化不动产非公证继承手续。", "大力简化不动产非公证继承手续。")
	if got := o.must("import", again, "--year", "2026", "--new"); !strings.Contains(got, "已导入") {
		t.Error(got)
	}
	if got := o.must("status"); !strings.Contains(got, "80项") {
		t.Errorf("status:\n%s", got)
	}
}

// Another text of what is struck off may be done, or not: the clerk is asked, before
// anything is changed.
func TestImport_aClosedItemWithAnotherTextIsAskedAbout(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.acceptItem14()
	again := o.amendedList("修订.txt", "让群众能够随时掌握业务办理进度。", "让群众能够随时掌握业务办理进度和结果。")
	for _, row := range []struct {
		args []string
		want string
	}{
		{nil, "第14项　严格落实“一码通”"},
		{[]string{"--dry-run"}, "是否重新办理"},
		{[]string{"--apply"}, "是否重新办理"},
		{[]string{"--apply", "--reopen", "13"}, "第13项不是"},
		{[]string{"--apply", "--reopen", "14", "--keep-closed", "14"}, "第14项不是"},
	} {
		if code := o.duban(append([]string{"import", again, "--year", "2026"}, row.args...)...); code == 0 || !strings.Contains(o.out.String()+o.err.String(), row.want) {
			t.Errorf("%v: exit %d, %s%s", row.args, code, &o.out, &o.err)
		}
		if got := o.must("show", "14"); !strings.Contains(got, "已销号") {
			t.Errorf("%v changed it:\n%s", row.args, got)
		}
	}
	if got := o.must("import", again, "--year", "2026", "--apply", "--reopen", "14"); !strings.Contains(got, "……掌握业务办理进度。 → ……掌握业务办理进度和结果。") {
		t.Errorf("the difference is not shown:\n%s", got)
	}
	if got := o.must("show", "14"); !strings.Contains(got, "办理中") || !strings.Contains(got, "清单修订，内容有改动") {
		t.Errorf("item 14 is not reopened:\n%s", got)
	}
	told := o.newest(letter.KindOutcome, "技术服务部负责人").Letter.Outcomes
	if len(told) != 1 || told[0].No != 14 {
		t.Errorf("told %+v", told)
	}
	o.must("check")
	o.must("judge", "14", "accept", "--without-report", "--why", "已核实")
	if got := o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--apply", "--keep-closed", "14"); !strings.Contains(got, "台账已按修订后的清单修改") {
		t.Error(got)
	}
	if got := o.must("show", "14"); !strings.Contains(got, "已销号") {
		t.Errorf("item 14 is not kept closed:\n%s", got)
	}
	o.must("check")
}
