package sheet

import (
	"fmt"
	"strings"

	"duban/checklist"
)

const wantedHeadings = "表头应有“序号”“具体内容”“责任部门”“完成时限”等栏，请核对文件"

// header is where the table's headings stand and what its columns hold.
type header struct {
	first, last int // rows
	columns     []Column
	at          map[Kind]int // Kind -> column; Other is not in it
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

// hasListHeader tells the sheet with the list from others; what its header
// lacks is reported when it is read.
func hasListHeader(g *grid) bool {
	for row := range g.rows {
		if g.hits(row) >= 3 {
			return true
		}
	}
	return false
}

// header finds the first row with three known headings or more, and a second
// row of headings under it, whose words go before those above.
func (g *grid) header() (header, checklist.Problems) {
	for row := range g.rows {
		if g.hits(row) < 3 {
			continue
		}
		h := header{first: row, last: row, at: map[Kind]int{}}
		if row+1 < len(g.rows) && g.onlyHeadings(row+1) {
			h.last++
		}
		return h, g.name(&h)
	}
	return header{}, checklist.Problems{{What: "找不到表头", Mend: wantedHeadings + "；.txt 的各栏之间应是制表符（Tab）"}}
}

// hits counts the different kinds of heading in a row.
func (g *grid) hits(row int) int {
	seen := map[Kind]bool{}
	for col := range g.rows[row] {
		if kind, ok := kindOf(g.own(row, col)); ok {
			seen[kind] = true
		}
	}
	return len(seen)
}

// onlyHeadings reports whether every text of a row is a heading.
func (g *grid) onlyHeadings(row int) bool {
	cols := g.filledColumns(row)
	for _, col := range cols {
		if _, ok := kindOf(g.own(row, col)); !ok {
			return false
		}
	}
	return len(cols) > 0
}

// name gives each column its heading and kind.
func (g *grid) name(h *header) (ps checklist.Problems) {
	width := 0
	for row := h.first; row < len(g.rows); row++ {
		width = max(width, len(g.rows[row]))
	}
	for col := range width {
		heading := g.own(h.first, col)
		if below := g.own(h.last, col); h.last > h.first && below != "" {
			heading = below
		}
		kind, _ := kindOf(heading)
		if taken, twice := h.at[kind]; twice && kind != Other {
			kind = h.second(kind, taken, heading, &ps)
		}
		if kind != Other {
			h.at[kind] = col
		}
		h.columns = append(h.columns, Column{heading, kind})
	}
	g.sectionBeside(h)
	h.promote()
	ps = append(ps, g.checkHeadings(h)...)
	h.trim()
	return ps
}

// second settles what a second column of a kind is. Of 责任部门 and 责任人 the
// departments answer; a second column of measures or remarks stays as it stands;
// two numbers or two deadlines leave no choice but to ask.
func (h *header) second(kind Kind, first int, heading string, ps *checklist.Problems) Kind {
	switch kind {
	case Parties:
		if persons[checklist.PartyKey(heading)] {
			return Leader
		}
		if persons[checklist.PartyKey(h.columns[first].Heading)] {
			h.columns[first].Kind = Leader
			return Parties
		}
	case Remark, Leader, Target, Content, Task, Section:
		return Other
	}
	*ps = append(*ps, checklist.Problem{Row: h.first + 1, Column: heading, What: fmt.Sprintf("表头有两个“%s”栏", kind), Mend: "请改名或删去其中一栏"})
	return Other
}

// sectionBeside takes the headless column to the right of the tasks for the
// sections: the heading 主要任务 spans both.
func (g *grid) sectionBeside(h *header) {
	next := h.col(Task) + 1
	if next == 0 || next >= len(h.columns) || h.columns[next].Heading != "" || h.col(Section) >= 0 {
		return
	}
	if !g.blankBelow(h, next) {
		h.columns[next].Kind = Section
		h.at[Section] = next
	}
}

// promote lets a list without a content column use its section or its task for
// the content: 序号、工作事项、责任单位、完成时限.
func (h *header) promote() {
	for _, k := range []Kind{Section, Task} {
		col := h.col(k)
		if h.col(Content) >= 0 || col < 0 {
			continue
		}
		delete(h.at, k)
		h.at[Content] = col
		h.columns[col].Kind = Content
	}
}

func (g *grid) checkHeadings(h *header) (ps checklist.Problems) {
	for _, k := range []Kind{No, Content, Deadline} {
		// A text does not say which rows are torn, so it needs numbers to tell.
		if h.col(k) < 0 && (k != No || !g.merges) {
			ps = append(ps, missing(h, k))
		}
	}
	if h.col(Parties) < 0 && h.col(Leads) < 0 {
		ps = append(ps, missing(h, Parties))
	}
	for col, c := range h.columns {
		if c.Heading == "" && c.Kind == Other && !g.blankBelow(h, col) {
			ps = append(ps, checklist.Problem{Row: g.firstBelow(h, col) + 1, Column: columnLetter(col),
				What: "这一栏有内容而没有表头", Mend: "请补上表头；如果是多出的制表符，请删去"})
		}
	}
	return ps
}

func missing(h *header, k Kind) checklist.Problem {
	names := synonyms[k]
	return checklist.Problem{Row: h.first + 1, What: fmt.Sprintf("表头没有“%s”栏", k),
		Mend: "请加上这一栏，或把它的表头改成：" + strings.Join(names[:min(6, len(names))], "、")}
}

// trim drops headless, empty columns at the right.
func (h *header) trim() {
	for n := len(h.columns); n > 0 && h.columns[n-1] == (Column{}); n-- {
		h.columns = h.columns[:n-1]
	}
}

func (g *grid) blankBelow(h *header, col int) bool { return g.firstBelow(h, col) < 0 }

// firstBelow is the first row under the header with text in a column, -1 for none.
func (g *grid) firstBelow(h *header, col int) int {
	for row := h.last + 1; row < len(g.rows); row++ {
		if g.own(row, col) != "" && g.hits(row) < 3 {
			return row
		}
	}
	return -1
}

// head is the text over the table, a line for each row.
func (g *grid) head(h header) (lines []string) {
	for row := range h.first {
		if text := g.text(row); text != "" {
			lines = append(lines, text)
		}
	}
	return lines
}

// titleOf is the first line that is neither 附件1 nor a label such as 填报单位：.
func titleOf(lines []string) string {
	for _, line := range lines {
		if !strings.HasPrefix(line, "附件") && !strings.ContainsAny(line, "：:") {
			return line
		}
	}
	if len(lines) > 0 {
		return lines[len(lines)-1]
	}
	return ""
}
