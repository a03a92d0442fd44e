package paper

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"duban/checklist"
	"duban/checklist/sheet/sheettest"
)

// clipped lists the cells of a table laid out whose rows are lower than their text.
func clipped(m medium, l laid) (out []string) {
	for i, r := range l.Rows {
		for col, c := range r.Cells {
			has := 0.0
			for _, h := range l.heights[i : i+c.Rows] {
				has += h
			}
			if need := m.height(m.lines(c.Text, l.widths[col])); c.Rows > 0 && has < need-0.01 {
				out = append(out, fmt.Sprintf("row %d column %d: %v points for %v", i, col, has, need))
			}
		}
	}
	return out
}

// Whatever a table holds: nothing is clipped, no page is too full, nothing is
// lost, and no item begins on a page without the headings it stands under.
func TestLaw_pagesHoldTheTable(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		items := sheettest.Items(t)
		status := map[int]string{}
		for i := range items {
			items[i].Content = strings.Repeat(items[i].Content, rapid.IntRange(1, 30).Draw(t, "long"))
			status[items[i].No] = strings.Repeat("业务受理部：采取措施：办好。\n", rapid.IntRange(0, 40).Draw(t, "leads"))
		}
		table := PlainTable("任务清单", items, status)
		for name, m := range map[string]medium{"document": wordPaper(BodySize), "workbook": sheetPaper(smallSize)} {
			l := m.lay(table, 50)
			if c := clipped(m, l); len(c) > 0 {
				t.Fatalf("%s: clipped: %v", name, c)
			}
			page := 50 + l.head
			for i, h := range l.heights {
				if l.opens[i] && i > 0 {
					page = l.head
				}
				if page += h; page > m.page+0.01 {
					t.Fatalf("%s: row %d ends at %v of %v points", name, i, page, m.page)
				}
				if l.opens[i] && (l.Rows[i].Cells[0].Text == "" || l.Rows[i].Cells[1].Text == "") {
					t.Fatalf("%s: row %d opens a page without its headings", name, i)
				}
			}
			for _, col := range []int{2, 3, 6} { // the others may stand again on a new page
				if got, want := columnText(l.Table, col), columnText(table, col); got != want {
					t.Fatalf("%s: column %d reads %q, want %q", name, col, got, want)
				}
			}
		}
	})
}

func columnText(t Table, col int) string {
	var b strings.Builder
	for _, r := range t.Rows {
		b.WriteString(strings.ReplaceAll(r.Cells[col].Text, "\n", ""))
	}
	return b.String()
}

func TestColumnWidths_theLongestTextsHaveTheWidestColumn(t *testing.T) {
	t.Parallel()
	items := []checklist.Item{{No: 1, Task: "一、甲", Section: "（一）乙", Content: "做甲", Parties: "综合部", DeadlineText: "4月底"}}
	table := PlainTable("清单", items, map[int]string{1: strings.Repeat("采取措施：办好。", 40)})
	w := sheetPaper(BodySize).columnWidths(table)
	for col := range w[:6] {
		if w[col] >= w[6] {
			t.Errorf("column %d is %v wide, the longest %v", col, w[col], w[6])
		}
	}
	for col, text := range map[int]string{2: "序号", 5: "完成时限"} {
		if n := sheetPaper(BodySize).lines(text, w[col]); n != 1 {
			t.Errorf("%s stands in %d lines of %v", text, n, w[col])
		}
	}
}
