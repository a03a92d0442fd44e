package paper

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
)

// Clean takes out what neither writer can carry: control characters but the
// line break and the tab, and bytes that are no text.
func Clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r == '\ufffe', r == '\uffff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), ""))
}

// cleaned is the table with clean cells.
func (t Table) cleaned() Table {
	t.Title = Clean(t.Title)
	t.Head, t.Notes = CleanAll(t.Head), CleanAll(t.Notes)
	columns := make([]grid.Column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = grid.Column{Heading: Clean(c.Heading), Kind: c.Kind}
	}
	rows := make([]Row, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = Row{No: r.No, Band: Clean(r.Band)}
		for _, c := range r.Cells {
			rows[i].Cells = append(rows[i].Cells, Cell{Clean(c.Text), c.Rows})
		}
	}
	t.Columns, t.Rows = columns, rows
	return t
}

func CleanAll(lines []string) (out []string) {
	for _, s := range lines {
		out = append(out, Clean(s))
	}
	return out
}

// MostInCell is the limit of a spreadsheet's cell, in UTF-16 units; what is
// beyond it is cut off without a word by every writer.
const MostInCell = 32767

// tooLong lists the cells that a workbook cannot hold.
func (t Table) tooLong() (ps checklist.Problems) {
	for _, r := range t.Rows {
		for col, c := range r.Cells {
			if n := len(utf16.Encode([]rune(c.Text))); n > MostInCell {
				p := TooLongCell(r.No, n)
				p.Column = t.Columns[col].Heading
				ps = append(ps, p)
			}
		}
	}
	return ps
}

func TooLongCell(no, n int) checklist.Problem {
	return checklist.Problem{What: msg.New("a text longer than a cell", no, n, MostInCell),
		Mend: msg.New("shorten it, or export as csv")}
}
