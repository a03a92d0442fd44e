package sheet

import (
	"slices"

	"duban/checklist"
	"duban/checklist/sheet/grid"
)

// layoutRow is a row of the table to be written back: an item, or a heading
// across the table.
type layoutRow struct {
	band  string
	item  int          // index in List.Items
	cells []layoutCell // by column
}

// layoutCell is a cell's text and the item that it begins at: cells of one
// column with the same owner are one merged cell.
type layoutCell struct {
	text  string
	owner int
}

// build fills the list from what was folded.
func (f *folder) build(l *List) {
	l.Status, l.spots, l.parties = map[int]string{}, map[int]spot{}, map[int]partyCells{}
	for i, r := range f.records {
		l.Items = append(l.Items, f.item(i, r))
		l.parties[r.no] = f.partyCells(i)
		if text := f.text(i, grid.Status); text != "" {
			l.Status[r.no] = text
		}
		if at, ok := f.spot(r); ok {
			l.spots[r.no] = at
		}
		for _, p := range slices.Concat(r.tasks, r.sections) {
			if p.band {
				l.rows = append(l.rows, layoutRow{band: p.text, item: i})
			}
		}
		l.rows = append(l.rows, f.layout(i))
	}
	for _, h := range f.tasks {
		l.Headings = append(l.Headings, f.heading(grid.Task, h))
	}
	for _, h := range f.sections {
		l.Headings = append(l.Headings, f.heading(grid.Section, h))
	}
	if f.header.col(grid.Status) < 0 && f.grid.Merges {
		l.added = f.newColumn()
		l.spots = l.added.spots()
	}
	slices.SortStableFunc(l.Headings, func(a, b Heading) int { return a.First - b.First })
	slices.SortStableFunc(l.Filled, func(a, b Filled) int { return a.No - b.No })
}

// spot is the cell where the status of a record goes.
func (f *folder) spot(r *record) (at spot, ok bool) {
	col := f.header.col(grid.Status)
	if col < 0 || !f.grid.Merges {
		return at, false
	}
	c := f.grid.At(r.row, col)
	at = spot{row: c.Owner, col: col, place: c.Place, beside: f.header.col(grid.Content), model: f.grid.At(r.row, f.header.col(grid.Content)).Place, texts: f.rowTexts(c.Owner)}
	for row := r.row + 1; row <= r.last; row++ {
		if c := f.grid.At(row, col); c.Owner == row && c.Text != "" {
			at.rest = append(at.rest, spot{row: row, col: col, place: c.Place})
		}
	}
	return at, c.Place != (grid.Span{}) || !f.grid.Word
}

// newColumn is a status column for a table without one: to the right of the
// others, a cell for each header and for each item, over all of its rows.
func (f *folder) newColumn() *newColumn {
	n := &newColumn{col: len(f.header.columns), beside: f.header.col(grid.Content)}
	heads := map[int]bool{}
	for row := f.header.first; row <= f.header.last; row++ {
		heads[row] = true
	}
	n.cells = append(n.cells, f.newCell(0, f.header.first, f.header.last, nil))
	for row := f.header.last + 1; row < len(f.grid.Rows); row++ {
		if f.grid.Hits(row) >= 3 {
			heads[row] = true
			n.cells = append(n.cells, f.newCell(0, row, row, nil))
		}
	}
	for _, r := range f.records {
		n.cells = append(n.cells, f.newCell(r.no, r.row, r.last, heads))
	}
	slices.SortFunc(n.cells, func(a, b newCell) int { return a.rows[0].row - b.rows[0].row })
	return n
}

// spots are the cells of the items.
func (n *newColumn) spots() map[int]spot {
	at := map[int]spot{}
	for _, c := range n.cells {
		if c.no > 0 {
			at[c.no] = spot{row: c.rows[0].row, col: n.col, beside: n.beside, place: c.rows[0].place, model: c.rows[0].model, texts: c.rows[0].texts}
		}
	}
	return at
}

func (f *folder) rowTexts(row int) (texts []string) {
	for col := range f.header.columns {
		texts = append(texts, f.grid.Own(row, col))
	}
	return texts
}

func (f *folder) newCell(no, first, last int, except map[int]bool) newCell {
	c := newCell{no: no}
	for row := first; row <= last && !(except[row] && row > first); row++ {
		at := newRow{row: row, texts: f.rowTexts(row)}
		for col := range f.grid.Rows[row] {
			if own := f.grid.At(row, col); own.Owner == row && own.Place != (grid.Span{}) {
				at.place = own.Place
				break
			}
		}
		if col := f.header.col(grid.Content); col >= 0 {
			at.model = f.grid.At(row, col).Place
		}
		c.rows = append(c.rows, at)
	}
	return c
}

func (f *folder) item(i int, r *record) checklist.Item {
	it := checklist.Item{
		No: r.no, Row: r.row + 1,
		Label: r.label, Content: f.content(i), Parties: f.parties(i), DeadlineText: f.value(i, grid.Deadline),
	}
	if f.header.undated {
		it.DeadlineText = grid.Undated
	}
	if h := f.items[i].task; h != nil {
		it.Task = grid.TidyHeading(h.text)
	}
	if h := f.items[i].section; h != nil {
		it.Section = grid.TidyHeading(h.text)
	}
	return it
}

// text is what a record's own cell says.
func (f *folder) text(i int, k grid.Kind) string {
	if col := f.header.col(k); col >= 0 {
		return f.records[i].own[col]
	}
	return ""
}

func (f *folder) heading(k grid.Kind, h *heading) Heading {
	out := Heading{
		Kind: k, Text: grid.TidyHeading(h.text), Row: h.row + 1,
		First: f.records[h.first].no, Last: f.records[h.last].no,
	}
	for _, p := range h.prints {
		alias := grid.TidyHeading(p.text)
		if !sameText(alias, out.Text) && !slices.Contains(out.Aliases, alias) {
			out.Aliases = append(out.Aliases, alias)
		}
	}
	return out
}

func (f *folder) layout(i int) layoutRow {
	row := layoutRow{item: i}
	for col, c := range f.header.columns {
		row.cells = append(row.cells, f.layoutCell(i, col, c.Kind))
	}
	return row
}

func (f *folder) layoutCell(i, col int, k grid.Kind) layoutCell {
	in := f.items[i]
	switch k {
	case grid.Task, grid.Section:
		h := in.task
		if k == grid.Section {
			h = in.section
		}
		if h == nil || h.prints[0].band {
			return layoutCell{"", i}
		}
		return layoutCell{grid.TidyHeading(h.text), h.first}
	case grid.Status:
		return layoutCell{f.records[i].own[col], i} // each item has its own
	}
	owner := i
	if from, ok := in.from[k]; ok && k != grid.Other {
		owner = from
	} else if r := f.records[i]; r.owner[col] != r.row {
		owner = f.recordAt(r.owner[col])
	}
	return layoutCell{f.records[owner].own[col], owner}
}
