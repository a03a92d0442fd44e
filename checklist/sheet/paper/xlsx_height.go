package paper

import "math"

const (
	BodySize   = 10.5 // points: 五号
	smallSize  = 9    // points: 小五
	titleSize  = 22   // points: 二号
	lineHeight = 1.5 * BodySize
	MostHeight = 409 // points; no spreadsheet draws a higher row

	plainHeight = lineHeight + 4 // of a line over or under the table
	titleHeight = titleSize * 1.8
)

// sheetPaper is A4 landscape as a spreadsheet prints it. Some points of a page
// stay free, since a row too many would stand on a page of its own.
func sheetPaper(size float64) medium {
	m := medium{size: size, page: 522, line: 1.5 * size, pad: 4, tallest: MostHeight}
	m.width, m.padding = 777/m.character(), 5/m.character()
	return m
}

// textHeight is the height of a text wrapped to a column, with a margin of one
// character in the width: renderers differ in how they break lines.
func textHeight(s string, columnWidth float64) float64 {
	lines := 0.0
	for _, w := range ParagraphWidths(s) {
		lines += max(1, math.Ceil(w/(columnWidth-2)))
	}
	return lines*lineHeight + 4
}
