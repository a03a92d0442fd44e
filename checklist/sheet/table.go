package sheet

import (
	"fmt"
	"slices"

	"duban/checklist"
)

// Table is a checklist laid out for printing.
type Table struct {
	Head    []string // lines over the table; the one equal to Title is set large
	Title   string
	Columns []Column
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

// NewTable lays out the table that a list came from, with its status column
// filled. The list is read again from the stored file; the items are those of
// the ledger, and are refused when they are no longer the same, as text under
// the wrong item would be worse than none. An item without a status keeps what
// the document says. A document without a status column gets one.
func NewTable(list *List, items []checklist.Item, status map[int]string) (Table, error) {
	if problems := differences(list, items); len(problems) > 0 {
		return Table{}, problems
	}
	t := Table{Head: list.Head, Title: list.Title, Columns: slices.Clone(list.Columns), Notes: list.Notes}
	at := t.statusColumn()
	for _, lr := range list.rows {
		if lr.band != "" {
			t.Rows = append(t.Rows, Row{Band: lr.band})
			continue
		}
		no := list.Items[lr.item].No
		row := Row{No: no, Cells: make([]Cell, len(t.Columns))}
		for col, c := range lr.cells {
			row.Cells[col] = Cell{c.text, 1}
		}
		row.Cells[at].Rows = 1 // also where the document has no such column
		if text, ok := status[no]; ok {
			row.Cells[at].Text = text
		}
		t.Rows = append(t.Rows, row)
	}
	t.mergeBy(func(row, col int) int { return ownerOf(list, row, col) })
	return t, nil
}

// ownerOf is the item that a cell begins at; a column that the document does
// not have is never merged.
func ownerOf(list *List, row, col int) int {
	lr := list.rows[row]
	if col >= len(lr.cells) {
		return lr.item
	}
	return lr.cells[col].owner
}

// PlainTable lays out items that have no document: seven columns, neighbours of
// one task, section and deadline merged.
func PlainTable(title string, items []checklist.Item, status map[int]string) Table {
	t := Table{Title: title, Columns: []Column{
		{"主要任务", Task}, {"", Section}, {"序号", No}, {"具体内容", Content},
		{"责任人/部门", Parties}, {"完成时限", Deadline}, {statusHeading, Status},
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
	t.mergeBy(func(row, col int) int { return plainOwner(items, row, col) })
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

// mergeBy makes one cell of neighbours in a column with the same owner; a
// heading across the table ends them all.
func (t *Table) mergeBy(owner func(row, col int) int) {
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

// statusColumn is the column that is filled, added where there is none.
func (t *Table) statusColumn() int {
	for i, c := range t.Columns {
		if c.Kind == Status {
			return i
		}
	}
	t.Columns = append(t.Columns, Column{statusHeading, Status})
	return len(t.Columns) - 1
}

// differences compares the document with the ledger, item by item.
func differences(list *List, items []checklist.Item) (ps checklist.Problems) {
	byNo := map[int]checklist.Item{}
	for _, it := range items {
		byNo[it.No] = it
	}
	const mend = "请重新导入清单，或用导入时的原文件导出"
	for _, it := range list.Items {
		ledger, ok := byNo[it.No]
		delete(byNo, it.No)
		switch {
		case !ok:
			ps = append(ps, checklist.Problem{File: list.Name, Row: it.Row, What: fmt.Sprintf("台账没有第%d项", it.No), Mend: mend})
		case checklist.PartyKey(ledger.Content) != checklist.PartyKey(it.Content): // spaces are layout
			ps = append(ps, checklist.Problem{File: list.Name, Row: it.Row, What: fmt.Sprintf("第%d项的内容与台账不同", it.No), Mend: mend})
		}
	}
	for _, it := range items {
		if _, left := byNo[it.No]; left {
			ps = append(ps, checklist.Problem{File: list.Name, What: fmt.Sprintf("原文件没有第%d项", it.No), Mend: mend})
		}
	}
	return ps
}
