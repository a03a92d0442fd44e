package sheet

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"duban/checklist"
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
	col, text := cols[0], j.grid.own(row, cols[0])
	if j.grid.wide[row] && j.aboveItem(row) && !noteWords.MatchString(text) {
		return true
	}
	if j.standsLeft(row, col) && !isItemNumber(text) && !noteWords.MatchString(text) && j.aboveItem(row) {
		return true
	}
	left := col <= max(0, j.header.col(No)) || col == j.header.col(Task) || col == j.header.col(Section)
	return left && numeralOf(text) > 0 && !isNumber(text)
}

// standsLeft reports whether a text stands where items have their number, in a row
// that nothing from above reaches into.
func (j *joiner) standsLeft(row, col int) bool {
	return col <= max(0, j.header.col(No)) && !slices.Contains(j.header.contents, col) && !j.aboveMerged(row)
}

// aboveMerged reports whether a cell merged from above reaches into a row.
func (j *joiner) aboveMerged(row int) bool {
	for col := range j.grid.rows[row] {
		if c := j.grid.at(row, col); c.owner != row && c.text != "" {
			return true
		}
	}
	return false
}

func isItemNumber(s string) bool {
	n, _ := numberOf(s)
	return n > 0 || levelled.MatchString(s)
}

// takeHead takes the line over the header for the first heading of the list where
// the next one stands between its rows: 一、 over the table, 二、 in it.
func (j *joiner) takeHead() {
	row := j.header.first - 1
	for row >= 0 && len(j.grid.filledColumns(row)) == 0 {
		row--
	}
	if row < 0 || len(j.grid.filledColumns(row)) != 1 || numeralOf(j.grid.text(row)) != 1 {
		return
	}
	text := j.grid.text(row)
	for below := j.header.last + 1; below < len(j.grid.rows); below++ {
		next := j.grid.text(below)
		if len(j.grid.filledColumns(below)) == 1 && numeralOf(next) == 2 && isTopLevel(next) == isTopLevel(text) {
			j.pending = append(j.pending, &printed{row: row, text: text, band: true, more: characters(text)})
			j.header.band = row + 1
			return
		}
	}
}

// isNumberedBand knows a heading whose numeral stands in the column of numbers:
// 一 | 抓整治, with nothing else in the row.
func (j *joiner) isNumberedBand(row int, cols []int) bool {
	if len(cols) != 2 || cols[0] != j.header.col(No) || !hanAlone.MatchString(j.grid.own(row, cols[0])) {
		return false
	}
	for _, k := range []Kind{Deadline, j.header.partyKinds()[0]} {
		if j.grid.at(row, max(0, j.header.col(k))).owner < row {
			return false // an item, merged with the one above
		}
	}
	switch j.header.columns[min(cols[1], len(j.header.columns)-1)].Kind {
	case Task, Section, Content:
		return true
	}
	return false
}

// isTitleAgain knows a line over the table that is printed again on a new page,
// with （续） behind it or without.
func (j *joiner) isTitleAgain(row int) bool {
	if number(j.grid.own(row, j.grid.filledColumns(row)[0])) > 0 {
		return false
	}
	text := foldHeading(j.grid.text(row))
	if j.titles == nil {
		j.titles = map[string]bool{}
		for above := range j.header.first {
			j.titles[foldHeading(j.grid.text(above))] = true
		}
	}
	return text != "" && j.titles[text] || continues.MatchString(text)
}

// isHeaderAgain knows a row of the header that is printed again on a new page. A
// header of another table is told: what stands under it would go astray.
func (j *joiner) isHeaderAgain(row int) bool {
	if j.grid.hits(row) < headingsOfHeader {
		return j.header.last > j.header.first && j.heads[row-1] && j.grid.line(row) == j.grid.line(j.header.last)
	}
	for _, col := range j.grid.filledColumns(row) {
		k, _ := j.grid.meaning(row, col).best()
		if col >= len(j.header.columns) || k == Other || k == j.header.columns[col].Kind || j.isHeading(row, col) {
			continue
		}
		j.problem(row, j.grid.own(row, col), fmt.Sprintf("又有一个表头，与第%d行的栏目不同", j.header.first+1), "请分成两张表，或把栏目排成一样")
		break
	}
	return true
}

// isHeading reports whether a cell repeats the heading of its column.
func (j *joiner) isHeading(row, col int) bool {
	text := foldHeading(j.grid.own(row, col))
	for above := j.header.first; above <= j.header.last; above++ {
		if foldHeading(j.grid.own(above, col)) == text {
			return true
		}
	}
	return false
}

// aboveItem reports whether the next row with text is an item; a header may
// stand between.
func (j *joiner) aboveItem(row int) bool {
	for row++; row < len(j.grid.rows); row++ {
		if len(j.grid.filledColumns(row)) > 0 && j.grid.hits(row) < headingsOfHeader {
			n, _ := numberOf(j.grid.own(row, j.header.col(No)))
			return n > 0 || j.header.col(No) < 0 && j.begins(row)
		}
	}
	return false
}

var (
	noteWords = zh.NewPattern(`^(注|备注|附注|说明|填表说明|填报|填表|联系|制表|审核|签发|备注说明)[^，。]{0,8}[:：1一（(]`)
	totals    = zh.NewPattern(`^(合计|总计|小计|共计)`)
)

// isNote knows a line under or between the items that belongs to the table, not
// to an item: 注：列首位的为牵头单位.
func (j *joiner) isNote(row int, cols []int) bool {
	text := j.grid.own(row, cols[0])
	if cols[0] > max(0, j.header.col(No)) {
		return false
	}
	if totals.MatchString(text) || noteWords.MatchString(text) {
		return true
	}
	if len(cols) != 1 || len(j.records) == 0 {
		return false
	}
	return j.grid.wide[row] || utf8.RuneCountInString(text) >= prose && !isItemNumber(text) && j.standsLeft(row, cols[0])
}

// begins reports whether a row begins an item: by its number, or in a table
// without a column of numbers by saying what to do.
func (j *joiner) begins(row int) bool {
	if j.header.col(No) < 0 {
		return j.grid.says(&j.header, row)
	}
	return j.grid.own(row, j.header.col(No)) != ""
}

// sharesNumber knows a row that is an item of its own under the number of the row
// above: it says itself who and by when, and mostly what to do. Rows that share
// their deadline are one item with several parties. Where the file does not say
// that the number is merged, who and when must be whole in both rows, since a page
// break may have torn them.
func (j *joiner) sharesNumber(row int) bool {
	no, who, when := j.header.col(No), j.header.col(j.header.partyKinds()[0]), j.header.col(Deadline)
	if no < 0 || len(j.records) == 0 || j.grid.own(row, no) != "" {
		return false
	}
	parties, deadline := j.grid.own(row, who), j.grid.own(row, when)
	above := j.records[len(j.records)-1]
	if parties == "" || deadline == "" || !j.grid.says(&j.header, row) && sameText(deadline, above.own[when]) {
		return false
	}
	if j.grid.at(row, no).owner != row {
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
	return !sameText(j.grid.own(row, who), above.own[who]) && checklist.LooksLikeParties(j.grid.own(row, who)) && checklist.LooksLikeParties(above.own[who])
}
