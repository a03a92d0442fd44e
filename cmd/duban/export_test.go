package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/checklist/sheet"
	"duban/checklist/sheet/paper"
	"duban/internal/libreoffice"
	"duban/internal/programtest"
	"duban/internal/report"
)

// asDocument writes the example list as a Word document beside the office's files.
func (o *console) asDocument(name string) {
	o.t.Helper()
	raw, err := os.ReadFile(filepath.Join(o.dir, "实施清单.txt"))
	if err != nil {
		o.t.Fatal(err)
	}
	list, err := sheet.ReadList("实施清单.txt", raw, sheet.Options{})
	if err != nil {
		o.t.Fatal(err)
	}
	table, err := sheet.NewTable(list, list.Items, nil)
	if err != nil {
		o.t.Fatal(err)
	}
	var b bytes.Buffer
	if err := paper.WriteDOCX(&b, table); err != nil {
		o.t.Fatal(err)
	}
	o.write(name, b.Bytes())
}

// acceptItem14 lives until item 14 has been answered and struck off.
func (o *console) acceptItem14() {
	o.t.Helper()
	o.live(checklist.Date(2026, 4, 1))
	o.at = o.at.Add(time.Hour)
	o.reply(o.newest(letter.KindAssign, "技术服务部负责人"), "jishu@djzx.example", "14 已完成：采取措施：升级查询功能；成效：进度实时可查。")
	o.must("judge", "14", "accept")
}

func readExported(t *testing.T, path string) *sheet.List {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	list, err := sheet.ReadList(filepath.Base(path), raw, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestExport_theOriginalDocumentComesBackFilled(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.asDocument("实施清单.docx")
	o.must("import", filepath.Join(o.dir, "实施清单.docx"), "--year", "2026", "--start", "2026-04-01")
	o.acceptItem14()
	want := map[int]string{14: "采取措施：升级查询功能\n成效：进度实时可查。"}
	for form, how := range map[string]string{".docx": "在原件上填写", ".xlsx": "重建了表格", ".csv": "重建了表格"} {
		out := filepath.Join(o.dir, "完成情况"+form)
		if got := o.must("export", "-o", out); !strings.Contains(got, how) || !strings.Contains(got, "填好1项") {
			t.Errorf("%s: %s", form, got)
		}
		if diff := cmp.Diff(readExported(t, out).Status, want); diff != "" {
			t.Errorf("%s (-got +want):\n%s", form, diff)
		}
		if status := o.duban("export", "-o", out); status != exitFailed || !strings.Contains(o.err.String(), "没有改动") {
			t.Errorf("%s was overwritten: exit %d %s", form, status, &o.err)
		}
	}
	o.must("check")
}

func TestExport_textFormsForPeopleAndPrograms(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.acceptItem14()
	md, js := filepath.Join(o.dir, "a.md"), filepath.Join(o.dir, "a.json")
	o.must("export", "-o", md)
	o.must("export", "-o", js)
	text, err := os.ReadFile(md)
	if err != nil || !strings.Contains(string(text), "采取措施：升级查询功能<br>成效：进度实时可查。 |") {
		t.Errorf("%v:\n%s", err, text)
	}
	raw, err := os.ReadFile(js)
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Title string
		Items []report.Item
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	it := got.Items[13]
	if it.No != 14 || it.Status == "" || it.Assignments[0].State != checklist.Accepted || it.Deadline != checklist.Date(2026, 4, 30) {
		t.Errorf("item 14 as %+v", it)
	}
	if status := o.duban("export", "-o", "a.exe"); status != exitUsage {
		t.Errorf("exit %d", status)
	}
}

// converts reports whether this machine has LibreOffice; a test that would start it is
// skipped where other programs are not asked.
func converts(t *testing.T) bool {
	t.Helper()
	if _, err := libreoffice.Program(); err != nil {
		return false
	}
	programtest.Need(t)
	return true
}

// With LibreOffice the page is made, without it the clerk is told what to do.
func TestExport_aPageForPrintingOrTheReasonWhyNot(t *testing.T) {
	t.Parallel()
	converts := converts(t)
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	out := filepath.Join(o.dir, "a.pdf")
	status := o.duban("export", "-o", out)
	if !converts {
		if status != exitFailed || !strings.Contains(o.err.String(), "LibreOffice") {
			t.Errorf("exit %d: %s", status, &o.err)
		}
		return
	}
	raw, err := os.ReadFile(out)
	if err != nil || !bytes.HasPrefix(raw, []byte("%PDF")) || bytes.Count(raw, []byte("/Type/Page")) < 5 {
		t.Errorf("exit %d %s, %v, %d bytes", status, &o.err, err, len(raw))
	}
}

// Three kilobytes of noise "convert" without an error; what comes out is no list.
// With LibreOffice an old document goes in as it is, without it the clerk is told
// what to save it as; noise with a document's first bytes is refused either way.
func TestImport_documentsOfOldForms(t *testing.T) {
	t.Parallel()
	converts := converts(t)
	o := newConsole(t)
	o.asDocument("实施清单.docx")
	raw, err := os.ReadFile(filepath.Join(o.dir, "实施清单.docx"))
	if err != nil {
		t.Fatal(err)
	}
	if converts {
		if raw, err = libreoffice.Convert(context.Background(), ".docx", ".doc", raw); err != nil {
			t.Fatal(err)
		}
	} else {
		raw = []byte("\xd0\xcf\x11\xe0")
	}
	o.write("清单.wps", raw)
	o.write("噪声.doc", append([]byte("\xd0\xcf\x11\xe0"), bytes.Repeat([]byte("x\x01"), 1500)...))
	for _, c := range []struct {
		name string
		want int
		says string
	}{{"清单.wps", exitDone, "40项"}, {"噪声.doc", exitFailed, ""}} {
		status := o.duban("import", filepath.Join(o.dir, c.name), "--year", "2026", "--dry-run")
		if !converts {
			c.want, c.says = exitFailed, "另存为 .docx 或 .xlsx"
		}
		if status != c.want || !strings.Contains(o.out.String()+o.err.String(), c.says) {
			t.Errorf("%s: exit %d: %s", c.name, status, &o.err)
		}
	}
}

// A mail that speaks of two items and was filed by hand lends the table the words
// on one of them, without number and signature; the bundle says the same, and
// calls the clerk by his office.
func TestExport_theTableAndTheBundleSayWhatWasAccepted(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 1))
	o.reply(o.newest(letter.KindAssign, "技术服务部负责人"), "home@qq.com",
		"8 已完成：采取措施：设岗2个；成效：抽查120件。\n14 已完成：采取措施：升级查询功能；成效：群众可随时查询。\n\n技术服务部 王五")
	number, _, _ := strings.Cut(o.must("quarantine", "list"), "　")
	o.must("quarantine", "file", number, "--item", "14", "--as", "完成")
	o.must("judge", "14", "accept")
	want := "采取措施：升级查询功能\n成效：群众可随时查询。"
	out := filepath.Join(o.dir, "全文.xlsx")
	o.must("export", "-o", out)
	if diff := cmp.Diff(readExported(t, out).Status, map[int]string{14: want}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	out = filepath.Join(o.dir, "一句.xlsx")
	o.must("export", "-o", out, "--cell", "short")
	if diff := cmp.Diff(readExported(t, out).Status, map[int]string{14: "成效：群众可随时查询。（节选，全文见佐证）"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	if status := o.duban("export", "-o", filepath.Join(o.dir, "b.xlsx"), "--cell", "long"); status != exitUsage {
		t.Errorf("--cell long: exit %d", status)
	}
	bundle := filepath.Join(o.dir, "佐证")
	o.must("evidence", "-o", bundle)
	for name, content := range bundleFiles(t, bundle) {
		switch {
		case name == "索引.html" && !strings.Contains(content, want):
			t.Errorf("the index does not say what the table says")
		case strings.HasSuffix(name, "记录.txt") && (strings.Contains(content, "clerk") || strings.HasPrefix(name, "14 ") && !strings.Contains(content, "销号　督办员")):
			t.Errorf("%s names nobody as the office does:\n%s", name, content)
		}
	}
}

// What the clerk has recorded of a telephone call is marked in the last column and in the
// bundle, and the call's own record is evidence.
func TestExport_aReportByPhoneIsMarkedInTheTableAndTheBundle(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.must("import", filepath.Join(o.dir, "实施清单.txt"), "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 1))
	o.at = o.at.Add(time.Hour)
	o.write("通话记录.txt", []byte("王五来电"))
	o.must("file", "14", "--party", "技术服务部", "--by", "电话", "--done", "--text", "查询功能已升级。", filepath.Join(o.dir, "通话记录.txt"))
	o.must("judge", "14", "accept")
	const mark = "（电话报告，督办员登记）"
	out := filepath.Join(o.dir, "填好.xlsx")
	o.must("export", "-o", out)
	if diff := cmp.Diff(readExported(t, out).Status, map[int]string{14: "查询功能已升级。" + mark}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
	bundle := filepath.Join(o.dir, "佐证")
	o.must("evidence", "-o", bundle)
	var marked, kept bool
	for name, content := range bundleFiles(t, bundle) {
		if strings.HasPrefix(name, "14 ") {
			marked = marked || strings.HasSuffix(name, "记录.txt") && strings.Contains(content, "电话报告，督办员登记")
			kept = kept || content == "王五来电"
		}
		if name == "索引.html" && !strings.Contains(content, mark) {
			t.Error("the index does not mark it")
		}
	}
	if !marked || !kept {
		t.Errorf("in the bundle: marked %v, the call's record kept %v", marked, kept)
	}
}

// A document without a status column gets one, and keeps what it says of an item
// already.
func TestExport_aColumnIsAddedAndWhatStandsThereStays(t *testing.T) {
	t.Parallel()
	o := newConsole(t)
	o.write("清单.csv", []byte("序号,具体内容,责任部门,完成时限,完成情况\r\n1,升级查询功能,技术服务部,2026年4月底前,此前已开展\r\n"))
	o.must("import", filepath.Join(o.dir, "清单.csv"), "--year", "2026", "--start", "2026-04-01")
	o.live(checklist.Date(2026, 4, 1))
	o.at = o.at.Add(time.Hour)
	o.reply(o.newest(letter.KindAssign, "技术服务部负责人"), "jishu@djzx.example", "1 已完成：升级查询功能。")
	o.must("judge", "1", "accept")
	out := filepath.Join(o.dir, "填好.xlsx")
	o.must("export", "-o", out)
	if got, want := readExported(t, out).Status[1], "此前已开展\n2026年4月1日：升级查询功能。"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
