package grid

import (
	"bytes"
	"path"
	"strings"

	"duban/checklist"
	"duban/internal/msg"
)

// Grid is a table as it stands in a file: rows[i] is row i+1.
type Grid struct {
	Rows     [][]cell
	Merges   bool         // the file says itself which cells are merged
	Word     bool         // its cells know their places in a document
	Wide     map[int]bool // rows with one cell merged over three columns or more
	Sheet    string
	Table    int // of a document: which of its tables
	Encoding string
	Quoted   bool // a row is a row: CSV, whose cells hold line breaks
	Warnings checklist.Problems
	meanings map[string]Meaning // of cells read as headings
	counted  []int              // by row: how many kinds of heading, -1 not counted yet
}

// cell is one cell; in a cell merged downwards every row has the text, and owner
// is the row index where the cell begins.
type cell struct {
	Text  string
	Owner int
	Place Span // of a document: where its content stands
}

// The largest list seen has 300 rows; a sheet formatted to its last row is a
// slip of the mouse, and a hostile one must not fill the memory.
const (
	MostRows    = 10000
	MostColumns = 100
	mostBytes   = 32 << 20
)

// Wanted says of a file what it does not say itself: its encoding, "" detects it; and
// which of its tables, "" the only one that fits.
type Wanted struct{ Encoding, Sheet string }

// readGrid picks the reader by content first, then by extension.
func Read(name string, raw []byte, want Wanted, fits func(*Grid) bool) (*Grid, error) {
	if p := refused(name, raw); p != nil {
		return nil, checklist.Problems{*p}
	}
	if IsZip(raw) {
		return readPackage(raw, want.Sheet, fits)
	}
	text, encoding, err := decode(raw, want.Encoding)
	if err != nil {
		return nil, err
	}
	g := &Grid{Encoding: encoding}
	if strings.EqualFold(path.Ext(name), ".csv") {
		return g, g.readCSV(text, separator(text, ','))
	}
	if comma := separator(text, '\t'); comma != '\t' {
		return g, g.readCSV(text, comma)
	}
	return g, g.readTabs(text)
}

// readPackage reads a workbook or a document.
func readPackage(raw []byte, want string, fits func(*Grid) bool) (*Grid, error) {
	a, err := OpenArchive(raw)
	if err != nil {
		return nil, DamagedDocument()
	}
	if p := a.refused(); p != nil {
		return nil, checklist.Problems{*p}
	}
	if a.Has(DocumentPart) {
		return readDocument(a, want, fits)
	}
	if err := a.modest(); err != nil {
		return nil, err
	}
	g, err := readWorkbook(raw, want, fits)
	if err != nil {
		return nil, err
	}
	if ps := a.unreckoned(g.Sheet); len(ps) > 0 {
		return nil, ps
	}
	return g, nil
}

// readTabs splits on tabs alone: text taken from a word processor's table does
// not quote, and a quotation mark in it is a quotation mark.
func (g *Grid) readTabs(text string) error {
	for _, line := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		g.add(strings.Split(line, "\t"))
	}
	return g.tooLarge()
}

func (g *Grid) add(fields []string) {
	row := make([]cell, 0, len(fields))
	for _, f := range fields {
		row = append(row, cell{Text: strings.TrimSpace(withoutUnseen(f)), Owner: len(g.Rows)})
	}
	g.Rows = append(g.Rows, row)
}

func (g *Grid) warn(p checklist.Problem) {
	p.Warning = true
	g.Warnings = append(g.Warnings, p)
}

func (g *Grid) tooLarge() error {
	if len(g.Rows) > MostRows {
		return checklist.Problems{{What: msg.New("more lines than", MostRows), Mend: msg.New("delete lines, or make several lists")}}
	}
	for i, row := range g.Rows {
		if len(row) > MostColumns {
			return checklist.Problems{{Row: i + 1, What: msg.New("more columns than", MostColumns), Mend: msg.New("delete columns")}}
		}
	}
	return nil
}

// Place names the sheet of a workbook, or the table of a document.
func (g *Grid) Place() msg.Message {
	if g.Table > 0 {
		return msg.New("table of a document", g.Table)
	}
	return msg.Words(g.Sheet)
}

// At is the cell of a row and column, empty where the row is shorter.
func (g *Grid) At(row, col int) cell {
	if col < 0 || col >= len(g.Rows[row]) {
		return cell{Owner: row}
	}
	return g.Rows[row][col]
}

// Own is the text that stands in this very cell, not in a merged one above.
func (g *Grid) Own(row, col int) string {
	if c := g.At(row, col); c.Owner == row {
		return c.Text
	}
	return ""
}

// FilledColumns are the columns of a row that have text of their own.
func (g *Grid) FilledColumns(row int) (cols []int) {
	for col := range g.Rows[row] {
		if g.Own(row, col) != "" {
			cols = append(cols, col)
		}
	}
	return cols
}

// Text is all that stands in a row's own cells.
func (g *Grid) Text(row int) string {
	var texts []string
	for _, col := range g.FilledColumns(row) {
		texts = append(texts, g.Own(row, col))
	}
	return strings.Join(texts, "　")
}

func IsZip(raw []byte) bool { return bytes.HasPrefix(raw, []byte("PK\x03\x04")) }

// withoutUnseen takes out characters that have neither a shape nor a width, which web
// pages leave behind and which make a known name unknown.
func withoutUnseen(s string) string {
	if !strings.ContainsAny(s, unseen) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(unseen, r) {
			return -1
		}
		return r
	}, s)
}

const unseen = "\u200b\u200e\u200f\u2060\ufeff\u00ad"
