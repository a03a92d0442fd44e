package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/checklist/sheet/sheettest"
	"duban/internal/words"
)

// fill reads a file, fills it and reads it again.
func fill(t testing.TB, name string, raw []byte, status map[int]string) (filled []byte, again *List) {
	t.Helper()
	list, err := ReadList(name, raw, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Fill(&b, list, raw, list.Items, status); err != nil {
		t.Fatal(err)
	}
	if again, err = ReadList(name, b.Bytes(), Options{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(again.Items, list.Items); diff != "" {
		t.Errorf("items changed (-got +want):\n%s", diff)
	}
	return b.Bytes(), again
}

// packed are the parts of an archive as they are packed.
func packed(t testing.TB, raw []byte) map[string]string {
	t.Helper()
	a, err := grid.OpenArchive(raw)
	must(err)
	parts := map[string]string{}
	for _, f := range a.File {
		r, err := f.OpenRaw()
		must(err)
		content, err := io.ReadAll(r)
		must(err)
		parts[f.Name] = string(content)
	}
	return parts
}

// besides is an archive without its table's part.
func besides(t testing.TB, raw []byte) map[string]string {
	parts := packed(t, raw)
	for name := range parts {
		if name == grid.DocumentPart || strings.HasPrefix(name, "xl/worksheets/sheet") {
			delete(parts, name)
		}
	}
	return parts
}

var sheetStatus = regexp.MustCompile(`<c r="G\d+"[^>]*(/>|>.*?</c>)| (ht|customHeight)="[^"]*"`)

// besideStatus is the table's part without the last cell of each row.
func besideStatus(t testing.TB, raw []byte) string {
	a, err := grid.OpenArchive(raw)
	must(err)
	if a.Has(grid.DocumentPart) {
		part, err := a.Part(grid.DocumentPart)
		must(err)
		rows := strings.Split(string(part), "</w:tc></w:tr>")
		for i, row := range rows[:len(rows)-1] {
			rows[i] = row[:strings.LastIndex(row, "<w:tc>")]
		}
		return strings.Join(rows, "</w:tr>")
	}
	part, err := a.Part("xl/worksheets/sheet1.xml")
	must(err)
	return sheetStatus.ReplaceAllString(string(part), "")
}

// Fill then read gives the filled cells, and nothing else has changed.
func TestLaw_fillingChangesTheStatusAlone(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		items := sheettest.Items(t)
		status := map[int]string{}
		for _, it := range items {
			if rapid.Bool().Draw(t, "answered") {
				status[it.No] = rapid.SampledFrom([]string{"=cmd|' /C calc'!A0", "成效：好。\n已公示", "<b>&amp;\"", "_x000D_", "+1"}).Draw(t, "status")
			}
		}
		name := rapid.SampledFrom([]string{"a.xlsx", "a.docx"}).Draw(t, "form")
		write := map[string]func(io.Writer, paper.Table) error{"a.xlsx": paper.WriteXLSX, "a.docx": paper.WriteDOCX}[name]
		var b bytes.Buffer
		if err := write(&b, paper.PlainTable("任务清单", items, map[int]string{1: "此前已开展"})); err != nil {
			t.Fatal(err)
		}
		list, err := ReadList(name, b.Bytes(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := Fill(&out, list, b.Bytes(), items, status); err != nil {
			t.Fatal(err)
		}
		again, err := ReadList(name, out.Bytes(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := status[1]; !ok {
			status[1] = "此前已开展"
		}
		if diff := cmp.Diff([]any{again.Items, again.Status}, []any{list.Items, status}); diff != "" {
			t.Fatalf("items and status (-got +want):\n%s", diff)
		}
		tb := &testing.T{}
		if diff := cmp.Diff(besides(tb, out.Bytes()), besides(tb, b.Bytes())); diff != "" {
			t.Fatalf("other parts (-got +want):\n%s", diff)
		}
		if diff := cmp.Diff(besideStatus(tb, out.Bytes()), besideStatus(tb, b.Bytes())); diff != "" {
			t.Fatalf("beside the status (-got +want):\n%s", diff)
		}
	})
}

func TestFill_theFormatOfADocumentsCellIsKept(t *testing.T) {
	t.Parallel()
	run := `<w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/><w:sz w:val="24"/></w:rPr>`
	for _, c := range []struct{ reason, cell, want string }{
		{"that of the text before", `<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r>` + run + `<w:t>旧</w:t></w:r><w:r><w:t>话</w:t></w:r></w:p><w:p/>`,
			`<w:p><w:pPr><w:jc w:val="left"/></w:pPr><w:r>` + run + `<w:t xml:space="preserve">已办</w:t></w:r></w:p>`},
		{"that of the mark of an empty paragraph", `<w:p><w:pPr>` + run + `</w:pPr></w:p>`,
			`<w:p><w:pPr>` + run + `</w:pPr><w:r>` + run + `<w:t xml:space="preserve">已办</w:t></w:r></w:p>`},
		{"none where there is none", `<w:p/>`, `<w:p><w:r><w:t xml:space="preserve">已办</w:t></w:r></w:p>`},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			raw := docx(t, tbl(wordHead, "v一、甲|v（一）乙|1|做甲|综合部|4月底|"+c.cell))
			filled, _ := fill(t, "清单.docx", raw, map[int]string{1: "已办"})
			a, err := grid.OpenArchive(filled)
			must(err)
			part, err := a.Part(grid.DocumentPart)
			must(err)
			if !strings.Contains(string(part), `<w:tc><w:tcPr></w:tcPr>`+c.want+`</w:tc></w:tr>`) {
				t.Errorf("got %s", part)
			}
		})
	}
}

func TestFill_itemsOfOneMergedCellStandInItByTheirNumbers(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string][]byte{
		"清单.docx": docx(t, tbl(wordHead, "v一、甲|v（一）乙|1|做甲|综合部|4月底|v", "^|^|2|做乙|各部|4月底|^")),
		"清单.xlsx": workbookOf(t, func(f *excelize.File) { must(f.MergeCell("Sheet1", "G3", "G4")) }, plainRows...),
	} {
		_, again := fill(t, name, raw, map[int]string{1: "甲办了", 2: "乙办了"})
		if diff := cmp.Diff(again.Status[1], "第1项：甲办了\n第2项：乙办了"); diff != "" {
			t.Errorf("%s (-got +want):\n%s", name, diff)
		}
	}
}

func TestFill_aWorkbooksCellStyleAndPlaceAreKept(t *testing.T) {
	t.Parallel()
	raw := workbookOf(t, func(f *excelize.File) {
		style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "楷体"}, Alignment: &excelize.Alignment{WrapText: true}})
		must(err)
		must(f.SetCellStyle("Sheet1", "G3", "G3", style))
		must(f.SetColWidth("Sheet1", "G", "G", 10))
		must(f.SetRowHeight("Sheet1", 3, 20))
		must(f.SetCellStr("Sheet1", "H2", "备注"))
		must(f.SetCellStr("Sheet1", "H5", "右边"))
	}, plainRows...)
	long := strings.Repeat("长", 40)
	filled, _ := fill(t, "清单.xlsx", raw, map[int]string{1: long, 3: "=1+1"})
	f, err := excelize.OpenReader(bytes.NewReader(filled))
	must(err)
	defer func() { _ = f.Close() }()
	style, err := f.GetCellStyle("Sheet1", "G3")
	must(err)
	font, err := f.GetStyle(style)
	must(err)
	height, err := f.GetRowHeight("Sheet1", 3)
	must(err)
	formula, err := f.GetCellFormula("Sheet1", "G5")
	must(err)
	value, err := f.GetCellValue("Sheet1", "G5")
	must(err)
	right, err := f.GetCellValue("Sheet1", "H5")
	must(err)
	got := []any{font.Font.Family, height > 100, formula, value, right}
	if diff := cmp.Diff(got, []any{"楷体", true, "", "=1+1", "右边"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestFill_refusesWhatWouldBeWrong(t *testing.T) {
	t.Parallel()
	formula := workbookOf(t, func(f *excelize.File) { must(f.SetCellFormula("Sheet1", "G3", "1+1")) }, plainRows...)
	plain := workbookOf(t, nil, plainRows...)
	for _, c := range []struct {
		reason string
		raw    []byte
		status string
		change func([]checklist.Item)
		says   string
	}{
		{"a formula in the cell", formula, "已办", nil, "第3行 G列：单元格里是公式"},
		{"a text longer than a cell holds", plain, strings.Repeat("长", paper.MostInCell+1), nil, "超过单元格的上限32767"},
		{"a ledger that has moved on", plain, "已办", func(items []checklist.Item) { items[0].Content = "做别的" }, "第1项的内容与台账不同"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list, err := ReadList("清单.xlsx", c.raw, Options{})
			must(err)
			items := append([]checklist.Item{}, list.Items...)
			if c.change != nil {
				c.change(items)
			}
			err = Fill(io.Discard, list, c.raw, items, map[int]string{1: c.status})
			if !errors.Is(err, checklist.ErrInvalid) || !strings.Contains(words.SayError(words.Chinese, err), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

func TestFill_aTextIsRebuilt(t *testing.T) {
	t.Parallel()
	text := table(head, "一、甲|（一）乙|1|做甲|综合部|4月底|")
	if readTable(t, string(text)).CanFill(text) {
		t.Error("a text is rebuilt, not filled")
	}
}

func TestWriteDOCX_theSameTableGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	list := readSeed(t)
	table, err := NewTable(list, list.Items, nil)
	must(err)
	var a, b bytes.Buffer
	must(paper.WriteDOCX(&a, table))
	must(paper.WriteDOCX(&b, table))
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the bytes differ")
	}
	z, err := zip.NewReader(bytes.NewReader(a.Bytes()), int64(a.Len()))
	must(err)
	if got := fmt.Sprint(len(z.File)); got != "6" {
		t.Errorf("%s parts", got)
	}
}

func TestWriteMarkdown_nothingInATextEndsItsCell(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	items := []checklist.Item{{No: 1, Task: "一、甲", Section: "（一）乙", Content: "做|甲\n<b>", Parties: "综合部", DeadlineText: "4月底"}}
	must(paper.WriteMarkdown(&b, paper.PlainTable("任务清单", items, map[int]string{1: "*好*"})))
	want := "# 任务清单\n\n| 主要任务 |  | 序号 | 具体内容 | 责任人/部门 | 完成时限 | 完成情况（采取措施及成效） |\n" +
		"| --- | --- | --- | --- | --- | --- | --- |\n" +
		"| 一、甲 | （一）乙 | 1 | 做\\|甲<br>&lt;b> | 综合部 | 4月底 | \\*好\\* |\n"
	if diff := cmp.Diff(b.String(), want); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

// FuzzFillSheet: whatever a worksheet looks like, filling it ends, in edits that
// fit it or in problems.
func FuzzFillSheet(f *testing.F) {
	f.Add([]byte(`<worksheet><cols><col min="7" max="7" width="9"/></cols><sheetData><row r="3" ht="20"><c r="A3" t="s"><v>0</v></c><c r="G3" s="4"/></row></sheetData></worksheet>`))
	f.Add([]byte(`<x:worksheet><x:sheetData><x:row r="3"><x:c r="H3"><x:f>1+1</x:f></x:c></x:row><x:row r="4"/></x:sheetData></x:worksheet>`))
	f.Add([]byte(`<worksheet><sheetData><row><c/><c/></row><row r="3"></row></sheetData></worksheet>`))
	f.Fuzz(func(t *testing.T, part []byte) {
		texts := []spotted{{spot: spot{row: 2, col: 6}, text: "办了"}, {spot: spot{row: 3, col: 6}, text: "=1+1"}}
		for _, added := range []*newColumn{nil, {col: 6, cells: []newCell{{rows: []newRow{{row: 1}}}, {no: 1, rows: []newRow{{row: 2}}}, {no: 2, rows: []newRow{{row: 3}}}}}} {
			f := newSheetFiller(part, texts, &bookStyles{})
			f.added = added
			if f.fill() == nil {
				splice(part, f.edits)
			}
		}
	})
}

// FuzzFillCell: whatever a cell of a document holds, its format is read or it is
// refused, and what is set in its place fits.
func FuzzFillCell(f *testing.F) {
	f.Add([]byte(`<w:tcPr/><w:p><w:pPr><w:jc w:val="left"/><w:rPr><w:sz w:val="21"/></w:rPr></w:pPr></w:p>`))
	f.Add([]byte(`<w:p><w:r><w:rPr/><w:t>旧</w:t></w:r></w:p>`))
	f.Fuzz(func(t *testing.T, content []byte) {
		edits, err := fillWord(content, []spotted{{spot: spot{place: grid.Span{From: 0, To: int64(len(content))}}, text: "办了\n<&>"}})
		if err == nil {
			splice(content, edits)
		}
	})
}
