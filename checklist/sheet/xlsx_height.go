package sheet

import (
	"math"
	"strings"

	"golang.org/x/text/width"
)

// widths are in characters of the default type, two for a Chinese one; they
// bring the real list to A4 landscape without shrinking it below reading size.
var widths = map[Kind]float64{
	Task: 11, Section: 16, No: 5, Content: 48, Target: 24, Parties: 15, Leads: 15, Joint: 15,
	Leader: 10, Deadline: 9, Status: 28, Remark: 12, Other: 14,
}

const (
	bodySize   = 10.5 // points: 五号
	titleSize  = 22   // points: 二号
	lineHeight = 1.5 * bodySize
	mostHeight = 409 // points; no spreadsheet draws a higher row
)

// heights computes the height of every row, since spreadsheets never fit rows
// with merged cells, and clip what is lower than its text. A merged cell that
// needs more than its rows have adds the difference to its last row.
func heights(t Table) []float64 {
	out := make([]float64, len(t.Rows))
	for i, r := range t.Rows {
		out[i] = lineHeight + 4
		if r.No == 0 {
			out[i] = textHeight(r.Band, totalWidth(t))
		}
		for col, c := range r.Cells {
			if c.Rows == 1 {
				out[i] = max(out[i], textHeight(c.Text, widths[t.Columns[col].Kind]))
			}
		}
		out[i] = min(out[i], mostHeight)
	}
	for i, r := range t.Rows {
		for col, c := range r.Cells {
			if c.Rows > 1 {
				stretch(out[i:i+c.Rows], textHeight(c.Text, widths[t.Columns[col].Kind]))
			}
		}
	}
	return out
}

// stretch makes rows high enough together, from the last one up.
func stretch(rows []float64, need float64) {
	for _, h := range rows {
		need -= h
	}
	for i := len(rows) - 1; i >= 0 && need > 0; i-- {
		more := min(need, mostHeight-rows[i])
		rows[i] += more
		need -= more
	}
}

// textHeight is the height of a text wrapped to a column, with a margin of one
// character in the width: renderers differ in how they break lines.
func textHeight(s string, columnWidth float64) float64 {
	lines := 0.0
	for _, paragraph := range strings.Split(s, "\n") {
		lines += max(1, math.Ceil(displayWidth(paragraph)/(columnWidth-2)))
	}
	return lines*lineHeight + 4
}

// displayWidth counts a Chinese character as two, with quotation marks and
// dashes among them, which Chinese type sets wide (Unicode annex 11: ambiguous).
func displayWidth(s string) (n float64) {
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			n += 2
		default:
			n++
		}
	}
	return n
}

func totalWidth(t Table) (n float64) {
	for _, c := range t.Columns {
		n += widths[c.Kind]
	}
	return n
}
