package sheet

import (
	"slices"

	"duban/checklist"
	"duban/checklist/sheet/paper"
	"duban/internal/msg"
)

// NewTable lays out the table that a list came from, with its status column
// filled. The list is read again from the stored file; the items are those of
// the ledger, and are refused when they are no longer the same, as text under
// the wrong item would be worse than none. An item without a status keeps what
// the document says. A document without a status column gets one.
func NewTable(list *List, items []checklist.Item, status map[int]string) (paper.Table, error) {
	if problems := differences(list, items); len(problems) > 0 {
		return paper.Table{}, problems
	}
	t := paper.Table{Head: list.Head, Title: list.Title, Columns: slices.Clone(list.Columns), Notes: list.Notes}
	at := t.StatusColumn()
	for _, lr := range list.rows {
		if lr.band != "" {
			t.Rows = append(t.Rows, paper.Row{Band: lr.band})
			continue
		}
		no := list.Items[lr.item].No
		row := paper.Row{No: no, Cells: make([]paper.Cell, len(t.Columns))}
		for col, c := range lr.cells {
			row.Cells[col] = paper.Cell{Text: c.text, Rows: 1}
		}
		row.Cells[at].Rows = 1 // also where the document has no such column
		if text, ok := status[no]; ok {
			row.Cells[at].Text = text
		}
		t.Rows = append(t.Rows, row)
	}
	t.MergeBy(func(row, col int) int { return ownerOf(list, row, col) })
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

// differences compares the document with the ledger, item by item.
func differences(list *List, items []checklist.Item) (ps checklist.Problems) {
	byNo := map[int]checklist.Item{}
	for _, it := range items {
		byNo[it.No] = it
	}
	mend := msg.New("import again, or export by the original")
	for _, it := range list.Items {
		ledger, ok := byNo[it.No]
		delete(byNo, it.No)
		switch {
		case !ok:
			ps = append(ps, checklist.Problem{File: list.Name, Row: it.Row, What: msg.New("an item that the ledger lacks", it.No), Mend: mend})
		case checklist.PartyKey(ledger.Content) != checklist.PartyKey(it.Content): // spaces are layout
			ps = append(ps, checklist.Problem{File: list.Name, Row: it.Row, What: msg.New("an item other than in the ledger", it.No), Mend: mend})
		}
	}
	for _, it := range items {
		if _, left := byNo[it.No]; left {
			ps = append(ps, checklist.Problem{File: list.Name, What: msg.New("an item that the file lacks", it.No), Mend: mend})
		}
	}
	return ps
}
