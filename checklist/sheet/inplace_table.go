package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"duban/checklist/sheet/grid"
)

// wordGrid is a table of word/document.xml by the places of what a new column
// changes.
type wordGrid struct {
	prefix  string // of the namespace, w
	columns []wordColumn
	end     int64 // before the end tag of tblGrid
	lines   []wordLine
}

type wordColumn struct {
	tag   grid.Span
	width int // twips
}

// wordLine is a row of a wordGrid.
type wordLine struct {
	cells  []wordBox
	end    int64 // before the row's end tag
	after  int   // grid columns left empty after the last cell
	afters []grid.Span
	exact  grid.Span // the height, where it may not grow
}

// wordBox is a cell of a wordLine.
type wordBox struct {
	grid.Span  // its content
	width, tag grid.Span
	span       int
	spanTag    grid.Span
}

// readGrids finds the tables of a document that stand in no other.
func readGrids(part []byte) (grids []*wordGrid, err error) {
	s := gridScanner{part: part, dec: xml.NewDecoder(bytes.NewReader(part))}
	for {
		from := s.dec.InputOffset()
		tok, err := s.dec.RawToken() // the names keep their prefixes
		if errors.Is(err, io.EOF) && len(s.path) == 0 {
			return s.grids, nil
		}
		if err != nil {
			return nil, err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			s.path = append(s.path, e.Name.Local)
			s.start(e, grid.Span{From: from, To: s.dec.InputOffset()})
		case xml.EndElement:
			if len(s.path) == 0 || s.path[len(s.path)-1] != e.Name.Local {
				return nil, errors.New("an end without a beginning")
			}
			s.endOf(e.Name.Local, grid.Span{From: from, To: s.dec.InputOffset()})
			s.path = s.path[:len(s.path)-1]
		}
	}
}

type gridScanner struct {
	part  []byte
	dec   *xml.Decoder
	path  []string
	depth int // of tables
	grids []*wordGrid
}

func (s *gridScanner) grid() *wordGrid { return s.grids[len(s.grids)-1] }

func (s *gridScanner) line() *wordLine {
	g := s.grid()
	if len(g.lines) == 0 {
		g.lines = append(g.lines, wordLine{})
	}
	return &g.lines[len(g.lines)-1]
}

func (s *gridScanner) box() *wordBox {
	l := s.line()
	if len(l.cells) == 0 {
		l.cells = append(l.cells, wordBox{span: 1})
	}
	return &l.cells[len(l.cells)-1]
}

func (s *gridScanner) start(e xml.StartElement, at grid.Span) {
	if e.Name.Local == "tbl" {
		if s.depth++; s.depth == 1 {
			s.grids = append(s.grids, &wordGrid{prefix: e.Name.Space})
		}
	}
	if s.depth != 1 {
		return
	}
	switch parent := s.parent(); {
	case e.Name.Local == "gridCol" && parent == "tblGrid":
		s.grid().columns = append(s.grid().columns, wordColumn{at, grid.Number16(e, "w", 0)})
	case e.Name.Local == "tr":
		s.grid().lines = append(s.grid().lines, wordLine{})
	case e.Name.Local == "tc":
		s.line().cells = append(s.line().cells, wordBox{span: 1, Span: grid.Span{From: at.To}})
	case parent == "trPr":
		s.rowProperty(e, at)
	case parent == "tcPr":
		s.cellProperty(e, at)
	}
}

func (s *gridScanner) rowProperty(e xml.StartElement, at grid.Span) {
	switch e.Name.Local {
	case "gridAfter":
		s.line().after = grid.Number16(e, "val", 0)
		s.line().afters = append(s.line().afters, at)
	case "wAfter":
		s.line().afters = append(s.line().afters, at)
	case "trHeight":
		if grid.Attribute(e, "hRule") == "exact" {
			s.line().exact = at
		}
	}
}

func (s *gridScanner) cellProperty(e xml.StartElement, at grid.Span) {
	switch e.Name.Local {
	case "tcW":
		if t := grid.Attribute(e, "type"); t == "dxa" || t == "" {
			s.box().width = at
		}
	case "gridSpan":
		s.box().span, s.box().spanTag = max(1, grid.Number16(e, "val", 1)), at
	}
}

func (s *gridScanner) endOf(name string, at grid.Span) {
	if s.depth == 1 {
		switch name {
		case "tblGrid":
			s.grid().end = at.From
		case "tr":
			s.line().end = at.From
		case "tc":
			s.box().To = at.From
		case "tcPr":
			if s.parent() == "tc" {
				s.box().tag = at
			}
		}
	}
	if name == "tbl" {
		s.depth--
	}
}

func (s *gridScanner) parent() string {
	if len(s.path) < 2 {
		return ""
	}
	return s.path[len(s.path)-2]
}

// span is how many columns a row has.
func (l wordLine) span() (n int) {
	for _, c := range l.cells {
		n += c.span
	}
	return n + l.after
}

// withValue is a tag with the value of an attribute changed.
func withValue(tag []byte, name string, n int) []byte {
	for _, quote := range []string{`"`, `'`} {
		mark := []byte(name + "=" + quote)
		if from := bytes.Index(tag, mark); from >= 0 {
			from += len(mark)
			if to := strings.Index(string(tag[from:]), quote); to >= 0 {
				return append(append(bytes.Clone(tag[:from]), strconv.Itoa(n)...), tag[from+to:]...)
			}
		}
	}
	return tag
}
