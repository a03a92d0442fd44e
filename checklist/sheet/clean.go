package sheet

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"duban/checklist"
)

// clean takes out what neither writer can carry: control characters but the
// line break and the tab, and bytes that are no text.
func clean(s string) string {
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

// cleaned is the table with clean cells.
func (t Table) cleaned() Table {
	t.Title = clean(t.Title)
	t.Head, t.Notes = cleanAll(t.Head), cleanAll(t.Notes)
	columns := make([]Column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = Column{clean(c.Heading), c.Kind}
	}
	rows := make([]Row, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = Row{No: r.No, Band: clean(r.Band)}
		for _, c := range r.Cells {
			rows[i].Cells = append(rows[i].Cells, Cell{clean(c.Text), c.Rows})
		}
	}
	t.Columns, t.Rows = columns, rows
	return t
}

func cleanAll(lines []string) (out []string) {
	for _, s := range lines {
		out = append(out, clean(s))
	}
	return out
}

// mostInCell is the limit of a spreadsheet's cell, in UTF-16 units; what is
// beyond it is cut off without a word by every writer.
const mostInCell = 32767

// tooLong lists the cells that a workbook cannot hold.
func (t Table) tooLong() (ps checklist.Problems) {
	for _, r := range t.Rows {
		for col, c := range r.Cells {
			if n := len(utf16.Encode([]rune(c.Text))); n > mostInCell {
				p := tooLongCell(r.No, n)
				p.Column = t.Columns[col].Heading
				ps = append(ps, p)
			}
		}
	}
	return ps
}

func tooLongCell(no, n int) checklist.Problem {
	return checklist.Problem{What: fmt.Sprintf("第%d项有%d个字，超过单元格的上限%d", no, n, mostInCell),
		Mend: "请缩短，或改用 .csv 导出"}
}
