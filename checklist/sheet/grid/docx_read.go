package grid

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"duban/checklist"
)

// wordPart is where a document keeps its text.
const DocumentPart = "word/document.xml"

// A document is read as a stream that remembers where each cell stands in the
// file, so that a cell can be filled later without touching another byte, and so
// that a large document does not become a larger tree.

// wordBlock is a paragraph or a table of a document, in its order.
type wordBlock struct {
	text  string
	table *wordTable
}

type wordTable struct {
	grid []int // widths of the grid's columns in twips
	rows []wordRow
}

type wordRow struct {
	before int // grid columns left empty before the first cell
	cells  []wordCell
}

type wordCell struct {
	text      string
	span      int  // grid columns
	continues bool // merged with the cell above (w:vMerge without restart)
	place     Span
}

// place is where the content of a cell stands in its part, from after its start
// tag to before its end tag; the zero place is none.
type Span struct{ From, To int64 }

type wordReader struct {
	part    []byte
	dec     *xml.Decoder
	numbers *numbering
	depth   int // of tables in cells
	cells   int // read so far
	err     error
}

// mostNested bounds tables inside cells; an office's list has none or one.
const mostNested = 8

// MostCells bounds a document; ten thousand rows of twenty columns fit.
const MostCells = 200_000

// readWord reads word/document.xml.
func readWord(part []byte, numbers *numbering) (blocks []wordBlock, err error) {
	r := &wordReader{part: part, dec: xml.NewDecoder(bytes.NewReader(part)), numbers: numbers}
	r.content(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "p":
			blocks = append(blocks, wordBlock{text: r.paragraph()})
		case "tbl":
			blocks = append(blocks, wordBlock{table: r.table()})
		default:
			return false
		}
		return true
	})
	var known checklist.Problems
	switch {
	case errors.As(r.err, &known):
		return nil, known
	case r.err != nil:
		return nil, DamagedDocument()
	}
	return blocks, nil
}

// notText are elements whose text is not part of what the document says: what
// tracked changes took out, field codes, drawings, and second versions of what
// stands beside them already.
var notText = map[string]bool{
	"del": true, "moveFrom": true, "delText": true, "instrText": true, "delInstrText": true,
	"Fallback": true, "txbxContent": true, "drawing": true, "pict": true, "object": true,
	"sdtPr": true, "sdtEndPr": true, "tblPr": true, "tblPrEx": true, "sectPr": true, "rPr": true, "rubyPr": true, "rt": true,
}

// content calls fn for every element inside the current one that says something.
// What fn does not take is stepped into as though it were not there: content
// controls, insertions, smart tags and whatever wrapper comes next.
func (r *wordReader) content(fn func(xml.StartElement) bool) {
	r.inside(func(e xml.StartElement) bool {
		if notText[e.Name.Local] {
			r.skip()
			return true
		}
		return fn(e)
	})
}

// inside calls fn for every element inside the current one, and returns after
// its end.
func (r *wordReader) inside(fn func(xml.StartElement) bool) {
	for open := 1; open > 0 && r.err == nil; {
		tok, err := r.dec.Token()
		if err != nil {
			if !errors.Is(err, io.EOF) { // the decoder says EOF only after a whole document
				r.err = err
			}
			return
		}
		switch e := tok.(type) {
		case xml.StartElement:
			if !fn(e) {
				open++
			}
		case xml.EndElement:
			open--
		}
	}
}

func (r *wordReader) skip() {
	if err := r.dec.Skip(); err != nil && r.err == nil {
		r.err = err
	}
}

func (r *wordReader) table() *wordTable {
	t := &wordTable{}
	r.content(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "gridCol":
			t.grid = append(t.grid, Number16(e, "w", 0))
			r.skip()
		case "tblGridChange":
			r.skip()
		case "tr":
			if row, deleted := r.row(); !deleted {
				t.rows = append(t.rows, row)
			}
			if len(t.rows) > MostRows {
				r.err = tooManyCells()
			}
		default:
			return false
		}
		return true
	})
	return t
}

func (r *wordReader) row() (row wordRow, deleted bool) {
	r.content(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "trPr":
			deleted = r.rowProperties(&row)
		case "tc":
			row.cells = append(row.cells, r.cell())
		default:
			return false
		}
		return true
	})
	return row, deleted
}

// rowProperties reports whether a tracked change took the row out.
func (r *wordReader) rowProperties(row *wordRow) (deleted bool) {
	r.inside(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "gridBefore":
			row.before = Number16(e, "val", 0)
		case "del":
			deleted = true
		case "trPrChange":
			r.skip() // the properties as they were before
			return true
		}
		return false
	})
	return deleted
}

func (r *wordReader) cell() wordCell {
	c := wordCell{span: 1, place: Span{From: r.dec.InputOffset()}}
	r.depth++
	r.cells++
	if r.depth > mostNested || r.cells > MostCells {
		r.err = tooManyCells()
	}
	var lines []string
	r.content(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "tcPr":
			r.cellProperties(&c)
		case "p":
			lines = append(lines, r.paragraph())
		case "tbl":
			lines = append(lines, r.table().lines()...)
		default:
			return false
		}
		return true
	})
	r.depth--
	c.place.To = r.beforeEndTag(c.place.From)
	c.text = strings.TrimSpace(strings.Join(lines, "\n"))
	return c
}

// beforeEndTag is where the end tag that was just read begins.
func (r *wordReader) beforeEndTag(from int64) int64 {
	return from + int64(max(0, bytes.LastIndex(r.part[from:r.dec.InputOffset()], []byte("</"))))
}

func (r *wordReader) cellProperties(c *wordCell) {
	r.inside(func(e xml.StartElement) bool {
		switch e.Name.Local {
		case "gridSpan":
			c.span = max(1, Number16(e, "val", 1))
		case "vMerge":
			c.continues = Attribute(e, "val") != "restart"
		case "tcPrChange":
			r.skip()
			return true
		}
		return false
	})
}

// lines is the text of a table inside a cell, a line a row.
func (t *wordTable) lines() (lines []string) {
	for _, row := range t.rows {
		var texts []string
		for _, c := range row.cells {
			texts = append(texts, c.text)
		}
		lines = append(lines, strings.TrimSpace(strings.Join(texts, " ")))
	}
	return lines
}

func Attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Number16 reads a small number; a hostile one is as good as none.
func Number16(e xml.StartElement, name string, none int) int {
	n, err := strconv.Atoi(Attribute(e, name))
	if err != nil || n < 0 || n > 1<<16 {
		return none
	}
	return n
}
