package sheet

import (
	"slices"
	"unicode/utf8"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
	"duban/internal/zh"
)

// What a row under the header is, beside an item: a heading, the title again, a
// note, or the rest of a torn row.

// isBand knows a heading in a row of its own: one cell, which is numbered and
// stands left of where items have their text, or is merged across above an item.
func (j *joiner) isBand(row int, cols []int) bool {
	if len(cols) != 1 {
		return false
	}
	col, text := cols[0], j.grid.Own(row, cols[0])
	if j.grid.Wide[row] && j.aboveItem(row) && !grid.NoteWords.MatchString(text) {
		return true
	}
	if j.standsLeft(row, col) && !isItemNumber(text) && !grid.NoteWords.MatchString(text) && j.aboveItem(row) {
		return true
	}
	left := col <= max(0, j.header.col(grid.No)) || col == j.header.col(grid.Task) || col == j.header.col(grid.Section)
	return left && grid.NumeralOf(text) > 0 && !grid.IsNumber(text)
}

// standsLeft reports whether a text stands where items have their number, in a row
// that nothing from above reaches into.
func (j *joiner) standsLeft(row, col int) bool {
	return col <= max(0, j.header.col(grid.No)) && !slices.Contains(j.header.contents, col) && !j.aboveMerged(row)
}

// aboveMerged reports whether a cell merged from above reaches into a row.
func (j *joiner) aboveMerged(row int) bool {
	for col := range j.grid.Rows[row] {
		if c := j.grid.At(row, col); c.Owner != row && c.Text != "" {
			return true
		}
	}
	return false
}

func isItemNumber(s string) bool {
	n, _ := grid.NumberOf(s)
	return n > 0 || levelled.MatchString(s)
}

// takeHead takes the line over the header for the first heading of the list where
// the next one stands between its rows: 一、 over the table, 二、 in it.
func (j *joiner) takeHead() {
	row := j.header.first - 1
	for row >= 0 && len(j.grid.FilledColumns(row)) == 0 {
		row--
	}
	if row < 0 || len(j.grid.FilledColumns(row)) != 1 || grid.NumeralOf(j.grid.Text(row)) != 1 {
		return
	}
	text := j.grid.Text(row)
	for below := j.header.last + 1; below < len(j.grid.Rows); below++ {
		next := j.grid.Text(below)
		if len(j.grid.FilledColumns(below)) == 1 && grid.NumeralOf(next) == 2 && grid.IsTopLevel(next) == grid.IsTopLevel(text) {
			j.pending = append(j.pending, &printed{row: row, text: text, band: true, more: grid.Characters(text)})
			j.header.band = row + 1
			return
		}
	}
}

// isNumberedBand knows a heading whose numeral stands in the column of numbers:
// 一 | 抓整治, with nothing else in the row.
func (j *joiner) isNumberedBand(row int, cols []int) bool {
	if len(cols) != 2 || cols[0] != j.header.col(grid.No) || !grid.HanAlone.MatchString(j.grid.Own(row, cols[0])) {
		return false
	}
	for _, k := range []grid.Kind{grid.Deadline, j.header.partyKinds()[0]} {
		if j.grid.At(row, max(0, j.header.col(k))).Owner < row {
			return false // an item, merged with the one above
		}
	}
	switch j.header.columns[min(cols[1], len(j.header.columns)-1)].Kind {
	case grid.Task, grid.Section, grid.Content:
		return true
	}
	return false
}

// isTitleAgain knows a line over the table that is printed again on a new page,
// with （续） behind it or without.
func (j *joiner) isTitleAgain(row int) bool {
	if grid.Number(j.grid.Own(row, j.grid.FilledColumns(row)[0])) > 0 {
		return false
	}
	text := grid.FoldHeading(j.grid.Text(row))
	if j.titles == nil {
		j.titles = map[string]bool{}
		for above := range j.header.first {
			j.titles[grid.FoldHeading(j.grid.Text(above))] = true
		}
	}
	return text != "" && j.titles[text] || grid.Continues.MatchString(text)
}

// isHeaderAgain knows a row of the header that is printed again on a new page. A
// header of another table is told: what stands under it would go astray.
func (j *joiner) isHeaderAgain(row int) bool {
	if j.grid.Hits(row) < grid.Headings {
		return j.header.last > j.header.first && j.heads[row-1] && j.grid.Line(row) == j.grid.Line(j.header.last)
	}
	for _, col := range j.grid.FilledColumns(row) {
		k, _ := j.grid.Meaning(row, col).Best()
		if col >= len(j.header.columns) || k == grid.Other || k == j.header.columns[col].Kind || j.isHeading(row, col) {
			continue
		}
		j.problem(row, msg.Words(j.grid.Own(row, col)), msg.New("another header", j.header.first+1), msg.New("make two tables, or equal columns"))
		break
	}
	return true
}

// isHeading reports whether a cell repeats the heading of its column.
func (j *joiner) isHeading(row, col int) bool {
	text := grid.FoldHeading(j.grid.Own(row, col))
	for above := j.header.first; above <= j.header.last; above++ {
		if grid.FoldHeading(j.grid.Own(above, col)) == text {
			return true
		}
	}
	return false
}

// aboveItem reports whether the next row with text is an item; a header may
// stand between.
func (j *joiner) aboveItem(row int) bool {
	for row++; row < len(j.grid.Rows); row++ {
		if len(j.grid.FilledColumns(row)) > 0 && j.grid.Hits(row) < grid.Headings {
			n, _ := grid.NumberOf(j.grid.Own(row, j.header.col(grid.No)))
			return n > 0 || j.header.col(grid.No) < 0 && j.begins(row)
		}
	}
	return false
}

var totals = zh.NewPattern(`^(合计|总计|小计|共计)`)

// isNote knows a line under or between the items that belongs to the table, not
// to an item: 注：列首位的为牵头单位.
func (j *joiner) isNote(row int, cols []int) bool {
	text := j.grid.Own(row, cols[0])
	if cols[0] > max(0, j.header.col(grid.No)) {
		return false
	}
	if totals.MatchString(text) || grid.NoteWords.MatchString(text) {
		return true
	}
	if len(cols) != 1 || len(j.records) == 0 {
		return false
	}
	return j.grid.Wide[row] || utf8.RuneCountInString(text) >= prose && !isItemNumber(text) && j.standsLeft(row, cols[0])
}

// begins reports whether a row begins an item: by its number, or in a table
// without a column of numbers by saying what to do.
func (j *joiner) begins(row int) bool {
	if j.header.col(grid.No) < 0 {
		return j.header.says(j.grid, row)
	}
	return j.grid.Own(row, j.header.col(grid.No)) != ""
}

// sharesNumber knows a row that is an item of its own under the number of the row
// above: it says itself who and by when, and mostly what to do. Rows that share
// their deadline are one item with several parties. Where the file does not say
// that the number is merged, who and when must be whole in both rows, since a page
// break may have torn them.
func (j *joiner) sharesNumber(row int) bool {
	no, who, when := j.header.col(grid.No), j.header.col(j.header.partyKinds()[0]), j.header.col(grid.Deadline)
	if no < 0 || len(j.records) == 0 || j.grid.Own(row, no) != "" {
		return false
	}
	parties, deadline := j.grid.Own(row, who), j.grid.Own(row, when)
	above := j.records[len(j.records)-1]
	if parties == "" || deadline == "" || !j.header.says(j.grid, row) && sameText(deadline, above.own[when]) {
		return false
	}
	if j.grid.At(row, no).Owner != row {
		return true
	}
	if sameText(parties, above.own[who]) && sameText(deadline, above.own[when]) {
		return false // merged cells printed again beside the rest of a torn row
	}
	whole := sameText(parties, above.own[who]) || j.isWhole(above, row)
	return whole && isDated(deadline) && (above.own[when] == "" || isDated(above.own[when]))
}

// isWhole reports whether neither a record nor the row that follows it was torn:
// both name parties to the end, and not the same.
func (j *joiner) isWhole(above *record, row int) bool {
	who := j.header.col(j.header.partyKinds()[0])
	return !sameText(j.grid.Own(row, who), above.own[who]) && checklist.LooksLikeParties(j.grid.Own(row, who)) && checklist.LooksLikeParties(above.own[who])
}
