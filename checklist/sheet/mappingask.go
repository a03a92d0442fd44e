package sheet

import (
	"cmp"
	"fmt"
	"strings"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
	"duban/internal/zh"
)

// What the mapping cannot decide is asked with the choice shown: --map takes the
// answer, 时序进度=时限,存在问题=内容, and the list keeps it.

var (
	betweenPairs = zh.NewPattern(`[,，;；\n]+`)
	columnName   = zh.NewPattern(`^([A-Za-z]{1,2})列?$`)
)

// nothing stands for a column that the list does not have: 无=时限.
const nothing = "无"

// obey takes what the clerk has said of columns.
func (m *mapper) obey(named string) {
	for _, pair := range betweenPairs.Split(named, -1) {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		heading, word, _ := strings.Cut(strings.ReplaceAll(pair, "＝", "="), "=")
		kind, known := grid.KindNamed(word)
		if !known {
			m.wrong(fmt.Sprintf("--map 里“%s”的“%s”不是栏目", strings.TrimSpace(heading), strings.TrimSpace(word)), "可以写："+roleWords())
			continue
		}
		if kind == grid.Deadline && grid.FoldHeading(heading) == nothing {
			m.header.undated = true
			continue
		}
		if !m.fix(heading, kind) {
			m.wrong(fmt.Sprintf("--map 里的“%s”不是表头", strings.TrimSpace(heading)), "表头是："+strings.Join(m.headings(), "、")+"；没有表头的栏写字母，如 D列")
		}
	}
}

// fix gives a kind to the columns with a heading, or to one by its letter.
func (m *mapper) fix(heading string, k grid.Kind) (found bool) {
	want := grid.FoldHeading(heading)
	for i := range m.columns {
		c := &m.columns[i]
		if c.heading != "" && (grid.FoldHeading(c.heading) == want || grid.FoldHeading(c.whole) == want) {
			c.kind, c.fixed, c.reason, found = k, true, "由 --map 写明", true
		}
	}
	if letter := columnName.FindStringSubmatch(strings.TrimSpace(heading)); !found && letter != nil {
		for i := range m.columns {
			if grid.ColumnLetter(i) == strings.ToUpper(letter[1])+"列" {
				m.columns[i].kind, m.columns[i].fixed, m.columns[i].reason, found = k, true, "由 --map 写明", true
			}
		}
	}
	return found
}

func (m *mapper) headings() (out []string) {
	for _, c := range m.columns {
		if c.heading != "" {
			out = append(out, c.heading)
		}
	}
	return out
}

func roleWords() string {
	var words []string
	for _, r := range grid.Roles {
		words = append(words, r.Words[0])
	}
	return strings.Join(words, "、")
}

func (m *mapper) wrong(what, mend string) {
	m.problems = append(m.problems, checklist.Problem{Row: m.header.first + 1, What: msg.Words(what), Mend: msg.Words(mend)})
}

// askWhich asks which of several columns is the one of a kind.
func (m *mapper) askWhich(k grid.Kind, cols []int) {
	var names []string
	for _, col := range cols {
		names = append(names, "“"+cmp.Or(m.columns[col].heading, grid.ColumnLetter(col))+"”")
	}
	last := m.columns[cols[len(cols)-1]]
	m.wrong(fmt.Sprintf("表头有两个“%s”栏：%s", k, strings.Join(names, "、")),
		fmt.Sprintf("请用 --map 写明哪一栏不用，如 --map \"%s=不用\"", last.heading))
}

// ask tells what a list needs and its header does not have, with what every
// heading was taken for.
func (m *mapper) ask() {
	h := m.header
	for _, k := range []grid.Kind{grid.No, grid.Content, grid.Deadline} {
		// A text does not say which rows are torn, so it needs numbers to tell.
		if h.col(k) < 0 && !(k == grid.Deadline && h.undated) && (k != grid.No || !m.grid.Merges && !m.grid.Quoted) {
			m.missing(k)
		}
	}
	if h.col(grid.Parties) < 0 && h.col(grid.Leads) < 0 {
		m.missing(grid.Parties)
	}
	for i, c := range m.columns {
		if c.whole == "" && c.kind == grid.Other && !c.fixed && !h.blankBelow(m.grid, i) {
			m.problems = append(m.problems, checklist.Problem{Row: h.firstBelow(m.grid, i) + 1, Column: grid.ColumnLetter(i),
				What: msg.Words("这一栏有内容而没有表头"), Mend: msg.Words(fmt.Sprintf("请补上表头，或写明是什么栏，如 --map \"%s=备注\"；如果是多出的制表符，请删去", grid.ColumnLetter(i)))})
		}
	}
	if len(m.problems.Errors()) == 0 {
		m.tellUnused()
	}
}

// looksLike reports whether a column's cells could be those of a kind.
func (m *mapper) looksLike(k grid.Kind, col int) bool {
	c := m.columns[col].cells
	switch k {
	case grid.Deadline:
		return c.dated > 0
	case grid.Parties:
		return c.parties > 0
	case grid.No:
		return c.numbers > 0
	}
	return c.average() >= prose/2
}

func (m *mapper) missing(k grid.Kind) {
	var taken []string
	answer := "栏名"
	for i, c := range m.columns {
		if c.whole == "" {
			continue
		}
		taken = append(taken, fmt.Sprintf("“%s”→%s", cmp.Or(c.heading, c.whole), c.kind.Said()))
		if free := c.kind == grid.Other || c.kind == grid.Status || c.kind == grid.Remark; free && c.cells.filled > 0 && m.looksLike(k, i) {
			answer = cmp.Or(c.heading, grid.ColumnLetter(i))
		}
	}
	mend := fmt.Sprintf("其中一栏就是的，用 --map 写明，如 --map \"%s=%s\"；没有的请加上这一栏，表头可写：%s", answer, k.Role(), grid.Examples[k])
	if k == grid.Deadline {
		mend += "；整张表都没有时限的，用 --map \"无=时限\" 按时限待定导入"
	}
	m.wrong(fmt.Sprintf("表头没有“%s”栏：第%d行读作表头，%s", k, m.header.first+1, strings.Join(taken, "，")), mend)
}

// tellUnused names the columns whose text goes nowhere, and what was doubted.
func (m *mapper) tellUnused() {
	var unused []string
	for i, c := range m.columns {
		switch {
		case c.kind == grid.Other && c.whole != "" && c.cells.filled > 0 && !c.fixed:
			unused = append(unused, "“"+cmp.Or(c.heading, grid.ColumnLetter(i))+"”")
		case c.doubt:
			m.problems = append(m.problems, checklist.Problem{Row: m.header.first + 1, Column: c.heading, Warning: true,
				What: msg.Words(fmt.Sprintf("这一栏读作%s：%s", c.kind.Role(), c.reason)), Mend: msg.Words(fmt.Sprintf("请核对；不是的话用 --map \"%s=不用\"", c.heading))})
		}
	}
	if len(unused) > 0 {
		m.problems = append(m.problems, checklist.Problem{Row: m.header.first + 1, Warning: true,
			What: msg.Words(strings.Join(unused, "") + "栏没有用到，不写进事项，原样留在表里"), Mend: msg.Words(fmt.Sprintf("要写进事项的，用 --map \"%s=内容\"", strings.Trim(unused[0], "“”")))})
	}
}
