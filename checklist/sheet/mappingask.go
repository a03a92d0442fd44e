package sheet

import (
	"cmp"
	"fmt"
	"strings"

	"duban/checklist"
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
		kind, known := kindNamed(word)
		if !known {
			m.wrong(fmt.Sprintf("--map 里“%s”的“%s”不是栏目", strings.TrimSpace(heading), strings.TrimSpace(word)), "可以写："+roleWords())
			continue
		}
		if kind == Deadline && foldHeading(heading) == nothing {
			m.header.undated = true
			continue
		}
		if !m.fix(heading, kind) {
			m.wrong(fmt.Sprintf("--map 里的“%s”不是表头", strings.TrimSpace(heading)), "表头是："+strings.Join(m.headings(), "、")+"；没有表头的栏写字母，如 D列")
		}
	}
}

// fix gives a kind to the columns with a heading, or to one by its letter.
func (m *mapper) fix(heading string, k Kind) (found bool) {
	want := foldHeading(heading)
	for i := range m.columns {
		c := &m.columns[i]
		if c.heading != "" && (foldHeading(c.heading) == want || foldHeading(c.whole) == want) {
			c.kind, c.fixed, c.reason, found = k, true, "由 --map 写明", true
		}
	}
	if letter := columnName.FindStringSubmatch(strings.TrimSpace(heading)); !found && letter != nil {
		for i := range m.columns {
			if columnLetter(i) == strings.ToUpper(letter[1])+"列" {
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
	for _, r := range roles {
		words = append(words, r.words[0])
	}
	return strings.Join(words, "、")
}

func (m *mapper) wrong(what, mend string) {
	m.problems = append(m.problems, checklist.Problem{Row: m.header.first + 1, What: what, Mend: mend})
}

// askWhich asks which of several columns is the one of a kind.
func (m *mapper) askWhich(k Kind, cols []int) {
	var names []string
	for _, col := range cols {
		names = append(names, "“"+cmp.Or(m.columns[col].heading, columnLetter(col))+"”")
	}
	last := m.columns[cols[len(cols)-1]]
	m.wrong(fmt.Sprintf("表头有两个“%s”栏：%s", k, strings.Join(names, "、")),
		fmt.Sprintf("请用 --map 写明哪一栏不用，如 --map \"%s=不用\"", last.heading))
}

// ask tells what a list needs and its header does not have, with what every
// heading was taken for.
func (m *mapper) ask() {
	h := m.header
	for _, k := range []Kind{No, Content, Deadline} {
		// A text does not say which rows are torn, so it needs numbers to tell.
		if h.col(k) < 0 && !(k == Deadline && h.undated) && (k != No || !m.grid.merges && !m.grid.quoted) {
			m.missing(k)
		}
	}
	if h.col(Parties) < 0 && h.col(Leads) < 0 {
		m.missing(Parties)
	}
	for i, c := range m.columns {
		if c.whole == "" && c.kind == Other && !c.fixed && !m.grid.blankBelow(h, i) {
			m.problems = append(m.problems, checklist.Problem{Row: m.grid.firstBelow(h, i) + 1, Column: columnLetter(i),
				What: "这一栏有内容而没有表头", Mend: fmt.Sprintf("请补上表头，或写明是什么栏，如 --map \"%s=备注\"；如果是多出的制表符，请删去", columnLetter(i))})
		}
	}
	if len(m.problems.Errors()) == 0 {
		m.tellUnused()
	}
}

// looksLike reports whether a column's cells could be those of a kind.
func (m *mapper) looksLike(k Kind, col int) bool {
	c := m.columns[col].cells
	switch k {
	case Deadline:
		return c.dated > 0
	case Parties:
		return c.parties > 0
	case No:
		return c.numbers > 0
	}
	return c.average() >= prose/2
}

func (m *mapper) missing(k Kind) {
	var taken []string
	answer := "栏名"
	for i, c := range m.columns {
		if c.whole == "" {
			continue
		}
		taken = append(taken, fmt.Sprintf("“%s”→%s", cmp.Or(c.heading, c.whole), c.kind.said()))
		if free := c.kind == Other || c.kind == Status || c.kind == Remark; free && c.cells.filled > 0 && m.looksLike(k, i) {
			answer = cmp.Or(c.heading, columnLetter(i))
		}
	}
	mend := fmt.Sprintf("其中一栏就是的，用 --map 写明，如 --map \"%s=%s\"；没有的请加上这一栏，表头可写：%s", answer, k.role(), examples[k])
	if k == Deadline {
		mend += "；整张表都没有时限的，用 --map \"无=时限\" 按时限待定导入"
	}
	m.wrong(fmt.Sprintf("表头没有“%s”栏：第%d行读作表头，%s", k, m.header.first+1, strings.Join(taken, "，")), mend)
}

// tellUnused names the columns whose text goes nowhere, and what was doubted.
func (m *mapper) tellUnused() {
	var unused []string
	for i, c := range m.columns {
		switch {
		case c.kind == Other && c.whole != "" && c.cells.filled > 0 && !c.fixed:
			unused = append(unused, "“"+cmp.Or(c.heading, columnLetter(i))+"”")
		case c.doubt:
			m.problems = append(m.problems, checklist.Problem{Row: m.header.first + 1, Column: c.heading, Warning: true,
				What: fmt.Sprintf("这一栏读作%s：%s", c.kind.role(), c.reason), Mend: fmt.Sprintf("请核对；不是的话用 --map \"%s=不用\"", c.heading)})
		}
	}
	if len(unused) > 0 {
		m.problems = append(m.problems, checklist.Problem{Row: m.header.first + 1, Warning: true,
			What: strings.Join(unused, "") + "栏没有用到，不写进事项，原样留在表里", Mend: fmt.Sprintf("要写进事项的，用 --map \"%s=内容\"", strings.Trim(unused[0], "“”"))})
	}
}
