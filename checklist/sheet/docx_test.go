package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/words"
)

// docx makes a document of a body, with more parts as name, content, name, …
func docx(t testing.TB, body string, more ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	more = append(more, grid.DocumentPart, `<w:document `+paper.WordSpace+`><w:body>`+body+`</w:body></w:document>`)
	for i := 0; i < len(more); i += 2 {
		w, err := z.Create(more[i])
		must(err)
		_, err = w.Write([]byte(more[i+1]))
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

// tbl is a table: a string a row, cells by |. A cell ^ is merged with the one
// above, v begins a merged one, 2> spans two columns; XML stands as it is.
func tbl(rows ...string) string {
	var b strings.Builder
	b.WriteString(`<w:tbl><w:tblPr/>`)
	for _, row := range rows {
		b.WriteString(`<w:tr>`)
		for _, text := range strings.Split(row, "|") {
			b.WriteString(tc(text))
		}
		b.WriteString(`</w:tr>`)
	}
	return b.String() + `</w:tbl>`
}

func tc(text string) string {
	props := ""
	if rest, ok := strings.CutPrefix(text, "2>"); ok {
		text, props = rest, `<w:gridSpan w:val="2"/>`
	}
	if rest, ok := strings.CutPrefix(text, "7>"); ok {
		text, props = rest, `<w:gridSpan w:val="7"/>`
	}
	if rest, ok := strings.CutPrefix(text, "v"); ok {
		text, props = rest, props+`<w:vMerge w:val="restart"/>`
	}
	if text == "^" {
		text, props = "", props+`<w:vMerge/>`
	}
	if !strings.HasPrefix(text, "<") {
		text = par(text)
	}
	return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + text + `</w:tc>`
}

func par(text string) string { return `<w:p><w:r>` + paper.WordText(text) + `</w:r></w:p>` }

const wordHead = "2>主要任务|序号|具体内容|责任人/部门|完成时限|完成情况"

func readDocx(t testing.TB, opt Options, raw []byte) *List {
	t.Helper()
	list, err := ReadList("清单.docx", raw, opt)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestReadList_documents(t *testing.T) {
	t.Parallel()
	first := "v一、甲|v（一）乙|1|做甲|v综合部|v4月底|"
	firstItem, second := "1 一、甲 （一）乙 做甲 综合部 4月底", "2 一、甲 （一）乙 做乙 综合部 4月底"
	row := func(cells string) string {
		return strings.TrimSuffix(strings.TrimPrefix(tbl(cells), "<w:tbl><w:tblPr/>"), "</w:tbl>")
	}
	for _, c := range []struct {
		reason, body string
		want         []string
	}{
		{"merged cells are certain", tbl(wordHead, first, "^|^|2|做乙|^|^|"), []string{firstItem, second}},
		{"content controls, insertions and smart tags are seen through",
			`<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>` + strings.Replace(tbl(wordHead, first), "<w:r>"+paper.WordText("做甲")+"</w:r>",
				`<w:ins w:id="1"><w:r><w:t>做</w:t></w:r></w:ins><w:smartTag><w:sdt><w:sdtContent><w:r><w:t>甲</w:t></w:r></w:sdtContent></w:sdt></w:smartTag>`, 1) +
				`</w:sdtContent></w:sdt>`, []string{firstItem}},
		{"what tracked changes took out is not read", tbl(wordHead, first,
			`^|^|2|<w:p><w:del w:id="1"><w:r><w:delText>不</w:delText></w:r></w:del><w:moveFrom w:id="2"><w:r><w:t>也不</w:t></w:r></w:moveFrom><w:r><w:t>做乙</w:t></w:r></w:p>|^|^|`) +
			`<w:p><w:del w:id="3"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>`, []string{firstItem, second}},
		{"a deleted row is not read", `<w:tbl>` + row(wordHead) + row(first) +
			`<w:tr><w:trPr><w:del w:id="1"/></w:trPr>` + tc("甲") + tc("乙") + tc("2") + tc("不要") + tc("各部") + tc("4月底") + tc("") + `</w:tr></w:tbl>`, []string{firstItem}},
		{"field codes, drawings and text boxes are no text", tbl(wordHead, strings.Replace(first, "做甲",
			`<w:p><w:r><w:fldChar/><w:instrText> REF </w:instrText></w:r><w:r><w:drawing><a:t xmlns:a="a">图</a:t></w:drawing></w:r>`+
				`<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict><w:t>做甲</w:t></w:r></w:p>`, 1)), []string{firstItem}},
		{"paragraphs and line breaks stay lines", tbl(wordHead, strings.Replace(first, "做甲", par("做")+`<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>`, 1)),
			[]string{"1 一、甲 （一）乙 做\n甲\n乙 综合部 4月底"}},
		{"a table in a cell is its text", tbl(wordHead, strings.Replace(first, "做甲", tbl("做|甲"), 1)), []string{"1 一、甲 （一）乙 做 甲 综合部 4月底"}},
		{"a table split over pages, the header repeated", tbl(wordHead, first) + par("") + par("续表") + tbl(wordHead, "v|v|2|做乙|综合部|4月底|"),
			[]string{firstItem, second}},
		{"a table split over pages without a header", tbl(wordHead, first) + par("") + tbl("v|v|2|做乙|综合部|4月底|"), []string{firstItem, second}},
		{"a row torn by the page", tbl(wordHead, strings.Replace(first, "做甲", "做", 1)) + tbl("v|v||甲|||"), []string{firstItem}},
		{"a table for each group, its heading between", par("一、甲") + tbl("序号|工作任务|责任单位|完成时限", "1|做甲|综合部|4月底") +
			par("二、乙") + tbl("序号|工作任务|责任单位|完成时限", "2|做乙|各部|4月底"),
			[]string{"1 一、甲  做甲 综合部 4月底", "2 二、乙  做乙 各部 4月底"}},
		{"tables of another kind are passed over", tbl("签发|日期", "张三|4月") + par("任务清单") + tbl(wordHead, first) + par("注：按月填报。") + tbl("制表|李四"), []string{firstItem}},
		{"a heading across the table", tbl("序号|工作任务|责任单位|完成时限|v备注||", "7>一、甲", "1|做甲|综合部|4月底|||"), []string{"1 一、甲  做甲 综合部 4月底"}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list := readDocx(t, Options{}, docx(t, c.body))
			if diff := cmp.Diff(brief(list.Items), c.want); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
		})
	}
}

func TestReadList_aDocumentsListIsTheAnnexOfALongText(t *testing.T) {
	t.Parallel()
	body := par("关于开展某行动的通知") + par("各部门：") + par("现印发给你们，请认真执行。") + par("附件1") + par("某行动任务清单") +
		tbl("序号|工作任务|责任单位|完成时限", "1|做甲|综合部|4月底") + par("注：列首位的为牵头单位。") + par("联系人：张三") + par("（一）此后的正文不属于清单。")
	list := readDocx(t, Options{}, docx(t, body))
	got := []any{list.Title, list.Head, list.Notes}
	want := []any{"某行动任务清单", []string{"附件1", "某行动任务清单"}, []string{"注：列首位的为牵头单位。", "联系人：张三"}}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("around the table (-got +want):\n%s", diff)
	}
}

func TestReadList_automaticNumbersAreCounted(t *testing.T) {
	t.Parallel()
	numbering := `<w:numbering ` + paper.WordSpace + `><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>`
	styles := `<w:styles ` + paper.WordSpace + `><w:style w:styleId="Sec"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>`
	no := `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>`
	task := `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>抓</w:t></w:r></w:p>`
	section := `<w:p><w:pPr><w:pStyle w:val="Sec"/></w:pPr><w:r><w:t>治</w:t></w:r></w:p>`
	body := tbl(wordHead,
		task+"|"+section+"|"+no+"|做甲|综合部|4月底|",
		"|"+section+"|"+no+"|做乙|综合部|4月底|",
		task+"|"+section+"|"+no+"|做丙|综合部|4月底|")
	list := readDocx(t, Options{}, docx(t, body, "word/numbering.xml", numbering, "word/styles.xml", styles))
	want := []string{"1 一、 抓 （一） 治 做甲 综合部 4月底", "2 一、 抓 （二） 治 做乙 综合部 4月底", "3 二、 抓 （一） 治 做丙 综合部 4月底"}
	if diff := cmp.Diff(brief(list.Items), want); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}

func TestReadList_bordersDrawnByHandAreOneColumn(t *testing.T) {
	t.Parallel()
	grid := `<w:tblGrid><w:gridCol w:w="500"/><w:gridCol w:w="40"/><w:gridCol w:w="3000"/><w:gridCol w:w="1500"/><w:gridCol w:w="30"/><w:gridCol w:w="900"/></w:tblGrid>`
	spans := func(text string, spans ...int) string {
		var b strings.Builder
		b.WriteString("<w:tr>")
		for i, cell := range strings.Split(text, "|") {
			fmt.Fprintf(&b, `<w:tc><w:tcPr><w:gridSpan w:val="%d"/></w:tcPr>%s</w:tc>`, spans[i], par(cell))
		}
		return b.String() + "</w:tr>"
	}
	body := `<w:tbl>` + grid + spans("序号|工作任务|责任单位|完成时限", 1, 2, 1, 2) + spans("1|做甲|综合部|4月底", 2, 1, 2, 1) + `</w:tbl>`
	list := readDocx(t, Options{}, docx(t, body))
	if diff := cmp.Diff(brief(list.Items), []string{"1   做甲 综合部 4月底"}); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
}

func TestReadList_theRealListAsADocument(t *testing.T) {
	t.Parallel()
	list := readSeed(t)
	table, err := NewTable(list, list.Items, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	must(paper.WriteDOCX(&b, table))
	got := readDocx(t, Options{}, b.Bytes())
	if diff := cmp.Diff(got.Items, truth(t), asWritten); diff != "" {
		t.Errorf("items (-got +want):\n%s", diff)
	}
	if len(got.Doubts()) > 0 {
		t.Errorf("merged cells leave no doubt, got %+v", got.Doubts())
	}
}

func TestReadList_documentsThatLeaveAChoiceOrNone(t *testing.T) {
	t.Parallel()
	one, two := tbl("序号|工作任务|责任单位|完成时限", "1|做甲|综合部|4月底"), tbl("序号|工作任务|责任单位|完成时限|备注", "1|做甲|综合部|4月底|急")
	for _, c := range []struct {
		reason string
		raw    []byte
		opt    Options
		says   string
	}{
		{"two lists", docx(t, one+par("附件2")+two), Options{}, "有几个表格都像清单：表1、表2；请用 --sheet"},
		{"a table that is not there", docx(t, one), Options{Sheet: "表3"}, "没有“表3”；文件里有表头的表格是：表1"},
		{"no table", docx(t, par("一些文字")), Options{}, "文件里没有表格"},
		{"no header", docx(t, tbl("甲|乙")), Options{}, "1个表格都没有表头"},
		{"broken XML", docx(t, "<w:tbl><w:tr>"), Options{}, "文件打不开，可能已损坏"},
		{"tables nested without end", docx(t, strings.Repeat("<w:tbl><w:tr><w:tc>", 50)+strings.Repeat("</w:tc></w:tr></w:tbl>", 50)), Options{}, "单元格太多"},
		{"a macro", docx(t, one, "word/vbaProject.bin", "x"), Options{}, "文件带有宏"},
		{"an OpenDocument file", zipOf(t, "content.xml"), Options{}, "OpenDocument"},
		{"an encrypted document", append([]byte("\xd0\xcf\x11\xe0"), encode(t, "EncryptedPackage", "utf-16le")...), Options{}, "加了密码"},
		{"a bomb", docx(t, strings.Repeat(" ", grid.MostPart+1)), Options{}, "展开后超过64MB"},
		{"a row of no end", docx(t, `<w:tbl><w:tr>`+strings.Repeat(`<w:tc/>`, grid.MostCells+1)+`</w:tr></w:tbl>`), Options{}, "单元格太多"},
		{"a table of no end", docx(t, `<w:tbl>`+strings.Repeat(`<w:tr/>`, grid.MostRows+1)+`</w:tbl>`), Options{}, "单元格太多"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			list, err := ReadList("清单.docx", c.raw, c.opt)
			if list != nil || !errors.Is(err, checklist.ErrInvalid) || !strings.Contains(words.SayError(words.Chinese, err), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
	if list := readDocx(t, Options{Sheet: "表2"}, docx(t, one+two)); list.Sheet != "表2" || len(list.Columns) != 5 {
		t.Errorf("asked for 表2, got %s with %d columns", list.Sheet, len(list.Columns))
	}
}
