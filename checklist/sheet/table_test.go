package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/words"
)

func written(t testing.TB, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func seedTable(t testing.TB, status map[int]string) paper.Table {
	t.Helper()
	list := readSeed(t)
	table, err := NewTable(list, list.Items, status)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func TestNewTable_theRealListComesBackFilled(t *testing.T) {
	t.Parallel()
	status := map[int]string{1: "采取措施：组织学习3次。\n成效：群众满意度提高。", 40: "=HYPERLINK(\"http://x.example\")"}
	table := seedTable(t, status)
	for _, c := range []struct {
		name  string
		write func(*bytes.Buffer) error
	}{
		{"清单.xlsx", func(b *bytes.Buffer) error { return paper.WriteXLSX(b, table) }},
		{"清单.csv", func(b *bytes.Buffer) error { return paper.WriteCSV(b, table) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			list, err := ReadList(c.name, written(t, c.write), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(list.Items, truth(t), asWritten); diff != "" {
				t.Errorf("items (-got +want):\n%s", diff)
			}
			if diff := cmp.Diff(list.Status, status); diff != "" {
				t.Errorf("status (-got +want):\n%s", diff)
			}
			if list.Title != table.Title {
				t.Errorf("title %q", list.Title)
			}
		})
	}
}

func TestNewTable_aWorkbookReadAgainLeavesNoDoubt(t *testing.T) {
	t.Parallel()
	table := seedTable(t, nil)
	raw := written(t, func(b *bytes.Buffer) error { return paper.WriteXLSX(b, table) })
	list, err := ReadList("清单.xlsx", raw, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if d := list.Doubts(); len(d) > 0 {
		t.Errorf("doubts: %+v", d)
	}
	again, err := NewTable(list, list.Items, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(again, table); diff != "" {
		t.Errorf("table after one more round (-got +want):\n%s", diff)
	}
}

// spans names the merged cells of a column by the items they cover.
func spans(table paper.Table, k grid.Kind) (out []string) {
	for col, c := range table.Columns {
		if c.Kind != k {
			continue
		}
		for _, r := range table.Rows {
			if n := r.Cells[col].Rows; n > 1 {
				out = append(out, fmt.Sprintf("%d-%d", r.No, r.No+n-1))
			}
		}
	}
	return out
}

func TestNewTable_mergesWhatTheOfficeMerged(t *testing.T) {
	t.Parallel()
	table := seedTable(t, nil)
	for k, want := range map[grid.Kind]string{
		grid.Task:     "1-23 24-36 37-40",
		grid.Section:  "1-5 6-7 8-14 15-19 20-23 24-25 27-34 35-36",
		grid.Parties:  "6-7",
		grid.Deadline: "1-5 6-7 8-14 15-19 20-23 24-26 27-34 35-36 39-40",
		grid.Content:  "",
		grid.Status:   "",
	} {
		if got := strings.Join(spans(table, k), " "); got != want {
			t.Errorf("%s: merged over %s, want %s", k, got, want)
		}
	}
}

func TestNewTable_refusesADocumentThatIsNotTheLedgers(t *testing.T) {
	t.Parallel()
	list := readSeed(t)
	changed := append([]checklist.Item{}, list.Items...)
	changed[2].Content = "另一件事"
	extra := append(append([]checklist.Item{}, list.Items...), checklist.Item{No: 41})
	for _, c := range []struct {
		reason, says string
		items        []checklist.Item
	}{
		{"an item with other words", "第3项的内容与台账不同", changed},
		{"an item too few", "台账没有第40项", list.Items[:39]},
		{"an item too many", "原文件没有第41项", extra},
	} {
		t.Run(c.reason, func(t *testing.T) {
			t.Parallel()
			_, err := NewTable(list, c.items, nil)
			if !errors.Is(err, checklist.ErrInvalid) || !strings.Contains(words.SayError(words.Chinese, err), c.says) {
				t.Errorf("got %v, want %q", err, c.says)
			}
		})
	}
}

func TestWriteXLSX_printsLikeADocument(t *testing.T) {
	t.Parallel()
	table := seedTable(t, nil)
	raw := written(t, func(b *bytes.Buffer) error { return paper.WriteXLSX(b, table) })
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	layout, err := f.GetPageLayout(paper.SheetName)
	if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("page layout %+v, %v", layout, err)
	}
	if names := f.GetDefinedName(); len(names) != 1 || names[0].RefersTo != "清单!$2:$2" {
		t.Errorf("print titles %+v", names)
	}
	if panes, err := f.GetPanes(paper.SheetName); err != nil || !panes.Freeze || panes.YSplit != 2 {
		t.Errorf("panes %+v, %v", panes, err)
	}
}

func TestWrite_H08_nothingInACellCanRun(t *testing.T) {
	t.Parallel()
	evil := []string{"=1+1", "+1", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x", "'=1", "''=1"}
	items := make([]checklist.Item, len(evil))
	for i, s := range evil {
		items[i] = checklist.Item{No: i + 1, Task: "一、甲", Section: "（一）乙", Content: s, Parties: "综合部", DeadlineText: "4月底"}
	}
	table := paper.PlainTable("清单", items, nil)

	raw := written(t, func(b *bytes.Buffer) error { return paper.WriteXLSX(b, table) })
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for row := range evil {
		axis := fmt.Sprintf("D%d", row+3)
		formula, err := f.GetCellFormula(paper.SheetName, axis)
		if text, _ := f.GetCellValue(paper.SheetName, axis); err != nil || formula != "" || text != evil[row] {
			t.Errorf("%s: %q, formula %q, %v", axis, text, formula, err)
		}
	}

	text := string(written(t, func(b *bytes.Buffer) error { return paper.WriteCSV(b, table) }))
	if !strings.HasPrefix(text, "\ufeff") || strings.Count(text, "\r\n") != len(evil)+2 {
		t.Errorf("csv has no mark or other line ends:\n%q", text)
	}
	for _, s := range evil {
		if !strings.HasPrefix(s, "'") && (strings.Contains(text, ","+s+",") || strings.Contains(text, ",\""+s)) {
			t.Errorf("csv has a field that runs: %s", s)
		}
	}
	list, err := ReadList("清单.csv", []byte(text), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i, it := range list.Items {
		if it.Content != evil[i] {
			t.Errorf("read back %q, want %q", it.Content, evil[i])
		}
	}
}

func TestWriteXLSX_saysWhatACellCannotHold(t *testing.T) {
	t.Parallel()
	table := seedTable(t, map[int]string{3: strings.Repeat("字", 32768)})
	err := paper.WriteXLSX(&bytes.Buffer{}, table)
	if !errors.Is(err, checklist.ErrInvalid) || !strings.Contains(words.SayError(words.Chinese, err), "第3项有32768个字") {
		t.Errorf("got %v", err)
	}
	fits := seedTable(t, map[int]string{3: strings.Repeat("字", 32767)})
	if err := paper.WriteXLSX(&bytes.Buffer{}, fits); err != nil {
		t.Errorf("the longest text that fits: %v", err)
	}
}

func TestWrite_controlCharactersAreLeftOut(t *testing.T) {
	t.Parallel()
	table := seedTable(t, map[int]string{1: "甲\x00\x07乙\v\r\n丙\t丁\x80"})
	raw := written(t, func(b *bytes.Buffer) error { return paper.WriteXLSX(b, table) })
	list, err := ReadList("清单.xlsx", raw, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := list.Status[1], "甲乙\n丙\t丁"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
