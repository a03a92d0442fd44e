package paper

import (
	"fmt"

	"duban/checklist"
	"duban/checklist/sheet/grid"
)

// Table is a checklist laid out for printing.
type Table struct {
	Head    []string // lines over the table; the one equal to Title is set large
	Title   string
	Columns []grid.Column
	Rows    []Row
	Notes   []string // lines under the table
}

// Row is a row of a table: an item with its cells, or a heading across the table.
type Row struct {
	No    int    // item number; 0 is a heading
	Band  string // the heading's text
	Cells []Cell // by column
}

// Cell is a cell of a table. A cell over several rows stands in the first of
// them with Rows > 1; in the others it has Rows 0 and no text.
type Cell struct {
	Text string
	Rows int
}

// PlainTable lays out items that have no document: seven columns, neighbours of
// one task, section and deadline merged.
func PlainTable(title string, items []checklist.Item, status map[int]string) Table {
	t := Table{Title: title, Columns: []grid.Column{
		{Heading: "主要任务", Kind: grid.Task}, {Heading: "", Kind: grid.Section}, {Heading: "序号", Kind: grid.No}, {Heading: "具体内容", Kind: grid.Content},
		{Heading: "责任人/部门", Kind: grid.Parties}, {Heading: "完成时限", Kind: grid.Deadline}, {Heading: StatusHeading, Kind: grid.Status},
	}}
	if title != "" {
		t.Head = []string{title}
	}
	for _, it := range items {
		row := Row{No: it.No}
		for _, text := range []string{it.Task, it.Section, fmt.Sprint(it.No), it.Content, it.Parties, it.DeadlineText, status[it.No]} {
			row.Cells = append(row.Cells, Cell{text, 1})
		}
		t.Rows = append(t.Rows, row)
	}
	t.MergeBy(func(row, col int) int { return plainOwner(items, row, col) })
	return t
}

// plainOwner is the first of the items above that share a cell: a deadline is
// shared inside a section, a section inside a task.
func plainOwner(items []checklist.Item, row, col int) int {
	sameTask := func(a, b checklist.Item) bool { return a.Task == b.Task }
	sameSection := func(a, b checklist.Item) bool { return sameTask(a, b) && a.Section == b.Section }
	shared := map[int]func(a, b checklist.Item) bool{
		0: sameTask,
		1: sameSection,
		5: func(a, b checklist.Item) bool { return sameSection(a, b) && a.DeadlineText == b.DeadlineText },
	}[col]
	for shared != nil && row > 0 && shared(items[row-1], items[row]) {
		row--
	}
	return row
}

// MergeBy makes one cell of neighbours in a column with the same owner; a
// heading across the table ends them all.
func (t *Table) MergeBy(owner func(row, col int) int) {
	for col := range t.Columns {
		top := 0
		for row := 1; row < len(t.Rows); row++ {
			if t.Rows[row].No == 0 || t.Rows[top].No == 0 || owner(row, col) != owner(top, col) {
				top = row
				continue
			}
			t.Rows[top].Cells[col].Rows++
			t.Rows[row].Cells[col] = Cell{}
		}
	}
}

// StatusColumn is the column that is filled, added where there is none.
func (t *Table) StatusColumn() int {
	for i, c := range t.Columns {
		if c.Kind == grid.Status {
			return i
		}
	}
	t.Columns = append(t.Columns, grid.Column{Heading: StatusHeading, Kind: grid.Status})
	return len(t.Columns) - 1
}

// StatusHeading heads a status column that a document does not have.
const StatusHeading = "完成情况（采取措施及成效）"
