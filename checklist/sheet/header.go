package sheet

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
	"duban/internal/zh"
)

// header is where the table's headings stand and what its columns hold.
type header struct {
	first, last int // rows
	columns     []grid.Column
	contents    []int             // the columns that say what to do, from left to right
	at          map[grid.Kind]int // Kind -> its first column; Other is not in it
	mapped      []Mapped
	undated     bool // the clerk says that the list has no deadlines
	band        int  // the line over the header that is the first heading, 1-based; 0 for none
}

func (h header) col(k grid.Kind) int {
	if c, ok := h.at[k]; ok {
		return c
	}
	return -1
}

// heading is that of the column of a kind, or the kind's name where there is none.
func (h header) heading(k grid.Kind) msg.Message {
	if c := h.col(k); c >= 0 && h.columns[c].Heading != "" {
		return msg.Words(h.columns[c].Heading)
	}
	return k.Message()
}

// partyKinds are the columns that say who; the first is never blank.
func (h header) partyKinds() []grid.Kind {
	switch {
	case h.col(grid.Leads) < 0 && h.col(grid.Joint) < 0:
		return []grid.Kind{grid.Parties}
	case h.col(grid.Leads) < 0:
		return []grid.Kind{grid.Parties, grid.Joint}
	case h.col(grid.Joint) < 0 && h.col(grid.Parties) >= 0:
		return []grid.Kind{grid.Leads, grid.Parties} // beside 牵头单位, 责任单位 takes part
	}
	return []grid.Kind{grid.Leads, grid.Joint}
}

// says reports whether a row says itself what to do.
func (h *header) says(g *grid.Grid, row int) bool {
	for _, col := range h.contents {
		if g.Own(row, col) != "" {
			return true
		}
	}
	return false
}

// headerOf finds the first row that is a header, and the rows of headings under
// it, whose words go after those above.
func headerOf(g *grid.Grid, named string) (header, checklist.Problems) {
	row, problem := g.HeaderRow()
	if problem != nil {
		return header{}, checklist.Problems{*problem}
	}
	h := header{first: row, last: row, at: map[grid.Kind]int{}}
	for h.last+1 < len(g.Rows) && h.last-h.first < 2 && h.goesOn(g, h.last+1) {
		h.last++
	}
	m := mapper{grid: g, header: &h}
	return h, m.run(named)
}

// goesOn reports whether a row under headings holds headings too: nothing else
// stands in it, or cells of the header are merged down into it.
func (h *header) goesOn(g *grid.Grid, row int) bool {
	cols := g.FilledColumns(row)
	covered, headings, free := false, 0, 0
	for col := range g.Rows[row] {
		if c := g.At(row, col); c.Owner < row && c.Owner >= h.first && c.Text != "" {
			covered = true
		}
	}
	for _, col := range cols {
		text := g.Own(row, col)
		if grid.Number(text) > 0 || utf8.RuneCountInString(text) > grid.LongestHeading {
			return false
		}
		if g.Meaning(row, col).IsHeading() {
			headings++
		}
		if g.At(h.first, col).Text == "" {
			free++
		}
	}
	return len(cols) > 0 && (covered || headings == len(cols) && free > 0)
}

// over is a column's own heading, and all that stands over the column: the
// text of a cell merged across goes for every column under it.
func (h *header) over(g *grid.Grid, col int) (own, whole string) {
	var over []string
	for row := h.first; row <= h.last; row++ {
		text := g.Own(row, col)
		if text != "" {
			own = text
		} else if row < h.last && g.At(row, col).Text == "" && g.Own(row+1, col) != "" {
			text = g.LeftOf(row, col)
		}
		if text != "" {
			over = append(over, text)
		}
	}
	return own, strings.Join(over, " ")
}

func (h *header) blankBelow(g *grid.Grid, col int) bool { return h.firstBelow(g, col) < 0 }

// firstBelow is the first row under the header with text in a column, -1 for none.
func (h *header) firstBelow(g *grid.Grid, col int) int {
	for row := h.last + 1; row < len(g.Rows); row++ {
		if g.Own(row, col) != "" && g.Hits(row) < grid.Headings {
			return row
		}
	}
	return -1
}

// above is the text over the table, a line for each row.
func (h header) above(g *grid.Grid) (lines []string) {
	for row := range h.first {
		if text := g.Text(row); text != "" && row != h.band-1 {
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
