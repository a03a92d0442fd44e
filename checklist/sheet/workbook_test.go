package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/words"
)

// workbookOf makes a workbook of text rows, columns by |, and lets a case alter it.
func workbookOf(t testing.TB, alter func(*excelize.File), rows ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	for i, row := range rows {
		cells := []any{}
		for _, text := range strings.Split(row, "|") {
			cells = append(cells, text)
		}
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	if alter != nil {
		alter(f)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// must keeps the lines that alter a workbook short; a failure shows in the bytes.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

var plainRows = []string{"清单", head, "一、甲|（一）乙|1|做甲|综合部|4月底|", "||2|做乙|||", "||3|做丙|各部|5月底|"}

func TestReadList_workbooks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		reason string
		alter  func(*excelize.File)
		opt    Options
		want   []string
		doubts int
		says   string
	}{
		{reason: "merged cells are certain", alter: func(f *excelize.File) {
			must(f.MergeCell("Sheet1", "A1", "G1"))
			must(f.MergeCell("Sheet1", "A2", "B2"))
			must(f.MergeCell("Sheet1", "A3", "A5"))
			must(f.MergeCell("Sheet1", "B3", "B5"))
			must(f.MergeCell("Sheet1", "E3", "E4"))
			must(f.MergeCell("Sheet1", "F3", "F4"))
		}, want: []string{"1 一、甲 （一）乙 做甲 综合部 4月底", "2 一、甲 （一）乙 做乙 综合部 4月底", "3 一、甲 （一）乙 做丙 各部 5月底"}},
		{reason: "blank cells that are not merged are doubted", doubts: 2,
			want: []string{"1 一、甲 （一）乙 做甲 综合部 4月底", "2 一、甲 （一）乙 做乙 综合部 4月底", "3 一、甲 （一）乙 做丙 各部 5月底"}},
		{reason: "a number merged over two rows is one item of two lines", alter: func(f *excelize.File) {
			must(f.SetCellStr("Sheet1", "C4", ""))
			must(f.SetCellStr("Sheet1", "E4", "档案室"))
			must(f.SetCellInt("Sheet1", "C5", 2))
			must(f.MergeCell("Sheet1", "C3", "C4"))
		}, want: []string{"1 一、甲 （一）乙 做甲\n做乙 综合部\n档案室 4月底", "2 一、甲 （一）乙 做丙 各部 5月底"}},
		{reason: "a date is read whatever it shows, and told", alter: func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
			must(err)
			must(f.SetCellInt("Sheet1", "F3", 46507))
			must(f.SetCellStyle("Sheet1", "F3", "F3", style))
			code := `yyyy"年"m"月"d"日"`
			style, err = f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			must(err)
			must(f.SetCellInt("Sheet1", "F5", 46538))
			must(f.SetCellStyle("Sheet1", "F5", "F5", style))
		}, doubts: 2, says: "第3行 F列：单元格是日期，读作2027-04-30",
			want: []string{"1 一、甲 （一）乙 做甲 综合部 2027-04-30", "2 一、甲 （一）乙 做乙 综合部 2027-04-30", "3 一、甲 （一）乙 做丙 各部 2027-05-31"}},
		{reason: "a hidden row is read, and told", alter: func(f *excelize.File) { must(f.SetRowVisible("Sheet1", 4, false)) },
			doubts: 2, says: "第4行：是隐藏的行",
			want: []string{"1 一、甲 （一）乙 做甲 综合部 4月底", "2 一、甲 （一）乙 做乙 综合部 4月底", "3 一、甲 （一）乙 做丙 各部 5月底"}},
		{reason: "hidden sheets and sheets without a header are passed over", alter: func(f *excelize.File) {
			for _, name := range []string{"说明", "旧清单"} {
				_, err := f.NewSheet(name)
				must(err)
			}
			must(f.SetCellStr("说明", "A1", "填写说明"))
			must(f.SetSheetRow("旧清单", "A1", &[]any{"序号", "具体内容", "责任部门", "完成时限"}))
			must(f.SetSheetVisible("旧清单", false))
		}, doubts: 2,
			want: []string{"1 一、甲 （一）乙 做甲 综合部 4月底", "2 一、甲 （一）乙 做乙 综合部 4月底", "3 一、甲 （一）乙 做丙 各部 5月底"}},
		{reason: "a sheet can be asked for", opt: Options{Sheet: "旧清单"}, alter: func(f *excelize.File) {
			_, err := f.NewSheet("旧清单")
			must(err)
			must(f.SetSheetRow("旧清单", "A1", &[]any{"序号", "具体内容", "责任部门", "完成时限"}))
			must(f.SetSheetRow("旧清单", "A2", &[]any{1, "做甲", "综合部", "4月底"}))
		}, want: []string{"1   做甲 综合部 4月底"}},
		{reason: "a band across the table", alter: func(f *excelize.File) {
			must(f.InsertRows("Sheet1", 5, 1))
			must(f.SetCellStr("Sheet1", "A5", "二、丁"))
			must(f.MergeCell("Sheet1", "A5", "G5"))
		}, doubts: 2,
			want: []string{"1 一、甲 （一）乙 做甲 综合部 4月底", "2 一、甲 （一）乙 做乙 综合部 4月底", "3 二、丁  做丙 各部 5月底"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list, err := ReadList("清单.xlsx", workbookOf(t, c.alter, plainRows...), c.opt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(brief(list.Items), c.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
			if got := len(list.Doubts()); got != c.doubts {
				t.Errorf("%d doubts, want %d: %+v", got, c.doubts, list.Doubts())
			}
			if c.says != "" && !strings.Contains(words.SayError(words.Chinese, list.Warnings), c.says) {
				t.Errorf("warnings do not say %q:\n%v", c.says, list.Warnings)
			}
		})
	}
}

func TestReadList_workbooksThatLeaveAChoiceOrNone(t *testing.T) {
	t.Parallel()
	second := func(f *excelize.File) {
		_, err := f.NewSheet("第二批")
		must(err)
		must(f.SetSheetRow("第二批", "A1", &[]any{"序号", "具体内容", "责任部门", "完成时限"}))
	}
	for _, c := range []struct {
		reason string
		raw    []byte
		opt    Options
		says   string
	}{
		{"two sheets with a header", workbookOf(t, second, plainRows...), Options{}, "有几个工作表都像清单：Sheet1、第二批；请用 --sheet"},
		{"a sheet that is not there", workbookOf(t, nil, plainRows...), Options{Sheet: "第三批"}, "没有工作表“第三批”；工作簿里有：Sheet1"},
		{"no sheet with a header", workbookOf(t, nil, "一些文字"), Options{}, "没有一个可见的工作表有表头"},
		{"a formatted but endless sheet", workbookOf(t, func(f *excelize.File) { must(f.SetCellStr("Sheet1", "A10003", "末")) }, plainRows...), Options{}, "超过10000行"},
		{"more cells than a list can have", zipWith(t, "xl/workbook.xml", "<w/>", "xl/worksheets/sheet1.xml", "<s>"+strings.Repeat("<c/>", grid.MostElements)+"</s>"), Options{}, "单元格太多"},
		{"more merged cells than a list can have", mergedOften(t), Options{}, "单元格太多"},
		{"a Word document", zipOf(t, "word/document.xml"), Options{}, "文件打不开"},
		{"another archive", zipOf(t, "a.txt"), Options{}, "不是 Word 文档，也不是 Excel 工作簿"},
		{"an empty workbook part", zipOf(t, "xl/workbook.xml"), Options{}, "工作簿打不开"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			_, err := ReadList("清单.xlsx", c.raw, c.opt)
			if !errors.Is(err, checklist.ErrInvalid) || !strings.Contains(words.SayError(words.Chinese, err), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

// zipWith is an archive of names and contents in turn.
func zipWith(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		must(err)
		_, err = w.Write([]byte(parts[i+1]))
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

// mergedOften is a workbook that says the same merge again and again.
func mergedOften(t *testing.T) []byte {
	t.Helper()
	a, err := grid.OpenArchive(workbookOf(t, func(f *excelize.File) { must(f.MergeCell("Sheet1", "A3", "A5")) }, plainRows...))
	must(err)
	part, err := a.Part("xl/worksheets/sheet1.xml")
	must(err)
	one := []byte(`<mergeCell ref="A3:A5"></mergeCell>`)
	if !bytes.Contains(part, one) {
		t.Fatalf("no merge in %s", part)
	}
	var b bytes.Buffer
	must(a.Replaced(&b, map[string][]byte{"xl/worksheets/sheet1.xml": bytes.Replace(part, one, bytes.Repeat(one, grid.MostMerges+1), 1)}))
	return b.Bytes()
}

func zipOf(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		must(err)
		_, err = w.Write([]byte("<x"))
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

func TestReadList_aDateThatShowsItsMonthIsAMonth(t *testing.T) {
	t.Parallel()
	raw := workbookOf(t, func(f *excelize.File) {
		for i, code := range []string{`yyyy"年"m"月"`, `yyyy"年"m"月"d"日"`} {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
			must(err)
			cell := fmt.Sprintf("D%d", i+2)
			must(f.SetCellValue("Sheet1", cell, 46204)) // 2026-07-01
			must(f.SetCellStyle("Sheet1", cell, cell, style))
		}
	}, "序号|工作内容|责任单位|完成时限", "1|做甲|综合部|", "2|做乙|综合部|")
	list, err := ReadList("清单.xlsx", raw, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(brief(list.Items), []string{"1   做甲 综合部 2026年7月", "2   做乙 综合部 2026-07-01"}); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}
