package sheet

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/checklist/sheet/paper"
)

// CanFill reports whether the document a list came from can be filled in place:
// a workbook or a document.
func (l *List) CanFill(raw []byte) bool { return grid.IsZip(raw) && len(l.spots) > 0 }

// AddsColumn reports whether the document has no status column, so that filling it
// adds one.
func (l *List) AddsColumn() bool { return l.added != nil }

// Fill writes the file that a list was read from with status texts in its status
// column, by item number; a table without one gets it at its right. Nothing else
// changes: other parts of the file are copied byte for byte, and in the part with
// the table no byte outside the filled cells. Their text takes the type of its
// neighbours where the cell has none of its own, wraps, and in a workbook a row
// too low for it is made higher. A text that begins with what the cell says
// already goes on after it. The items are those of the ledger and are refused
// when they are no longer the document's. What a cell cannot take is
// checklist.Problems.
func Fill(w io.Writer, list *List, raw []byte, items []checklist.Item, status map[int]string) error {
	problems := differences(list, items)
	texts := list.textsBySpot(status, &problems)
	if len(problems.Errors()) > 0 {
		return problems
	}
	a, err := grid.OpenArchive(raw)
	if err != nil {
		return grid.DamagedDocument()
	}
	var parts map[string][]byte
	if a.Has(grid.DocumentPart) {
		parts, err = fillDocument(a, list, texts)
	} else {
		parts, _, err = fillBook(a, list, texts)
	}
	if err != nil {
		return in(list.Name, err)
	}
	return a.Replaced(w, parts)
}

// Clipped lists the rows of a workbook that would have to be higher for the
// status texts than a spreadsheet draws a row.
func Clipped(list *List, raw []byte, status map[int]string) (clipped checklist.Problems) {
	var ignored checklist.Problems
	texts := list.textsBySpot(status, &ignored)
	a, err := grid.OpenArchive(raw)
	if err != nil || a.Has(grid.DocumentPart) {
		return nil
	}
	_, clipped, _ = fillBook(a, list, texts) // its faults are those of Fill
	return clipped
}

// spot is the cell where an item's status goes.
type spot struct {
	row, col int // from 0
	place    grid.Span
	beside   int       // the column with the item's content, whose type is that of the row
	model    grid.Span // of a document: that cell's content
	texts    []string  // what the row says, by column
	rest     []spot    // cells below with the rest of a text that a page tore
}

// newColumn is a column to be added, from the top down.
type newColumn struct {
	col    int // from 0
	beside int // the column with the content
	cells  []newCell
}

// newCell is a cell of a new column: the heading, or that of an item.
type newCell struct {
	no   int // of the item; 0 for a heading
	rows []newRow
}

// newRow is a row that a new cell covers.
type newRow struct {
	row   int       // from 0
	place grid.Span // of a document: a cell that stands in the row
	model grid.Span // and the one with the content
	texts []string  // what the row says, by column
}

// spotted is a cell with the text that goes there.
type spotted struct {
	spot
	text string
	was  string // what the cell says already
}

// textsBySpot gives every cell its text, in the order of the file. Items that
// share a merged cell stand in it one after the other, each by its number.
func (l *List) textsBySpot(status map[int]string, problems *checklist.Problems) (out []spotted) {
	shared := map[grid.Span][]int{}
	at := map[grid.Span]spot{}
	for _, it := range l.Items {
		s, ok := l.spots[it.No]
		if !ok || paper.Clean(status[it.No]) == "" {
			continue
		}
		key := grid.Span{From: int64(s.row), To: int64(s.col)}
		shared[key], at[key] = append(shared[key], it.No), s
	}
	for key, nos := range shared {
		s := spotted{spot: at[key]}
		var lines []string
		for _, no := range nos {
			text := paper.Clean(status[no])
			if len(nos) > 1 {
				text = fmt.Sprintf("第%d项：%s", no, text)
			}
			lines = append(lines, text)
		}
		s.text, s.was = strings.Join(lines, "\n"), l.Status[nos[0]]
		if n := len(utf16.Encode([]rune(s.text))); n > paper.MostInCell && s.place == (grid.Span{}) {
			*problems = append(*problems, paper.TooLongCell(nos[0], n))
		}
		out = append(out, s)
		for _, rest := range s.rest {
			out = append(out, spotted{spot: rest})
		}
	}
	slices.SortFunc(out, func(a, b spotted) int { return a.row - b.row })
	return out
}

// edit replaces bytes of a part.
type edit struct {
	grid.Span
	with []byte
}

// splice applies edits, which must not overlap.
func splice(part []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return int(a.From - b.From) })
	var out bytes.Buffer
	at := int64(0)
	for _, e := range edits {
		out.Write(part[at:e.From])
		out.Write(e.with)
		at = e.To
	}
	out.Write(part[at:])
	return out.Bytes()
}
