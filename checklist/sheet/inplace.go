package sheet

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"

	"duban/checklist"
)

// CanFill reports whether the document a list came from can be filled in place:
// a workbook or a document with a column for the status.
func (l *List) CanFill(raw []byte) bool { return isZip(raw) && len(l.spots) > 0 }

// Fill writes the file that a list was read from with status texts in its status
// column, by item number. Nothing else changes: other parts of the file are
// copied byte for byte, and in the part with the table no byte outside the
// filled cells, whose formatting is kept; in a workbook a row too low for its
// text is made higher. The items are those of the ledger and are refused when
// they are no longer the document's. What a cell cannot take is
// checklist.Problems.
func Fill(w io.Writer, list *List, raw []byte, items []checklist.Item, status map[int]string) error {
	problems := differences(list, items)
	texts := list.textsBySpot(status, &problems)
	if len(problems.Errors()) > 0 {
		return problems
	}
	a, err := openArchive(raw)
	if err != nil {
		return damagedDocument()
	}
	name, fill := wordPart, fillWord
	if !a.has(wordPart) {
		fill = fillSheet
		if name, err = a.sheetPart(list.Sheet); err != nil {
			return err
		}
	}
	part, err := a.part(name)
	if err != nil {
		return err
	}
	edits, err := fill(part, texts)
	if err != nil {
		return in(list.Name, err)
	}
	return a.replaced(w, map[string][]byte{name: splice(part, edits)})
}

// spot is the cell where an item's status goes.
type spot struct {
	row, col int // from 0
	place    place
}

// spotted is a cell with the text that goes there.
type spotted struct {
	spot
	text string
}

// textsBySpot gives every cell its text, in the order of the file. Items that
// share a merged cell stand in it one after the other, each by its number.
func (l *List) textsBySpot(status map[int]string, problems *checklist.Problems) (out []spotted) {
	shared := map[spot][]int{}
	var order []spot
	for _, it := range l.Items {
		at, ok := l.spots[it.No]
		if !ok || clean(status[it.No]) == "" {
			continue
		}
		if shared[at] == nil {
			order = append(order, at)
		}
		shared[at] = append(shared[at], it.No)
	}
	slices.SortFunc(order, func(a, b spot) int { return a.row - b.row })
	for _, at := range order {
		var lines []string
		for _, no := range shared[at] {
			text := clean(status[no])
			if len(shared[at]) > 1 {
				text = fmt.Sprintf("第%d项：%s", no, text)
			}
			lines = append(lines, text)
		}
		s := spotted{at, strings.Join(lines, "\n")}
		if n := len(utf16.Encode([]rune(s.text))); n > mostInCell && at.place == (place{}) {
			*problems = append(*problems, tooLongCell(shared[at][0], n))
		}
		out = append(out, s)
	}
	return out
}

// edit replaces bytes of a part.
type edit struct {
	place
	with []byte
}

// splice applies edits, which must not overlap.
func splice(part []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return int(a.from - b.from) })
	var out bytes.Buffer
	at := int64(0)
	for _, e := range edits {
		out.Write(part[at:e.from])
		out.Write(e.with)
		at = e.to
	}
	out.Write(part[at:])
	return out.Bytes()
}
