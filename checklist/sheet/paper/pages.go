package paper

import (
	"slices"

	"duban/checklist/sheet/grid"
)

// laid is a table as it stands on pages: a row of the table that goes over the
// end of a page has become two, and the headings of merged cells stand again at
// the top of each page.
type laid struct {
	medium
	Table
	widths  []float64 // of the columns, in characters
	head    float64   // height of the row with the columns' headings, in points
	heights []float64 // of the rows
	opens   []bool    // whether a row is the first of a page
}

// manyPages in 五号 are too many: a table that takes more is set in 小五.
const manyPages = 10

// lay sets a table in the largest type in which it does not become too long.
func lay(t Table, over float64, paper func(size float64) medium) laid {
	l := paper(BodySize).lay(t, over)
	if l.pages() > manyPages {
		l = paper(smallSize).lay(t, over)
	}
	return l
}

func (l laid) pages() (n int) {
	for _, opens := range l.opens {
		if opens {
			n++
		}
	}
	return n
}

// lay puts a table on pages. The first page has less space by what stands over
// the table, every page by the headings of the columns.
func (m medium) lay(t Table, over float64) laid {
	l := layer{laid: laid{medium: m, Table: t, widths: m.columnWidths(t)}, table: t, owners: t.owners(), fresh: true, open: map[int]*spanned{}}
	l.Rows = nil
	l.head = l.headings()
	l.left = m.page - l.head - over
	for row, r := range t.Rows {
		if r.No == 0 {
			l.putBand(row)
		} else {
			l.putItem(row)
		}
	}
	l.closeAll()
	l.merge()
	return l.laid
}

// layer lays one row after the other.
type layer struct {
	laid
	table  Table
	owners [][]int // by row and column of the table: the row in which the cell begins

	left  float64 // of the page
	fresh bool    // nothing stands on it yet
	open  map[int]*spanned
	parts []rowPart // by row laid
}

// rowPart is what of a row of the table stands in a row laid.
type rowPart struct {
	row, n int // the n-th part of the row
	texts  []string
	torn   bool // it begins inside a paragraph
}

// spanned is a cell over several rows, on the current page.
type spanned struct {
	owner int     // the row of the table in which it begins
	from  int     // the first row laid that it covers on this page
	need  float64 // height of its text
}

// owners tells merged cells apart.
func (t Table) owners() [][]int {
	owners := make([][]int, len(t.Rows))
	for i, r := range t.Rows {
		owners[i] = make([]int, len(t.Columns))
		for col := range t.Columns {
			owners[i][col] = i
			if r.No > 0 && i > 0 && r.Cells[col].Rows == 0 {
				owners[i][col] = owners[i-1][col]
			}
		}
	}
	return owners
}

// headPad is more air around the headings than around other rows.
const headPad = 4

func (l *layer) headings() float64 {
	n := 1
	for col, c := range l.Columns {
		width := l.widths[col]
		if l.headless(col + 1) {
			width += l.widths[col+1]
		}
		n = max(n, l.lines(c.Heading, width))
	}
	return l.height(n) + headPad
}

// headless reports whether the heading to the left spans a column too, as
// 主要任务 does.
func (t Table) headless(col int) bool {
	return col > 0 && col < len(t.Columns) && t.Columns[col].Heading == "" && t.Columns[col].Kind == grid.Section
}

const (
	leastOnPage = 4 // lines of a row that stand on a page if it is cut at all
	keptWhole   = 6 // lines that are not cut, but go to the next page
)

// putBand keeps a heading across the table on the page of what follows it.
func (l *layer) putBand(row int) {
	total := 0.0
	for _, w := range l.widths {
		total += w
	}
	h := l.height(l.lines(l.table.Rows[row].Band, total))
	if l.left < h+l.height(leastOnPage) {
		l.turn()
	}
	l.closeAll()
	l.add(rowPart{row: row}, h)
}

// putItem lays an item in as many parts as it takes.
func (l *layer) putItem(row int) {
	texts := make([]string, len(l.Columns))
	for col, c := range l.table.Rows[row].Cells {
		if c.Rows == 1 {
			texts[col] = c.Text
		}
	}
	l.closeOthers(row)
	for left := &(rowPart{row: row, texts: texts}); left != nil; {
		var p rowPart
		p, left = l.fit(*left)
		l.add(p, l.partHeight(p))
	}
}

// fit is what of a part stands on the current page, turning to the next where
// that is better, and what is left over.
func (l *layer) fit(p rowPart) (now rowPart, rest *rowPart) {
	h := l.partHeight(p)
	if h <= l.left && (l.tallest == 0 || h <= l.tallest) && l.lacking(p.row, h) <= l.left-h {
		return p, nil
	}
	limit := l.left
	if l.tallest > 0 {
		limit = min(limit, l.tallest)
	}
	if most := l.fits(limit); most >= leastOnPage && l.fits(h) > keptWhole && l.lacking(p.row, limit) <= 0 {
		if now, rest, ok := l.divide(p, most, l.cutAfter); ok {
			return now, &rest
		}
		if now, rest, ok := l.divide(p, most, l.cutInside); ok {
			rest.torn = true
			return now, &rest
		}
	}
	if !l.fresh {
		l.turn()
		return l.fit(p)
	}
	if now, rest, ok := l.divide(p, max(1, l.fits(limit)), l.cutAnywhere); ok {
		return now, &rest
	}
	return p, nil
}

// divide cuts the texts of a part that have more than some lines; headings stay
// whole.
func (l *layer) divide(p rowPart, most int, cut func(string, float64, int) (string, string, bool)) (now, rest rowPart, ok bool) {
	now, rest = p, rowPart{row: p.row, n: p.n + 1, texts: make([]string, len(p.texts))}
	now.texts = slices.Clone(p.texts)
	for col, text := range p.texts {
		if l.lines(text, l.widths[col]) <= most {
			continue
		}
		if now.texts[col], rest.texts[col], ok = cut(text, l.widths[col], most); !ok || repeated[l.Columns[col].Kind] {
			return p, rowPart{}, false
		}
	}
	return now, rest, ok
}

func (l *layer) partHeight(p rowPart) float64 {
	n := 1
	for col, text := range p.texts {
		if l.fresh && p.n > 0 && l.reprints(p, col) {
			text = l.textOf(p, col)
		}
		n = max(n, l.lines(text, l.widths[col]))
	}
	return l.height(n)
}

// spans reports whether a cell of the table is part of one over several rows.
func (l *layer) spans(row, col int) bool {
	return l.table.Rows[row].Cells[col].Rows != 1
}

// lacking is how much higher the rows on this page would have to be for the
// texts of merged cells, if a row of this height was the last one.
func (l *layer) lacking(row int, h float64) (most float64) {
	for col := range l.Columns {
		if !l.spans(row, col) {
			continue
		}
		owner := l.owners[row][col]
		lacks := l.need(owner, col) - h
		if s := l.open[col]; s != nil && s.owner == owner {
			lacks -= l.heightFrom(s.from)
		}
		most = max(most, lacks)
	}
	return most
}

func (l *layer) need(owner, col int) float64 {
	return l.height(l.lines(l.table.Rows[owner].Cells[col].Text, l.widths[col]))
}

func (l *layer) heightFrom(row int) (sum float64) {
	for _, h := range l.heights[row:] {
		sum += h
	}
	return sum
}

func (l *layer) add(p rowPart, h float64) {
	if p.texts != nil {
		for col := range l.Columns {
			if l.spans(p.row, col) && l.open[col] == nil {
				owner := l.owners[p.row][col]
				l.open[col] = &spanned{owner: owner, from: len(l.heights), need: l.need(owner, col)}
			}
		}
	}
	l.parts, l.heights, l.opens = append(l.parts, p), append(l.heights, h), append(l.opens, l.fresh)
	l.left -= h
	l.fresh = false
}

// closeOthers ends the merged cells that a row does not continue.
func (l *layer) closeOthers(row int) {
	for col, s := range l.open {
		if l.owners[row][col] != s.owner {
			l.close(col)
		}
	}
}

func (l *layer) closeAll() {
	for col := range l.open {
		l.close(col)
	}
	l.open = map[int]*spanned{}
}

// close makes the rows of a merged cell high enough together, from the last one
// up.
func (l *layer) close(col int) {
	s := l.open[col]
	delete(l.open, col)
	lacks := s.need - l.heightFrom(s.from)
	for i := len(l.heights) - 1; i >= s.from && lacks > 0; i-- {
		more := lacks
		if l.tallest > 0 {
			more = min(more, l.tallest-l.heights[i])
		}
		l.heights[i] += more
		l.left -= more
		lacks -= more
	}
}

// turn begins a page. Where rows flow, the last one takes what is left, so that
// the next one stands on the next page wherever the document is opened.
func (l *layer) turn() {
	l.closeAll()
	if l.flows && l.left > 0 && len(l.heights) > 0 {
		l.heights[len(l.heights)-1] += l.left
	}
	l.left, l.fresh = l.page-l.head, true
}
