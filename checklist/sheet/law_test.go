package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/checklist/sheet/sheettest"
	"duban/internal/fulltest"
	"duban/internal/words"
)

func init() { fulltest.Checks(25) }

// Export then import gives the same list, in every form, with the status beside it.
func TestLaw_whatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		items := sheettest.Items(t)
		status := map[int]string{1: "=cmd|' /C calc'!A0", len(items): "成效：好。\n已公示"}
		table := paper.PlainTable("任务清单", items, status)
		name := rapid.SampledFrom([]string{"a.csv", "a.xlsx", "a.docx"}).Draw(t, "form")
		write := map[string]func(io.Writer, paper.Table) error{"a.csv": paper.WriteCSV, "a.xlsx": paper.WriteXLSX, "a.docx": paper.WriteDOCX}[name]
		var b bytes.Buffer
		if err := write(&b, table); err != nil {
			t.Fatal(err)
		}
		list, err := ReadList(name, b.Bytes(), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(list.Items, items, asWritten); diff != "" {
			t.Fatalf("items (-got +want):\n%s", diff)
		}
		if diff := cmp.Diff(list.Status, status); diff != "" {
			t.Fatalf("status (-got +want):\n%s", diff)
		}
		again, err := NewTable(list, items, nil)
		if err != nil {
			t.Fatal(err)
		}
		// Text has lost which cells are merged; workbooks and documents say it.
		if diff := cmp.Diff(again.Rows, table.Rows); diff != "" && name != "a.csv" {
			t.Fatalf("table (-got +want):\n%s", diff)
		}
	})
}

// Tearing any row of a text table in two, anywhere inside a sentence, changes nothing.
func TestLaw_aPageBreakAnywhereChangesNothing(t *testing.T) {
	t.Parallel()
	lines := strings.Split(string(readFile(t, seedFile)), "\n")
	var rows []int
	for i, line := range lines {
		if c := strings.Split(line, "\t"); len(c) > 3 && grid.IsNumber(c[2]) {
			rows = append(rows, i)
		}
	}
	want := truth(t)
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.SampledFrom(rows).Draw(t, "row")
		cells := strings.Split(lines[at], "\t")
		text := []rune(cells[3])
		cut := rapid.IntRange(1, len(text)-1).Draw(t, "cut")
		rest := make([]string, len(cells))
		cells[3], rest[3] = string(text[:cut]), string(text[cut:])
		torn := append(append([]string{}, lines[:at]...), strings.Join(cells, "\t"), "", strings.Join(rest, "\t"))
		list, err := ReadList("a.txt", []byte(strings.Join(append(torn, lines[at+1:]...), "\n")), Options{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(list.Items, want, asWritten, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("items (-got +want):\n%s", diff)
		}
	})
}

// FuzzReadList: whatever the bytes are, there is a list whose items are
// numbered and complete, or problems that say how to mend them.
func FuzzReadList(f *testing.F) {
	seed := readFile(f, seedFile)
	f.Add("a.txt", seed)
	f.Add("a.csv", []byte("序号,具体内容,责任部门,完成时限\r\n1,\"做,甲\",综合部,4月底\r\n,续,,\r\n"))
	f.Add("a.tsv", table(head, "一、甲|（一）乙|1|做甲|综合部|4月底|", "|（一）丙|2|做乙|||", "二、丁|||||"))
	f.Add("a.txt", table("序号|工作任务|牵头单位|责任单位|时限", "一、甲", "1|做|综合部||4月底", "注：甲"))
	f.Add("a.xlsx", workbookOf(f, nil, plainRows...))
	f.Add("a.docx", docx(f, tbl(wordHead, "v一、甲|v（一）乙|1|做甲|v综合部|v4月底|", "^|^|2|做乙|^|^|")))
	f.Fuzz(readAnything)
}

// FuzzReadDocument: the same where the archive is sound and its XML is not.
func FuzzReadDocument(f *testing.F) {
	f.Add(tbl(wordHead, "v一、甲|v（一）乙|1|做甲|v综合部|v4月底|", "^|^|2|做乙|^|^|"))
	f.Add(par("一、甲") + tbl("序号|工作任务|责任单位|完成时限", "1|做甲|综合部|4月底") + par("注：乙"))
	f.Add(`<w:tbl><w:tblGrid><w:gridCol w:w="5"/></w:tblGrid><w:tr><w:trPr><w:gridBefore w:val="3"/></w:trPr><w:tc/></w:tr></w:tbl>`)
	f.Fuzz(func(t *testing.T, body string) {
		readAnything(t, "a.docx", docx(t, body))
	})
}

func readAnything(t *testing.T, name string, raw []byte) {
	list, err := ReadList(name, raw, Options{})
	if err != nil {
		var ps checklist.Problems
		if !errors.As(err, &ps) || len(ps.Errors()) == 0 {
			t.Fatalf("not problems: %v", err)
		}
		if strings.Contains(words.SayError(words.Chinese, err), "有文字没有归到事项") {
			t.Fatalf("characters got lost: %v", err)
		}
		return
	}
	for _, it := range list.Items {
		if it.No < 1 || it.Content == "" || it.Parties == "" || it.DeadlineText == "" || it.Row < 1 {
			t.Fatalf("incomplete item %+v", it)
		}
	}
	Resolve(list, checklist.DeadlineBase{Year: 2027}, nil)
	table, err := NewTable(list, list.Items, nil)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := paper.WriteCSV(&b, table); err != nil {
		t.Fatal(err)
	}
}
