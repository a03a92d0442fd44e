package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
	"duban/internal/msg"
	"duban/internal/zh"
)

// fillBook puts texts into the table of a workbook, and lists the rows that
// cannot be drawn high enough for them.
func fillBook(a grid.Archive, l *List, texts []spotted) (parts map[string][]byte, clipped checklist.Problems, err error) {
	name, err := a.SheetPart(l.Sheet)
	if err != nil {
		return nil, nil, err
	}
	part, err := a.Part(name)
	if err != nil {
		return nil, nil, err
	}
	styles, err := readStyles(a)
	if err != nil {
		return nil, nil, err
	}
	f := newSheetFiller(part, texts, styles)
	if l.added != nil {
		f.texts = l.added.cellsOf(texts)
		f.added = l.added
	}
	if err := f.fill(); err != nil {
		return nil, nil, err
	}
	parts = map[string][]byte{name: splice(part, f.edits)}
	if f.styles.changed() {
		parts[stylesPart] = f.styles.bytes()
	}
	if l.added != nil {
		if err := widenPrintArea(a, parts, l); err != nil {
			return nil, nil, err
		}
	}
	return parts, f.clipped, nil
}

// sheetFiller finds the edits that put texts into cells of a worksheet, which
// must come in the order of its rows.
type sheetFiller struct {
	part     []byte
	dec      *xml.Decoder
	texts    []spotted // still to be set
	added    *newColumn
	styles   *bookStyles
	rows     *sheetRows
	row, col int
	style    string         // of the cell before
	inRow    map[int]string // styles of the row's cells
	cell     grid.Span      // start tag of the cell to be replaced
	formula  bool
	edits    []edit
	problems checklist.Problems
	clipped  checklist.Problems
}

func newSheetFiller(part []byte, texts []spotted, styles *bookStyles) *sheetFiller {
	return &sheetFiller{part: part, dec: xml.NewDecoder(bytes.NewReader(part)), texts: texts, styles: styles, rows: newSheetRows(part), row: -1, inRow: map[int]string{}}
}

func (f *sheetFiller) fill() error {
	for {
		from := f.dec.InputOffset()
		tok, err := f.dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return grid.DamagedDocument()
		}
		switch e := tok.(type) {
		case xml.StartElement:
			f.start(e, grid.Span{From: from, To: f.dec.InputOffset()})
		case xml.EndElement:
			f.end(e, grid.Span{From: from, To: f.dec.InputOffset()})
		}
	}
	for _, s := range f.texts {
		f.problem(s, msg.New("a line that is gone"))
	}
	if len(f.problems) > 0 {
		return f.problems
	}
	f.finish()
	return nil
}

func (f *sheetFiller) problem(s spotted, what msg.Message) {
	if s.text == "" {
		return // an empty cell is not missed
	}
	f.problems = append(f.problems, checklist.Problem{Row: s.row + 1, Field: grid.At(s.col), What: what, Mend: msg.New("export by another name")})
}

// due is the text for the row and column being read.
func (f *sheetFiller) due() bool {
	return len(f.texts) > 0 && f.texts[0].row == f.row && f.texts[0].col == f.col
}

func (f *sheetFiller) start(e xml.StartElement, at grid.Span) {
	switch e.Name.Local {
	case "sheetFormatPr", "col", "mergeCell":
		f.rows.take(e, at)
	case "row":
		f.row = number32(grid.Attribute(e, "r"), f.row+2) - 1
		f.skipTo(f.row)
		f.col, f.style, f.inRow = -1, "", map[int]string{}
		f.rows.open(f.row, e, at)
	case "c":
		f.startCell(e, at)
	case "f":
		f.formula = true
	}
}

// skipTo drops the texts of rows that the sheet leaves out.
func (f *sheetFiller) skipTo(row int) {
	for len(f.texts) > 0 && f.texts[0].row < row {
		f.problem(f.texts[0], msg.New("a line that is gone"))
		f.texts = f.texts[1:]
	}
}

// startCell counts the columns, and puts a missing cell before one that is
// further to the right.
func (f *sheetFiller) startCell(e xml.StartElement, at grid.Span) {
	col, _, err := excelize.CellNameToCoordinates(grid.Attribute(e, "r"))
	if err != nil {
		col = f.col + 2 // cells may leave their names out
	}
	if len(f.texts) > 0 && f.texts[0].row == f.row && f.texts[0].col < col-1 {
		f.insert(at.From)
	}
	f.col, f.formula = col-1, false
	s := grid.Attribute(e, "s")
	if f.due() {
		f.style, f.cell = s, at
		return
	}
	if f.inRow[f.col] = s; s != "" {
		f.style = s
	}
}

func (f *sheetFiller) end(e xml.EndElement, at grid.Span) {
	switch {
	case e.Name.Local == "c" && f.due():
		if f.formula {
			f.problem(f.texts[0], msg.New("a formula in the cell"))
		}
		f.set(grid.Span{From: f.cell.From, To: at.To})
	case e.Name.Local == "row" && len(f.texts) > 0 && f.texts[0].row == f.row:
		f.insert(at.From)
	}
}

func (f *sheetFiller) insert(at int64) { f.set(grid.Span{From: at, To: at}) }

// set puts the next text into the file. An inline string leaves the table of
// shared strings alone, and is a text whatever it begins with.
func (f *sheetFiller) set(at grid.Span) {
	s := f.texts[0]
	f.texts = f.texts[1:]
	style := f.styleFor(s)
	f.rows.need(s, f.styles.size(style), f.wrappedBeside(s))
	name, _ := excelize.CoordinatesToCellName(s.col+1, s.row+1)
	prefix := f.prefix()
	var b bytes.Buffer
	fmt.Fprintf(&b, `<%sc r="%s"`, prefix, name)
	if style != "" {
		fmt.Fprintf(&b, ` s="%s"`, style)
	}
	if s.text == "" {
		b.WriteString(`/>`)
		f.edits = append(f.edits, edit{at, b.Bytes()})
		return
	}
	fmt.Fprintf(&b, ` t="inlineStr"><%sis><%st xml:space="preserve">`, prefix, prefix)
	_ = xml.EscapeText(&b, []byte(escaped.ReplaceAllString(s.text, "_x005F_$1"))) // a buffer never fails
	fmt.Fprintf(&b, `</%st></%sis></%sc>`, prefix, prefix, prefix)
	f.edits = append(f.edits, edit{at, b.Bytes()})
}

// wrappedBeside are the texts of a row that wrap too, by column.
func (f *sheetFiller) wrappedBeside(s spotted) map[int]sized {
	beside := map[int]sized{}
	for col, text := range s.texts {
		if xf, ok := f.styles.at(f.inRow[col]); ok && xf.wrap && col != s.col {
			beside[col] = sized{text, f.styles.size(f.inRow[col])}
		}
	}
	return beside
}

// styleFor is the style of a cell with a text: its own, wrapped, in the type of
// the row where it is empty.
func (f *sheetFiller) styleFor(s spotted) string {
	beside, known := f.inRow[s.beside]
	switch {
	case f.added != nil && (s.row <= f.added.cells[0].last() || !known || s.text == paper.StatusHeading):
		return f.style
	case f.added != nil:
		return f.styles.wrapped(beside, "")
	case s.was != "" || !known:
		beside = ""
	}
	return f.styles.wrapped(f.style, beside)
}

// escaped looks like an escape of ECMA-376 part 1, 22.9.2.19, and must not be one.
var escaped = zh.NewPattern(`_(x[0-9A-Fa-f]{4}_)`)

// prefix is that of the worksheet's own elements, most often none.
func (f *sheetFiller) prefix() string {
	if m := rowTag.FindSubmatch(f.part); m != nil {
		return string(m[1])
	}
	return ""
}

var rowTag = zh.NewPattern(`<(\w+:)?row[ >]`)

// finish adds what the texts need around them: a column wide enough, its merged
// cells, and rows high enough.
func (f *sheetFiller) finish() {
	if len(f.rows.needs) == 0 {
		return
	}
	col := f.rows.needs[0].col
	if f.added != nil {
		f.rows.addColumn(f.added)
	}
	if width, wider := f.rows.widen(col); wider || f.added != nil {
		f.edits = append(f.edits, f.around(col, width)...)
	}
	f.edits = append(f.edits, f.rows.edits(f.added != nil)...)
	f.clipped = f.rows.clipped
}

func number32(s string, none int) int {
	if n, err := strconv.Atoi(s); err == nil && n > 0 && n <= 1<<20 {
		return n
	}
	return none
}
