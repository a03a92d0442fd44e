package sheet

import "duban/internal/zh"

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
	left := col <= max(0, j.header.col(No)) || col == j.header.col(Task) || col == j.header.col(Section)
	return left && numeralOf(text) > 0 && !isNumber(text)
}

// isNumberedBand knows a heading whose numeral stands in the column of numbers:
// 一 | 抓整治, with nothing else in the row.
func (j *joiner) isNumberedBand(row int, cols []int) bool {
	if len(cols) != 2 || cols[0] != j.header.col(No) || !hanAlone.MatchString(j.grid.own(row, cols[0])) {
		return false
	}
	switch j.header.columns[min(cols[1], len(j.header.columns)-1)].Kind {
	case Task, Section, Content:
		return true
	}
	return false
}

var hanAlone = zh.NewPattern(`^[一二三四五六七八九十]+$`)

// isTitleAgain knows a line over the table that is printed again on a new page.
func (j *joiner) isTitleAgain(row int) bool {
	text := j.grid.text(row)
	for above := range j.header.first {
		if j.grid.text(above) == text {
			return true
		}
	}
	return false
}

// aboveItem reports whether the next row with text is an item; a header may
// stand between.
func (j *joiner) aboveItem(row int) bool {
	for row++; row < len(j.grid.rows); row++ {
		if len(j.grid.filledColumns(row)) > 0 && j.grid.hits(row) < 3 {
			return isNumber(j.grid.own(row, j.header.col(No))) || j.header.col(No) < 0 && j.begins(row)
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
	return len(cols) == 1 && j.grid.wide[row] && len(j.records) > 0
}

// begins reports whether a row begins an item: by its number, or in a table
// without a column of numbers by saying what to do.
func (j *joiner) begins(row int) bool {
	if j.header.col(No) < 0 {
		return j.grid.own(row, j.header.col(Content)) != ""
	}
	return j.grid.own(row, j.header.col(No)) != ""
}

// sharesNumber knows a row that is an item of its own under a number merged over
// several: it says itself what to do, who, and by when.
func (j *joiner) sharesNumber(row int) bool {
	no := j.header.col(No)
	if no < 0 || len(j.records) == 0 || j.grid.at(row, no).owner == row {
		return false
	}
	for _, k := range []Kind{Content, Deadline, j.header.partyKinds()[0]} {
		if j.grid.own(row, j.header.col(k)) == "" {
			return false
		}
	}
	return true
}
