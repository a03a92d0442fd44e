package sheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/msg"
	"duban/internal/zh"
)

// sheetRows are the rows of a worksheet as far as new texts concern them.
type sheetRows struct {
	part    []byte
	plain   float64           // width of a column that has none of its own
	widths  map[int]float64   // in characters
	tags    map[int]grid.Span // of the rows with new texts
	heights map[int]float64   // those that a row says
	merged  map[[2]int]int    // rows of a merged cell, by the row and column where it begins
	needs   []rowNeed
	clipped checklist.Problems
}

// sized is a text and the size of its type.
type sized struct {
	text string
	size float64
}

// rowNeed is a new text, and those beside it that a row has to show as well.
type rowNeed struct {
	sized
	row, col int
	beside   map[int]sized
}

func newSheetRows(part []byte) *sheetRows {
	const usual = 8.43 // ECMA-376 part 1, 18.3.1.81
	return &sheetRows{part: part, plain: usual, widths: map[int]float64{}, tags: map[int]grid.Span{}, heights: map[int]float64{}, merged: map[[2]int]int{}}
}

func (r *sheetRows) take(e xml.StartElement, _ grid.Span) {
	switch e.Name.Local {
	case "sheetFormatPr":
		if w, err := strconv.ParseFloat(grid.Attribute(e, "defaultColWidth"), 64); err == nil && w > 0 {
			r.plain = w
		}
	case "col":
		width, err := strconv.ParseFloat(grid.Attribute(e, "width"), 64)
		for col := grid.Number16(e, "min", 1); err == nil && col <= min(grid.Number16(e, "max", 0), grid.MostColumns); col++ {
			r.widths[col-1] = width
		}
	case "mergeCell":
		from, to, _ := strings.Cut(grid.Attribute(e, "ref"), ":")
		left, top, err := excelize.CellNameToCoordinates(from)
		if err != nil {
			return
		}
		if _, bottom, err := excelize.CellNameToCoordinates(to); err == nil {
			r.merged[[2]int{top - 1, left - 1}] = bottom - top + 1
		}
	}
}

// addColumn takes in what a new column says of itself.
func (r *sheetRows) addColumn(n *newColumn) {
	r.widths[n.col] = statusWidth
	for _, c := range n.cells {
		r.merged[[2]int{c.rows[0].row, n.col}] = len(c.rows)
	}
}

func (r *sheetRows) open(row int, e xml.StartElement, at grid.Span) {
	r.tags[row] = at
	if h, err := strconv.ParseFloat(grid.Attribute(e, "ht"), 64); err == nil {
		r.heights[row] = h
	}
}

func (r *sheetRows) need(s spotted, size float64, beside map[int]sized) {
	if s.text != "" {
		r.needs = append(r.needs, rowNeed{sized{s.text, size}, s.row, s.col, beside})
	}
}

func (r *sheetRows) width(col int) float64 {
	if w, ok := r.widths[col]; ok {
		return w
	}
	return r.plain
}

// height is that of a text wrapped to a column in a size of type.
func (n sized) height(column float64) float64 {
	width := max(2, (column-1)*paper.BodySize/n.size-1) // a margin: renderers differ in how they break lines
	lines := 0.0
	for _, w := range paper.ParagraphWidths(n.text) {
		lines += max(1, math.Ceil(w/width))
	}
	return lines*n.size*1.5 + 4
}

// widest is as wide as a status column is made, in characters.
const widest = 60

// widen makes a column wider for texts that no row is high enough for.
func (r *sheetRows) widen(col int) (width float64, wider bool) {
	width = r.width(col)
	from := width
	for _, n := range r.needs {
		most := paper.MostHeight * float64(max(1, r.merged[[2]int{n.row, n.col}]))
		for n.col == col && n.height(width) > most && width < widest {
			width = min(width+paper.WidthStep, widest)
		}
	}
	r.widths[col] = width
	return width, width > from
}

// edits make rows higher that would cut their texts off.
func (r *sheetRows) edits(spans bool) (edits []edit) {
	const hidden = 4 // a column narrower than two characters shows nothing anyway
	higher := map[int]float64{}
	for _, n := range r.needs {
		if r.width(n.col) >= hidden {
			r.raise(n, higher)
		}
	}
	for row, tag := range r.tags {
		text := r.part[tag.From:tag.To]
		if h, ok := higher[row]; ok {
			text = heightOf.ReplaceAll(text, nil)
			text = rowName.ReplaceAll(text, fmt.Appendf(nil, `$0 ht="%g" customHeight="1"`, math.Ceil(h*4)/4))
		}
		if spans {
			text = spansOf.ReplaceAll(text, nil) // the row has become longer
		}
		if !bytes.Equal(text, r.part[tag.From:tag.To]) {
			edits = append(edits, edit{tag, text})
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return int(a.From - b.From) })
	return edits
}

var (
	rowName  = zh.NewPattern(`^<(\w+:)?row`)
	heightOf = zh.NewPattern(`\s(ht|customHeight)="[^"]*"`)
	spansOf  = zh.NewPattern(`\sspans="[^"]*"`)
)

// usualHeight is that of a row which says none, in points.
const usualHeight = 14

// raise makes the rows of a cell high enough together, from the last one up. A
// row that has fitted itself to its texts so far gets the height of all of them:
// no program does that when it opens a file.
func (r *sheetRows) raise(n rowNeed, higher map[int]float64) {
	lacks := n.height(r.width(n.col))
	rows := max(1, r.merged[[2]int{n.row, n.col}])
	has := map[int]float64{}
	for row := n.row; row < n.row+rows; row++ {
		if has[row] = max(r.heights[row], higher[row]); has[row] == 0 {
			has[row] = usualHeight
		}
		lacks -= has[row]
	}
	if lacks > 0 && rows == 1 && r.heights[n.row] == 0 {
		for col, text := range n.beside {
			lacks = max(lacks, text.height(r.width(col))-has[n.row])
		}
	}
	for row := n.row + rows - 1; row >= n.row && lacks > 0; row-- {
		if more := min(lacks, paper.MostHeight-has[row]); more > 0 {
			higher[row] = has[row] + more
			lacks -= more
		}
	}
	if lacks > 0 {
		r.clipped = append(r.clipped, checklist.Problem{Row: n.row + 1, Field: grid.At(n.col), Warning: true,
			What: msg.New("no row as high as the text"), Mend: msg.New("widen the column, or export otherwise")})
	}
}
