package sheet

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"duban/checklist"
)

// grid is a table as it stands in a file: rows[i] is row i+1.
type grid struct {
	rows     [][]cell
	merges   bool         // the file says itself which cells are merged
	word     bool         // its cells know their places in a document
	wide     map[int]bool // rows with one cell merged over three columns or more
	sheet    string
	encoding string
	quoted   bool // a row is a row: CSV, whose cells hold line breaks
	warnings checklist.Problems
	meanings map[string]meaning // of cells read as headings
	counted  []int              // by row: how many kinds of heading, -1 not counted yet
}

// cell is one cell; in a cell merged downwards every row has the text, and owner
// is the row index where the cell begins.
type cell struct {
	text  string
	owner int
	place place // of a document: where its content stands
}

// The largest list seen has 300 rows; a sheet formatted to its last row is a
// slip of the mouse, and a hostile one must not fill the memory.
const (
	mostRows    = 10000
	mostColumns = 100
	mostBytes   = 32 << 20
)

// readGrid picks the reader by content first, then by extension.
func readGrid(name string, raw []byte, opt Options, fits func(*grid) bool) (*grid, error) {
	if p := refused(name, raw); p != nil {
		return nil, checklist.Problems{*p}
	}
	if isZip(raw) {
		return readPackage(raw, opt, fits)
	}
	text, encoding, err := decode(raw, opt.Encoding)
	if err != nil {
		return nil, err
	}
	g := &grid{encoding: encoding}
	if strings.EqualFold(path.Ext(name), ".csv") {
		return g, g.readCSV(text, separator(text, ','))
	}
	if comma := separator(text, '\t'); comma != '\t' {
		return g, g.readCSV(text, comma)
	}
	return g, g.readTabs(text)
}

// readPackage reads a workbook or a document.
func readPackage(raw []byte, opt Options, fits func(*grid) bool) (*grid, error) {
	a, err := openArchive(raw)
	if err != nil {
		return nil, damagedDocument()
	}
	if p := a.refused(); p != nil {
		return nil, checklist.Problems{*p}
	}
	if a.has(wordPart) {
		return readDocument(a, opt, fits)
	}
	if err := a.modest(); err != nil {
		return nil, err
	}
	g, err := readWorkbook(raw, opt, fits)
	if err != nil {
		return nil, err
	}
	if ps := a.unreckoned(g.sheet); len(ps) > 0 {
		return nil, ps
	}
	return g, nil
}

// readTabs splits on tabs alone: text taken from a word processor's table does
// not quote, and a quotation mark in it is a quotation mark.
func (g *grid) readTabs(text string) error {
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		g.add(strings.Split(line, "\t"))
	}
	return g.tooLarge()
}

func (g *grid) add(fields []string) {
	row := make([]cell, 0, len(fields))
	for _, f := range fields {
		row = append(row, cell{text: strings.TrimSpace(withoutUnseen(f)), owner: len(g.rows)})
	}
	g.rows = append(g.rows, row)
}

func (g *grid) warn(p checklist.Problem) {
	p.Warning = true
	g.warnings = append(g.warnings, p)
}

func (g *grid) tooLarge() error {
	if len(g.rows) > mostRows {
		return checklist.Problems{{What: fmt.Sprintf("超过%d行", mostRows), Mend: "请删去表格之外的行，或拆成几个清单"}}
	}
	for i, row := range g.rows {
		if len(row) > mostColumns {
			return checklist.Problems{{Row: i + 1, What: fmt.Sprintf("超过%d列", mostColumns), Mend: "请删去表格之外的列"}}
		}
	}
	return nil
}

// at is the cell of a row and column, empty where the row is shorter.
func (g *grid) at(row, col int) cell {
	if col < 0 || col >= len(g.rows[row]) {
		return cell{owner: row}
	}
	return g.rows[row][col]
}

// own is the text that stands in this very cell, not in a merged one above.
func (g *grid) own(row, col int) string {
	if c := g.at(row, col); c.owner == row {
		return c.text
	}
	return ""
}

// filledColumns are the columns of a row that have text of their own.
func (g *grid) filledColumns(row int) (cols []int) {
	for col := range g.rows[row] {
		if g.own(row, col) != "" {
			cols = append(cols, col)
		}
	}
	return cols
}

// text is all that stands in a row's own cells.
func (g *grid) text(row int) string {
	var texts []string
	for _, col := range g.filledColumns(row) {
		texts = append(texts, g.own(row, col))
	}
	return strings.Join(texts, "　")
}

func isZip(raw []byte) bool { return bytes.HasPrefix(raw, []byte("PK\x03\x04")) }
