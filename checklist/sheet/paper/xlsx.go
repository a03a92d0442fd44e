package paper

import (
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"duban/checklist/sheet/grid"
)

const SheetName = "清单"

// WriteXLSX writes a table as a workbook that prints as the office's own
// document: A4 landscape, as wide as the page, the headings on every page, page
// numbers at the foot. Every text is stored as text, so that nothing in it can
// run. A text longer than a cell can hold is refused as checklist.Problems.
func WriteXLSX(w io.Writer, t Table) error {
	t = t.cleaned()
	if problems := t.tooLong(); len(problems) > 0 {
		return problems
	}
	b := newBook(SheetName)
	defer b.close()
	l := lay(t, headPoints(t), sheetPaper)
	b.styles(l.size)
	for i, width := range l.widths {
		b.columnWidth(i, width*l.character()/digitWidth)
	}
	row := b.lines(1, t.Head, t.Title, len(t.Columns))
	b.headings(row, l)
	top := row
	for i, h := range l.heights {
		row++
		b.height(row, h)
		b.row(row, l.Rows[i], t.Columns)
		if l.opens[i] && i > 0 {
			b.do(b.file.InsertPageBreak(b.sheet, b.axis(0, row)))
		}
	}
	b.lines(row+1, t.Notes, "", len(t.Columns))
	b.freeze(top)
	b.page(top)
	return b.write(w)
}

// book is a workbook of one sheet being written; the first error stays and
// makes the rest do nothing.
type book struct {
	file  *excelize.File
	sheet string
	err   error

	title, line, head, body, centred, top, centredTop int // styles
}

func newBook(sheet string) *book {
	b := &book{file: excelize.NewFile(), sheet: sheet}
	b.do(b.file.SetSheetName("Sheet1", sheet))
	b.do(b.file.SetDefaultFont(plainFont))
	return b
}

func (b *book) close() { _ = b.file.Close() } // nothing is open but temporary files

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

// axis is the name of a cell, column from 0, row from 1.
func (b *book) axis(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col+1, row)
	b.do(err)
	return name
}

// text stores a text; SetCellStr never makes a formula of it.
func (b *book) text(col, row int, s string, style int) {
	at := b.axis(col, row)
	if s != "" {
		b.do(b.file.SetCellStr(b.sheet, at, s))
	}
	b.do(b.file.SetCellStyle(b.sheet, at, at, style))
}

func (b *book) merge(left, top, right, bottom int) {
	if left != right || top != bottom {
		b.do(b.file.MergeCell(b.sheet, b.axis(left, top), b.axis(right, bottom)))
	}
}

func (b *book) height(row int, points float64) {
	b.do(b.file.SetRowHeight(b.sheet, row, points))
}

func (b *book) columnWidth(col int, characters float64) {
	name, err := excelize.ColumnNumberToName(col + 1)
	b.do(err)
	b.do(b.file.SetColWidth(b.sheet, name, name, characters))
}

// lines writes text across the whole table and returns the row below it.
func (b *book) lines(row int, lines []string, title string, columns int) int {
	for _, s := range lines {
		style, height := b.line, plainHeight
		if s == title && s != "" {
			style, height = b.title, titleHeight
			title = ""
		}
		b.text(0, row, s, style)
		b.merge(0, row, max(columns, 1)-1, row)
		b.height(row, height)
		row++
	}
	return row
}

// headPoints is the height of the lines over the table.
func headPoints(t Table) (sum float64) {
	title := t.Title
	for _, s := range t.Head {
		height := plainHeight
		if s == title && s != "" {
			title, height = "", titleHeight
		}
		sum += height
	}
	return sum
}

// headings writes the header; a heading with a headless column to its right
// spans both, as 主要任务 does.
func (b *book) headings(row int, l laid) {
	for i, c := range l.Columns {
		b.text(i, row, c.Heading, b.head)
		if l.headless(i) {
			b.merge(i-1, row, i, row)
		}
	}
	b.height(row, l.head)
}

func (b *book) row(row int, r Row, columns []grid.Column) {
	if r.No == 0 {
		b.text(0, row, r.Band, b.body)
		for col := range columns {
			b.text(col, row, "", b.body)
		}
		b.merge(0, row, len(columns)-1, row)
		return
	}
	for col, c := range r.Cells {
		if c.Rows > 0 {
			b.cell(col, row, c, columns[col].Kind)
		}
	}
}

func (b *book) cell(col, row int, c Cell, k grid.Kind) {
	style := b.body
	switch k {
	case grid.No, grid.Parties, grid.Leads, grid.Joint, grid.Leader, grid.Deadline:
		style = b.centred
		if c.Rows > 1 {
			style = b.centredTop
		}
	case grid.Task, grid.Section:
		style = b.top
	default:
		if c.Rows > 1 {
			style = b.top
		}
	}
	b.text(col, row, c.Text, style)
	if n, err := strconv.Atoi(c.Text); err == nil && k == grid.No {
		b.do(b.file.SetCellInt(b.sheet, b.axis(col, row), int64(n)))
	}
	for i := 1; i < c.Rows; i++ {
		b.text(col, row+i, "", style) // its borders
	}
	if c.Rows > 1 {
		b.merge(col, row, col, row+c.Rows-1)
	}
}

func (b *book) write(w io.Writer) error {
	if b.err == nil {
		_, b.err = b.file.WriteTo(w)
	}
	if b.err != nil {
		return fmt.Errorf("writing xlsx: %w", b.err)
	}
	return nil
}
