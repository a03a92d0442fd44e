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
	"duban/internal/zh"
)

// sheetRows are the rows of a worksheet as far as new texts concern them.
type sheetRows struct {
	part    []byte
	plain   float64         // width of a column that has none of its own
	widths  map[int]float64 // in characters
	tags    map[int]place   // of the rows with new texts
	heights map[int]float64 // those that a row says
	merged  map[[2]int]int  // rows of a merged cell, by the row and column where it begins
	needs   []rowNeed
	clipped checklist.Problems
}

// rowNeed is a new text and the size in which it stands.
type rowNeed struct {
	spotted
	size float64
}

func newSheetRows(part []byte) *sheetRows {
	const usual = 8.43 // ECMA-376 part 1, 18.3.1.81
	return &sheetRows{part: part, plain: usual, widths: map[int]float64{}, tags: map[int]place{}, heights: map[int]float64{}, merged: map[[2]int]int{}}
}

func (r *sheetRows) take(e xml.StartElement, _ place) {
	switch e.Name.Local {
	case "sheetFormatPr":
		if w, err := strconv.ParseFloat(attribute(e, "defaultColWidth"), 64); err == nil && w > 0 {
			r.plain = w
		}
	case "col":
		width, err := strconv.ParseFloat(attribute(e, "width"), 64)
		for col := number16(e, "min", 1); err == nil && col <= min(number16(e, "max", 0), mostColumns); col++ {
			r.widths[col-1] = width
		}
	case "mergeCell":
		from, to, _ := strings.Cut(attribute(e, "ref"), ":")
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

func (r *sheetRows) open(row int, e xml.StartElement, at place) {
	r.tags[row] = at
	if h, err := strconv.ParseFloat(attribute(e, "ht"), 64); err == nil {
		r.heights[row] = h
	}
}

func (r *sheetRows) need(s spotted, size float64) {
	if s.text != "" {
		r.needs = append(r.needs, rowNeed{s, size})
	}
}

func (r *sheetRows) width(col int) float64 {
	if w, ok := r.widths[col]; ok {
		return w
	}
	return r.plain
}

// height is that of a text wrapped to a column in a size of type.
func (n rowNeed) height(column float64) float64 {
	room := max(2, (column-1)*bodySize/n.size-1) // a margin: renderers differ in how they break lines
	lines := 0.0
	for _, w := range paragraphWidths(n.text) {
		lines += max(1, math.Ceil(w/room))
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
		most := mostHeight * float64(max(1, r.merged[[2]int{n.row, n.col}]))
		for n.col == col && n.height(width) > most && width < widest {
			width = min(width+widthStep, widest)
		}
	}
	r.widths[col] = width
	return width, width > from
}

// edits make rows higher whose height would cut their texts off. A row that says
// no height fits itself to its text where no cell of it is merged.
func (r *sheetRows) edits(spans bool) (edits []edit) {
	const hidden = 4 // a column narrower than two characters shows nothing anyway
	higher := map[int]float64{}
	for _, n := range r.needs {
		if r.width(n.col) >= hidden {
			r.raise(n, higher)
		}
	}
	for row, tag := range r.tags {
		text := r.part[tag.from:tag.to]
		if h, ok := higher[row]; ok {
			text = heightOf.ReplaceAll(text, nil)
			text = rowName.ReplaceAll(text, fmt.Appendf(nil, `$0 ht="%g" customHeight="1"`, math.Ceil(h*4)/4))
		}
		if spans {
			text = spansOf.ReplaceAll(text, nil) // the row has become longer
		}
		if !bytes.Equal(text, r.part[tag.from:tag.to]) {
			edits = append(edits, edit{tag, text})
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return int(a.from - b.from) })
	return edits
}

var (
	rowName  = zh.NewPattern(`^<(\w+:)?row`)
	heightOf = zh.NewPattern(`\s(ht|customHeight)="[^"]*"`)
	spansOf  = zh.NewPattern(`\sspans="[^"]*"`)
)

// raise makes the rows of a cell high enough together, from the last one up.
func (r *sheetRows) raise(n rowNeed, higher map[int]float64) {
	const usual = 14 // points
	lacks := n.height(r.width(n.col))
	rows := max(1, r.merged[[2]int{n.row, n.col}])
	has := map[int]float64{}
	fixed := rows > 1
	for row := n.row; row < n.row+rows; row++ {
		h, says := r.heights[row]
		fixed = fixed || says
		has[row] = max(h, higher[row])
		if has[row] == 0 {
			has[row] = usual
		}
		lacks -= has[row]
	}
	if !fixed {
		lacks = max(0, lacks+has[n.row]-mostHeight)
	} else {
		for row := n.row + rows - 1; row >= n.row && lacks > 0; row-- {
			if more := min(lacks, mostHeight-has[row]); more > 0 {
				higher[row] = has[row] + more
				lacks -= more
			}
		}
	}
	if lacks > 0 {
		r.clipped = append(r.clipped, checklist.Problem{Row: n.row + 1, Column: columnLetter(n.col), Warning: true,
			What: "完成情况太长，表格软件画不出这么高的行，打印时末尾看不见（文字都在单元格里）", Mend: "请加宽这一栏，或用 --cell short 导出，或另存为 .docx"})
	}
}
