package paper

import (
	"duban/checklist/sheet/grid"
)

// merge makes the rows laid a table again. A cell over several rows begins anew
// on every page; what an item has no more of in its next part is one cell.
func (l *layer) merge() {
	for _, p := range l.parts {
		r := l.table.Rows[p.row]
		if r.No > 0 {
			r.Cells = make([]Cell, len(l.Columns))
		}
		l.Rows = append(l.Rows, r)
	}
	for col := range l.Columns {
		top, page := 0, 0 // the rows laid in which the current cell and the page begin
		for i, p := range l.parts {
			if l.opens[i] {
				page = i
			}
			if l.Rows[i].No == 0 {
				continue
			}
			if i > 0 && l.Rows[i-1].No > 0 && l.continues(i, col, top < page) {
				l.Rows[top].Cells[col].Rows++
				continue
			}
			top = i
			l.Rows[i].Cells[col] = Cell{l.textOf(p, col), 1}
		}
	}
}

// textOf is what a cell laid says that does not continue the one above.
func (l *layer) textOf(p rowPart, col int) string {
	if text := p.texts[col]; text != "" || p.n > 0 && !repeated[l.Columns[col].Kind] {
		return text
	}
	return l.table.Rows[l.owners[p.row][col]].Cells[col].Text
}

// continues reports whether a row laid has one cell with the row above, which
// may have begun on an earlier page.
func (l *layer) continues(i, col int, earlier bool) bool {
	p, above := l.parts[i], l.parts[i-1]
	switch {
	case p.texts[col] != "", l.owners[p.row][col] != l.owners[above.row][col]:
		return false
	case p.torn && l.Columns[col].Kind == grid.No: // so a reader knows that a page tore the words apart
		return false
	}
	again := earlier && l.reprints(p, col) && (l.opens[i] || p.n == 0)
	return !again || l.Columns[col].Kind == grid.Deadline && !l.headingsGoOn(i)
}

// headingsGoOn reports whether a row laid stands under the same headings as the
// one above: only then is its deadline known for the one above, printed again.
func (l *layer) headingsGoOn(i int) bool {
	for col, c := range l.Columns {
		if (c.Kind == grid.Task || c.Kind == grid.Section) && l.owners[l.parts[i].row][col] != l.owners[l.parts[i-1].row][col] {
			return false
		}
	}
	return true
}

// repeated are the columns that say again at the top of a page what goes on from
// the page before.
var repeated = map[grid.Kind]bool{grid.Task: true, grid.Section: true, grid.Parties: true, grid.Leads: true, grid.Joint: true, grid.Leader: true, grid.Deadline: true}

// reprints reports whether a cell's text is printed again at the top of a page.
// In the second part of an item a heading without a numeral would be read as the
// rest of the one above, and a cell shared with items above as the item's own.
func (l *layer) reprints(p rowPart, col int) bool {
	k := l.Columns[col].Kind
	switch {
	case p.n == 0:
		return repeated[k]
	case k == grid.Task, k == grid.Section:
		return grid.NumeralOf(l.textOf(p, col)) > 0
	}
	return repeated[k] && k != grid.Leader && l.owners[p.row][col] == p.row
}
