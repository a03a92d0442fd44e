package sheet

import (
	"bytes"
	"fmt"
	"slices"

	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/zh"
)

// addWordColumn finds the edits that give a document's table a column at its
// right. The table stays as wide as it was: the width comes from the wide columns.
func addWordColumn(part []byte, grids []*wordGrid, n *newColumn, texts []spotted) (edits []edit, err error) {
	c := columnAdder{part: part, rows: n.byPlace(), texts: map[int64]spotted{}}
	for _, s := range texts {
		c.texts[s.place.From] = s
	}
	for _, g := range grids {
		if c.concerns(g) {
			if err := c.add(g); err != nil {
				return nil, err
			}
		}
	}
	return c.edits, nil
}

// columnAdder adds a column to the tables of a list, which a document may cut
// into pages.
type columnAdder struct {
	part  []byte
	rows  map[int64]newRowAt
	texts map[int64]spotted
	edits []edit
}

// newRowAt is a row that a cell of the new column covers.
type newRowAt struct {
	cell  newCell
	n     int // the n-th of its rows
	model grid.Span
}

func (n *newColumn) byPlace() map[int64]newRowAt {
	rows := map[int64]newRowAt{}
	for _, c := range n.cells {
		for i, r := range c.rows {
			if r.place != (grid.Span{}) {
				rows[r.place.From] = newRowAt{c, i, r.model}
			}
		}
	}
	return rows
}

// in finds what a row of the table is for the new column.
func (c *columnAdder) in(l wordLine) (newRowAt, bool) {
	for _, box := range l.cells {
		if r, ok := c.rows[box.From]; ok {
			return r, true
		}
	}
	return newRowAt{}, false
}

func (c *columnAdder) concerns(g *wordGrid) bool {
	return slices.ContainsFunc(g.lines, func(l wordLine) bool { _, ok := c.in(l); return ok })
}

func (c *columnAdder) edit(at grid.Span, with []byte) { c.edits = append(c.edits, edit{at, with}) }

func (c *columnAdder) add(g *wordGrid) error {
	widths, added := g.shareWidth()
	for i, col := range g.columns {
		if widths[i] != col.width {
			c.edit(col.tag, withValue(c.part[col.tag.From:col.tag.To], g.tag("w"), widths[i]))
		}
	}
	if len(g.columns) > 0 {
		c.edit(grid.Span{From: g.end, To: g.end}, fmt.Appendf(nil, `<%s %s="%d"/>`, g.tag("gridCol"), g.tag("w"), added))
	}
	begun := -1 // the item or heading of the row above
	for _, l := range g.lines {
		if len(l.cells) == 0 {
			continue
		}
		c.narrow(g, l, widths)
		row, known := c.in(l)
		last := l.cells[len(l.cells)-1]
		if !known && len(l.cells) == 1 && last.span >= len(g.columns) && last.spanTag != (grid.Span{}) {
			c.edit(last.spanTag, withValue(c.part[last.spanTag.From:last.spanTag.To], g.tag("val"), last.span+1))
			continue
		}
		content, err := c.content(row, known, last)
		if err != nil {
			return err
		}
		c.edit(grid.Span{From: l.end, To: l.end}, c.cell(g, l, last, added, c.merge(row, known, begun), content))
		for _, at := range l.afters {
			c.edit(at, nil)
		}
		if begun = -1; known && row.n+1 < len(row.cell.rows) {
			begun = row.n
		}
	}
	return nil
}

// merge is how a cell of the new column hangs together with its neighbours.
func (c *columnAdder) merge(row newRowAt, known bool, begun int) string {
	switch {
	case !known || len(row.cell.rows) == 1:
		return ""
	case row.n > 0 && begun == row.n-1:
		return "continue"
	}
	return "restart"
}

// content is what stands in a new cell, in the type of its row.
func (c *columnAdder) content(row newRowAt, known bool, last wordBox) ([]byte, error) {
	own, err := readFormat(c.part[last.From:last.To])
	if err != nil {
		return nil, grid.DamagedDocument()
	}
	model, err := readFormat(c.part[row.model.From:row.model.To])
	if err != nil {
		return nil, grid.DamagedDocument()
	}
	f := own
	f.paragraph, f.run = notForStatus.ReplaceAll(own.paragraph, nil), notForStatus.ReplaceAll(own.run, nil)
	switch {
	case known && row.n == 0 && row.cell.no == 0:
		return f.paragraphs(paper.StatusHeading), nil
	case known && row.n == 0:
		if model.text {
			f.text = false
			f.run = nil
			f = f.like(model)
		}
		return f.paragraphs(c.texts[row.cell.rows[0].place.From].text), nil
	}
	return f.paragraphs(""), nil
}

var (
	ofOneCell = zh.NewPattern(`(?s)<(\w+:)?(tcW|gridSpan|vMerge|hMerge|cnfStyle|cellIns|cellDel|cellMerge)( [^>]*)?(/>|>\s*</(\w+:)?\w+>)|<(\w+:)?tcPrChange.*?</(\w+:)?tcPrChange>`)
	tcPrTags  = zh.NewPattern(`^\s*<(\w+:)?tcPr( [^>]*)?/?>|</(\w+:)?tcPr>\s*$`)
)

// cell is a new cell with the borders and the shade of the one to its left.
func (c *columnAdder) cell(g *wordGrid, l wordLine, last wordBox, width int, merge string, content []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<%s><%s><%s %s="%d" %s="dxa"/>`, g.tag("tc"), g.tag("tcPr"), g.tag("tcW"), g.tag("w"), width, g.tag("type"))
	if l.after > 0 {
		fmt.Fprintf(&b, `<%s %s="%d"/>`, g.tag("gridSpan"), g.tag("val"), l.after+1)
	}
	switch merge {
	case "restart":
		fmt.Fprintf(&b, `<%s %s="restart"/>`, g.tag("vMerge"), g.tag("val"))
	case "continue":
		fmt.Fprintf(&b, `<%s/>`, g.tag("vMerge"))
	}
	if last.tag.To > last.From {
		b.Write(tcPrTags.ReplaceAll(ofOneCell.ReplaceAll(c.part[last.From:last.tag.To], nil), nil))
	}
	fmt.Fprintf(&b, `</%s>`, g.tag("tcPr"))
	b.Write(content)
	fmt.Fprintf(&b, `</%s>`, g.tag("tc"))
	return b.Bytes()
}

// narrow gives the cells of a row the widths that their columns have now.
func (c *columnAdder) narrow(g *wordGrid, l wordLine, widths []int) {
	col := g.before(l)
	for _, box := range l.cells {
		sum := 0
		for i := col; i < min(col+box.span, len(widths)); i++ {
			sum += widths[i]
		}
		col += box.span
		if box.width != (grid.Span{}) && sum > 0 {
			c.edit(box.width, withValue(c.part[box.width.From:box.width.To], g.tag("w"), sum))
		}
	}
}

// before is how many columns a row leaves empty before its first cell.
func (g *wordGrid) before(l wordLine) int { return max(0, len(g.columns)-l.span()) }

func (g *wordGrid) tag(name string) string {
	if g.prefix == "" {
		return name
	}
	return g.prefix + ":" + name
}

const (
	statusShare = 3.0 / 10 // of the table, for a new column
	leastShared = 1000     // twips: a column of three characters gives nothing
)

// shareWidth shares the width of the table anew.
func (g *wordGrid) shareWidth() (widths []int, added int) {
	total, wide := 0, 0
	for _, c := range g.columns {
		widths = append(widths, c.width)
		total += c.width
		if c.width > leastShared {
			wide += c.width - leastShared
		}
	}
	added = min(int(float64(total)*statusShare), wide*2/3)
	if wide == 0 || added < leastShared {
		return widths, max(added, 2*leastShared) // the table grows
	}
	taken := 0
	for i, w := range widths {
		if w > leastShared {
			gives := (w - leastShared) * added / wide
			widths[i] -= gives
			taken += gives
		}
	}
	return widths, taken
}
