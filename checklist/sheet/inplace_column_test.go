package sheet

import (
	"bytes"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/words"
)

// wordPartOf is word/document.xml of a document.
func wordPartOf(t testing.TB, raw []byte) string {
	t.Helper()
	a, err := grid.OpenArchive(raw)
	must(err)
	part, err := a.Part(grid.DocumentPart)
	must(err)
	return string(part)
}

// A notice with a list, a signature and a day comes back with a column more and
// nothing else changed.
func TestFill_aDocumentWithoutAStatusColumnGetsOneInsideItsTable(t *testing.T) {
	t.Parallel()
	grid := `<w:tblGrid><w:gridCol w:w="700"/><w:gridCol w:w="3980"/><w:gridCol w:w="2160"/><w:gridCol w:w="1800"/></w:tblGrid>`
	wide := func(w int, text string) string {
		return fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="%d"/><w:shd w:fill="EEEEEE"/></w:tcPr>%s</w:tc>`, w, par(text))
	}
	row := func(cells ...string) string {
		return `<w:tr>` + wide(700, cells[0]) + wide(3980, cells[1]) + wide(2160, cells[2]) + wide(1800, cells[3]) + `</w:tr>`
	}
	before := par("关于印发清单的通知") + par("现将清单印发给你们。") + par("2026年重点工作清单")
	after := par("登记中心") + par("2026年3月1日")
	table := `<w:tbl><w:tblPr/>` + grid + row("序号", "具体内容", "责任部门", "完成时限") + row("1", "完善流程", "业务受理部", "6月底前") + row("2", "开展培训", "综合部", "9月底前") + `</w:tbl>`
	raw := docx(t, before+table+after)
	filled, again := fill(t, "清单.docx", raw, map[int]string{1: "已完善。\n群众满意。"})
	if diff := cmp.Diff(again.Status, map[int]string{1: "已完善。\n群众满意。"}); diff != "" {
		t.Errorf("status (-got +want):\n%s", diff)
	}
	part := wordPartOf(t, filled)
	from, to := strings.Index(part, "<w:tbl>"), strings.Index(part, "</w:tbl>")
	if !strings.HasSuffix(part[:from], before) || !strings.HasPrefix(part[to+len("</w:tbl>"):], after) {
		t.Errorf("what stands around the table changed:\n%s", part)
	}
	total, columns := 0, regexp.MustCompile(`gridCol w:w="(\d+)"`).FindAllStringSubmatch(part, -1)
	for _, m := range columns {
		total += number32(m[1], 0)
	}
	if len(columns) != 5 || total < 8600 || total > 8640 || columns[0][1] != "700" {
		t.Errorf("columns %v, %d twips", columns, total)
	}
	if heads := strings.Count(part, paper.StatusHeading); heads != 1 || strings.Count(part, `w:fill="EEEEEE"`) != 15 {
		t.Errorf("%d headings, %d shaded cells", heads, strings.Count(part, `w:fill="EEEEEE"`))
	}
}

func TestFill_theNewColumnFollowsTheTable(t *testing.T) {
	t.Parallel()
	const heads = "序号|项目|具体内容|责任单位|完成时限"
	for _, c := range []struct {
		reason, body string
		want         map[int]string
		cells        int // of the new column, headings among them
		merged       int // those that continue one above
	}{
		{"an item over several rows", tbl(heads, "v1|v老城厢|做甲|综合部|4月底", "^|^|做乙|综合部|^", "2|新城|做丙|各部|5月底"), map[int]string{1: "甲乙办了"}, 4, 1},
		{"a heading across the table", tbl(heads+"|责任领导|备注", "7>一、甲", "1|老城厢|做甲|综合部|4月底||"), map[int]string{1: "办了"}, 2, 0},
		{"a table for each page, its header repeated", tbl(heads, "1|老|做甲|综合部|4月底") + par("续表") + tbl(heads, "2|新|做乙|各部|5月底"), map[int]string{2: "办了"}, 4, 0},
		{"a table for each page, without a header", tbl(heads, "1|老|做甲|综合部|4月底") + par("") + tbl("2|新|做乙|各部|5月底"), map[int]string{2: "办了"}, 3, 0},
		{"no other table", tbl("签发|日期", "张三|4月") + par("清单") + tbl(heads, "1|老|做甲|综合部|4月底") + tbl("制表|李四"), map[int]string{1: "办了"}, 2, 0},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			raw := docx(t, c.body)
			filled, again := fill(t, "清单.docx", raw, c.want)
			if diff := cmp.Diff(again.Status, c.want); diff != "" {
				t.Errorf("status (-got +want):\n%s", diff)
			}
			before, after := wordPartOf(t, raw), wordPartOf(t, filled)
			cells := strings.Count(after, "<w:tc>") - strings.Count(before, "<w:tc>")
			merged := strings.Count(after, "<w:vMerge/>") - strings.Count(before, "<w:vMerge/>")
			if cells != c.cells || merged != c.merged {
				t.Errorf("%d new cells, %d of them continue one, want %d and %d:\n%s", cells, merged, c.cells, c.merged, after)
			}
		})
	}
}

func TestFill_theTextTakesTheTypeOfItsNeighbours(t *testing.T) {
	t.Parallel()
	tiny := `<w:p><w:pPr><w:jc w:val="left"/><w:rPr><w:sz w:val="4"/><w:szCs w:val="4"/></w:rPr></w:pPr><w:r><w:rPr><w:sz w:val="4"/></w:rPr></w:r></w:p>`
	content := func(run string) string {
		return `<w:p><w:pPr><w:pStyle w:val="TableContents"/><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r>` + run + `<w:t>做甲</w:t></w:r></w:p>`
	}
	kai := `<w:rPr><w:rFonts w:eastAsia="楷体_GB2312"/><w:sz w:val="24"/></w:rPr>`
	for _, c := range []struct{ reason, content, cell, want string }{
		{"2 points in an empty cell", content("<w:rPr></w:rPr>"), tiny, `<w:pStyle w:val="TableContents"/></w:pPr><w:r><w:rPr></w:rPr><w:t xml:space="preserve">已办`},
		{"a neighbour with a type of its own", content(kai), `<w:p><w:pPr><w:rPr><w:sz w:val="30"/></w:rPr></w:pPr></w:p>`, `<w:r>` + kai + `<w:t xml:space="preserve">已办`},
		{"2 points in a text that an earlier program wrote", content(kai), `<w:p><w:r><w:rPr><w:sz w:val="4"/></w:rPr><w:t>旧</w:t></w:r></w:p>`, `<w:r>` + kai + `<w:t xml:space="preserve">已办`},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			raw := docx(t, tbl(wordHead, "v一、甲|v（一）乙|1|"+c.content+"|综合部|4月底|"+c.cell))
			filled, _ := fill(t, "清单.docx", raw, map[int]string{1: "已办"})
			if part := wordPartOf(t, filled); !strings.Contains(part, c.want) || strings.Contains(part, `w:val="4"`) {
				t.Errorf("got %s", part)
			}
		})
	}
}

func TestFill_whatACellSaysAlreadyStaysAsItIs(t *testing.T) {
	t.Parallel()
	old := `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>此前</w:t></w:r><w:r><w:t>已开展</w:t></w:r></w:p>`
	raw := docx(t, tbl(wordHead, "v一、甲|v（一）乙|1|做甲|综合部|4月底|"+old))
	filled, again := fill(t, "清单.docx", raw, map[int]string{1: "此前已开展\n2026年4月30日：已办结。"})
	if part := wordPartOf(t, filled); !strings.Contains(part, old+`<w:p>`) || again.Status[1] != "此前已开展\n2026年4月30日：已办结。" {
		t.Errorf("status %q in %s", again.Status[1], part)
	}
}

func TestFill_aRowOfAFixedHeightMayGrow(t *testing.T) {
	t.Parallel()
	body := strings.Replace(tbl(wordHead, "v一、甲|v（一）乙|1|做甲|综合部|4月底|"), `<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/>`,
		`<w:tr><w:trPr><w:trHeight w:val="300" w:hRule="exact"/></w:trPr><w:tc><w:tcPr><w:vMerge w:val="restart"/>`, 1)
	if !strings.Contains(body, "exact") {
		t.Fatalf("no row of a fixed height: %s", body)
	}
	filled, _ := fill(t, "清单.docx", docx(t, body), map[int]string{1: "已办"})
	if part := wordPartOf(t, filled); !strings.Contains(part, `w:hRule="atLeast"`) {
		t.Errorf("got %s", part)
	}
}

// narrowBook is a list as spreadsheets save it, without a status column.
func narrowBook(t *testing.T) []byte {
	return workbookOf(t, func(f *excelize.File) {
		must(f.MergeCell("Sheet1", "A1", "D1"))
		must(f.MergeCell("Sheet1", "A4", "A5"))
		style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "仿宋", Size: 12}, Border: []excelize.Border{{Type: "left", Color: "000000", Style: 1}}})
		must(err)
		must(f.SetCellStyle("Sheet1", "A2", "D5", style))
		must(f.SetColWidth("Sheet1", "D", "H", 11))
		must(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "Sheet1!$A$1:$D$5", Scope: "Sheet1"}))
	}, "2026年清单", "序号|具体内容|责任部门|完成时限", "1|完善流程|业务受理部|6月底前", "2|开展培训|综合部|9月底前", "|再培训||")
}

func TestFill_aWorkbookWithoutAStatusColumnGetsOne(t *testing.T) {
	t.Parallel()
	want := map[int]string{1: strings.Repeat("已完善。", 60), 2: "已培训"}
	filled, again := fill(t, "清单.xlsx", narrowBook(t), want)
	if diff := cmp.Diff(again.Status, want); diff != "" {
		t.Errorf("status (-got +want):\n%s", diff)
	}
	f, err := excelize.OpenReader(bytes.NewReader(filled))
	must(err)
	defer func() { _ = f.Close() }()
	var merged []string
	cells, err := f.GetMergeCells("Sheet1")
	must(err)
	for _, m := range cells {
		merged = append(merged, m.GetStartAxis()+":"+m.GetEndAxis())
	}
	id, err := f.GetCellStyle("Sheet1", "E3")
	must(err)
	style, err := f.GetStyle(id)
	must(err)
	width, err := f.GetColWidth("Sheet1", "E")
	must(err)
	next, err := f.GetColWidth("Sheet1", "F")
	must(err)
	height, err := f.GetRowHeight("Sheet1", 3)
	must(err)
	layout, err := f.GetPageLayout("Sheet1")
	must(err)
	props, err := f.GetSheetProps("Sheet1")
	must(err)
	got := []any{merged, style.Font.Family, style.Font.Size, style.Alignment.WrapText, len(style.Border), width, next, height > 200,
		*layout.FitToHeight, *props.FitToPage, f.GetDefinedName()[0].RefersTo}
	if diff := cmp.Diff(got, []any{[]string{"A1:E1", "A4:A5", "E4:E5"}, "仿宋", 12.0, true, 1, float64(statusWidth), 11.0, true, 0, true, "Sheet1!$A$1:$E$5"}); diff != "" {
		t.Errorf("(-got +want):\n%s", diff)
	}
}

func TestFill_aWorkbooksTextWrapsInTheTypeOfItsRow(t *testing.T) {
	t.Parallel()
	raw := workbookOf(t, func(f *excelize.File) {
		body, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "仿宋", Size: 12}})
		must(err)
		empty, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Arial", Size: 2}, NumFmt: paper.AsText})
		must(err)
		must(f.SetCellStyle("Sheet1", "A3", "F5", body))
		must(f.SetCellStyle("Sheet1", "G3", "G5", empty))
	}, plainRows...)
	filled, _ := fill(t, "清单.xlsx", raw, map[int]string{1: "已办"})
	f, err := excelize.OpenReader(bytes.NewReader(filled))
	must(err)
	defer func() { _ = f.Close() }()
	id, err := f.GetCellStyle("Sheet1", "G3")
	must(err)
	style, err := f.GetStyle(id)
	must(err)
	if style.Font.Family != "仿宋" || style.Font.Size != 12 || !style.Alignment.WrapText || style.NumFmt != paper.AsText {
		t.Errorf("font %+v, alignment %+v, format %d", style.Font, style.Alignment, style.NumFmt)
	}
}

// A column too narrow for its texts becomes wider; what is higher than any row
// all the same is told.
func TestFill_whatNoRowCanShowIsTold(t *testing.T) {
	t.Parallel()
	raw := workbookOf(t, nil, plainRows...)
	list, err := ReadList("清单.xlsx", raw, Options{})
	must(err)
	long, endless := strings.Repeat("长", 400), strings.Repeat("长", 4000)
	if c := Clipped(list, raw, map[int]string{1: long}); len(c) > 0 {
		t.Errorf("400 characters are too many: %v", c)
	}
	if c := Clipped(list, raw, map[int]string{1: endless}); len(c) != 1 || !strings.Contains(words.SayError(words.Chinese, c), "第3行 G列") {
		t.Errorf("4000 characters: %v", c)
	}
	var b bytes.Buffer
	must(Fill(&b, list, raw, list.Items, map[int]string{1: endless}))
	again, err := ReadList("清单.xlsx", b.Bytes(), Options{})
	must(err)
	if again.Status[1] != endless {
		t.Error("the text was cut")
	}
}

// A text that a page tore stands in one cell when it is filled again.
func TestFill_aTornStatusIsOneText(t *testing.T) {
	t.Parallel()
	raw := docx(t, tbl(wordHead, "v一、甲|v（一）乙|v1|做甲|综合部|4月底|先办了", "^|^|^||||再办了"))
	list, err := ReadList("清单.docx", raw, Options{})
	must(err)
	if list.Status[1] != "先办了\n再办了" {
		t.Fatalf("reads %q", list.Status[1])
	}
	_, again := fill(t, "清单.docx", raw, map[int]string{1: "都办了"})
	if again.Status[1] != "都办了" {
		t.Errorf("reads %q", again.Status[1])
	}
}

func FuzzFillColumn(f *testing.F) {
	f.Add([]byte(tbl("序号|内容", "1|甲")))
	f.Add([]byte(`<w:tbl><w:tblGrid><w:gridCol w:w="99999"/></w:tblGrid><w:tr><w:trPr><w:gridAfter w:val="3"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tc></w:tr></w:tbl>`))
	f.Fuzz(func(t *testing.T, part []byte) {
		grids, err := readGrids(part)
		if err != nil {
			return
		}
		n := &newColumn{}
		for _, g := range grids {
			for i, l := range g.lines {
				for _, c := range l.cells {
					n.cells = append(n.cells, newCell{no: i, rows: []newRow{{row: i, place: c.Span}}})
				}
			}
		}
		if edits, err := addWordColumn(part, grids, n, nil); err == nil {
			_, _ = io.Discard.Write(splice(part, edits))
		}
	})
}
