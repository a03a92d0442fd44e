package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/checklist"
	"duban/internal/zh"
)

const wantedHeadings = "表头应有“序号”“具体内容”“责任部门”“完成时限”等栏，请核对文件"

// header is where the table's headings stand and what its columns hold.
type header struct {
	first, last int // rows
	columns     []Column
	contents    []int        // the columns that say what to do, from left to right
	at          map[Kind]int // Kind -> its first column; Other is not in it
	mapped      []Mapped
	undated     bool // the clerk says that the list has no deadlines
	band        int  // the line over the header that is the first heading, 1-based; 0 for none
}

func (h header) col(k Kind) int {
	if c, ok := h.at[k]; ok {
		return c
	}
	return -1
}

func (h header) heading(k Kind) string {
	if c := h.col(k); c >= 0 && h.columns[c].Heading != "" {
		return h.columns[c].Heading
	}
	return string(k)
}

// partyKinds are the columns that say who; the first is never blank.
func (h header) partyKinds() []Kind {
	switch {
	case h.col(Leads) < 0 && h.col(Joint) < 0:
		return []Kind{Parties}
	case h.col(Leads) < 0:
		return []Kind{Parties, Joint}
	case h.col(Joint) < 0 && h.col(Parties) >= 0:
		return []Kind{Leads, Parties} // beside 牵头单位, 责任单位 takes part
	}
	return []Kind{Leads, Joint}
}

// says reports whether a row says itself what to do.
func (g *grid) says(h *header, row int) bool {
	for _, col := range h.contents {
		if g.own(row, col) != "" {
			return true
		}
	}
	return false
}

// hasListHeader tells the sheet with the list from others; what its header
// lacks is reported when it is read.
func hasListHeader(g *grid) bool {
	for row := range g.rows {
		if g.hits(row) >= headingsOfHeader {
			return true
		}
	}
	return false
}

// hasHeading reports whether a table has any heading of a list.
func (g *grid) hasHeading() bool {
	for row := range g.rows {
		if g.hits(row) > 0 {
			return true
		}
	}
	return false
}

// headingsOfHeader is how many kinds of heading make a row a header.
const headingsOfHeader = 3

// header finds the first row that is a header, and the rows of headings under
// it, whose words go after those above.
func (g *grid) header(named string) (header, checklist.Problems) {
	row, problem := g.headerRow()
	if problem != nil {
		return header{}, checklist.Problems{*problem}
	}
	h := header{first: row, last: row, at: map[Kind]int{}}
	for h.last+1 < len(g.rows) && h.last-h.first < 2 && g.goesOn(&h, h.last+1) {
		h.last++
	}
	m := mapper{grid: g, header: &h}
	return h, m.run(named)
}

// headerRow is the first row with headings of three kinds, else the one with two.
func (g *grid) headerRow() (int, *checklist.Problem) {
	const most = 30 // rows that a title and a letter take
	best, hits := -1, 0
	for row := range g.rows {
		n := g.hits(row)
		if n >= headingsOfHeader {
			return row, nil
		}
		if n > hits && row < most {
			best, hits = row, n
		}
	}
	if hits == headingsOfHeader-1 {
		return best, nil
	}
	p := &checklist.Problem{What: "找不到表头", Mend: wantedHeadings + "；.txt 的各栏之间应是制表符（Tab）"}
	if hits > 0 {
		p.Row, p.What = best+1, "找不到表头，最像的是这一行："+strings.Join(g.taken(best), "，")
	}
	return 0, p
}

// taken says what each cell of a row was taken for, as the heading of a column.
func (g *grid) taken(row int) (out []string) {
	for _, col := range g.filledColumns(row) {
		k, _ := g.meaning(row, col).best()
		out = append(out, fmt.Sprintf("“%s”→%s", g.own(row, col), k.said()))
	}
	return out
}

func (k Kind) said() string {
	if k == Other {
		return "没认出"
	}
	return k.role()
}

// meaning is what a cell would mean as a heading; cells of one text are read once.
func (g *grid) meaning(row, col int) meaning {
	const longest = 300 // bytes; no heading with its brackets is longer
	text := g.own(row, col)
	if text == "" || len(text) > longest {
		return meaning{}
	}
	m, known := g.meanings[text]
	if !known {
		m = meaningOf(text)
		if g.meanings == nil {
			g.meanings = map[string]meaning{}
		}
		g.meanings[text] = m
	}
	return m
}

// hits counts the different kinds of heading in a row. A row with an item's
// number is none of headings.
func (g *grid) hits(row int) int {
	for len(g.counted) <= row {
		g.counted = append(g.counted, -1)
	}
	if g.counted[row] < 0 {
		g.counted[row] = g.countHits(row)
	}
	return g.counted[row]
}

func (g *grid) countHits(row int) int {
	seen := map[Kind]bool{}
	for _, col := range g.filledColumns(row) {
		if number(g.own(row, col)) > 0 && len(seen) == 0 {
			return 0
		}
		if m := g.meaning(row, col); m.isHeading() {
			k, _ := m.best()
			seen[k] = true
		}
	}
	delete(seen, Other)
	return len(seen)
}

// goesOn reports whether a row under headings holds headings too: nothing else
// stands in it, or cells of the header are merged down into it.
func (g *grid) goesOn(h *header, row int) bool {
	cols := g.filledColumns(row)
	covered, headings, free := false, 0, 0
	for col := range g.rows[row] {
		if c := g.at(row, col); c.owner < row && c.owner >= h.first && c.text != "" {
			covered = true
		}
	}
	for _, col := range cols {
		text := g.own(row, col)
		if number(text) > 0 || utf8.RuneCountInString(text) > longestHeading {
			return false
		}
		if g.meaning(row, col).isHeading() {
			headings++
		}
		if g.at(h.first, col).text == "" {
			free++
		}
	}
	return len(cols) > 0 && (covered || headings == len(cols) && free > 0)
}

// headingOver is a column's own heading, and all that stands over the column: the
// text of a cell merged across goes for every column under it.
func (g *grid) headingOver(h *header, col int) (own, whole string) {
	var over []string
	for row := h.first; row <= h.last; row++ {
		text := g.own(row, col)
		if text != "" {
			own = text
		} else if row < h.last && g.at(row, col).text == "" && g.own(row+1, col) != "" {
			text = g.leftOf(row, col)
		}
		if text != "" {
			over = append(over, text)
		}
	}
	return own, strings.Join(over, " ")
}

// leftOf is the text of the cell to the left that reaches over a blank one.
func (g *grid) leftOf(row, col int) string {
	for ; col >= 0; col-- {
		if c := g.at(row, col); c.text != "" {
			return c.text
		}
	}
	return ""
}

func (g *grid) blankBelow(h *header, col int) bool { return g.firstBelow(h, col) < 0 }

// firstBelow is the first row under the header with text in a column, -1 for none.
func (g *grid) firstBelow(h *header, col int) int {
	for row := h.last + 1; row < len(g.rows); row++ {
		if g.own(row, col) != "" && g.hits(row) < headingsOfHeader {
			return row
		}
	}
	return -1
}

// head is the text over the table, a line for each row.
func (g *grid) head(h header) (lines []string) {
	for row := range h.first {
		if text := g.text(row); text != "" && row != h.band-1 {
			lines = append(lines, text)
		}
	}
	return lines
}

var (
	annexMark = zh.NewPattern(`^附件\s*[0-9一二三四五六七八九十]*[:：]?$`)
	listTitle = zh.NewPattern(`(清单|台账|表|方案|计划|任务|分工|分解)(（[^（）]*）|\([^()]*\))?$`)
	dateLine  = zh.NewPattern(`^[（(]?[\d〇○一二三四五六七八九十]{4}年[^，。]{0,8}[日月][)）]?$`)
)

// annexOf is the text over the table without the notice that it is an annex of: a
// rebuilt table does not begin with the notice's last lines and its signature.
func annexOf(lines []string) []string {
	for i, line := range slices.Backward(lines) {
		if annexMark.MatchString(line) && i+1 < len(lines) {
			return lines[i:]
		}
	}
	return lines
}

// titleOf is the line over the table that is called a list, or the first one that is
// neither 附件1, a label such as 填报单位： nor a date. Where a notice stands before
// its annex, the title is looked for in the annex.
func titleOf(lines []string) string {
	first := ""
	for _, line := range annexOf(lines) {
		if strings.HasPrefix(line, "附件") || strings.ContainsAny(line, "：:。") || dateLine.MatchString(line) {
			continue
		}
		if listTitle.MatchString(line) {
			return line
		}
		first = cmp.Or(first, line)
	}
	if first == "" && len(lines) > 0 {
		return lines[len(lines)-1]
	}
	return first
}
