package sheet

import (
	"cmp"
	"slices"
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
var nothing = []string{"无", "none"}

// obey takes what the clerk has said of columns.
func (m *mapper) obey(named string) {
	for _, pair := range betweenPairs.Split(named, -1) {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		heading, word, _ := strings.Cut(strings.ReplaceAll(pair, "＝", "="), "=")
		kind, known := grid.KindNamed(word)
		if !known {
			m.wrong(msg.New("--map without such a kind", strings.TrimSpace(heading), strings.TrimSpace(word)), msg.New("the kinds of column", roles()))
			continue
		}
		if kind == grid.Deadline && slices.Contains(nothing, grid.FoldHeading(heading)) {
			m.header.undated = true
			continue
		}
		if !m.fix(heading, kind) {
			m.wrong(msg.New("--map without such a heading", strings.TrimSpace(heading)), msg.Together(msg.Clauses, msg.New("the headings", m.headings()), msg.New("name a column by its letter")))
		}
	}
}

// fix gives a kind to the columns with a heading, or to one by its letter.
func (m *mapper) fix(heading string, k grid.Kind) (found bool) {
	want := grid.FoldHeading(heading)
	for i := range m.columns {
		c := &m.columns[i]
		if c.heading != "" && (grid.FoldHeading(c.heading) == want || grid.FoldHeading(c.whole) == want) {
			c.kind, c.fixed, c.reason, found = k, true, msg.New("said by --map"), true
		}
	}
	if letter := columnName.FindStringSubmatch(strings.TrimSpace(heading)); !found && letter != nil {
		for i := range m.columns {
			if grid.Letter(i) == strings.ToUpper(letter[1]) {
				m.columns[i].kind, m.columns[i].fixed, m.columns[i].reason, found = k, true, msg.New("said by --map"), true
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

func roles() msg.Message {
	var all []any
	for _, w := range grid.Roles {
		all = append(all, w.Role())
	}
	return msg.Together(msg.Names, all...)
}

// typed is what --map calls a column: its heading, or its letter.
func (m *mapper) typed(col int) any {
	if heading := m.columns[col].heading; heading != "" {
		return heading
	}
	return msg.New("column typed by its letter", grid.Letter(col))
}

func (m *mapper) wrong(what, mend msg.Message) {
	m.problems = append(m.problems, checklist.Problem{Row: m.header.first + 1, What: what, Mend: mend})
}

// askWhich asks which of several columns is the one of a kind.
func (m *mapper) askWhich(k grid.Kind, cols []int) {
	var names []any
	for _, col := range cols {
		names = append(names, msg.New("quoted", m.typed(col)))
	}
	m.wrong(msg.New("two columns of a kind", k, msg.Together(msg.Names, names...)),
		msg.New("say which is not used", m.typed(cols[len(cols)-1])))
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
			m.problems = append(m.problems, checklist.Problem{Row: h.firstBelow(m.grid, i) + 1, Field: grid.At(i),
				What: msg.New("content without a heading"), Mend: msg.New("add a heading, or say what it is", m.typed(i))})
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
	var taken []any
	answer := any(msg.New("the name of a column"))
	for i, c := range m.columns {
		if c.whole == "" {
			continue
		}
		taken = append(taken, c.kind.Taken(cmp.Or(c.heading, c.whole)))
		if free := c.kind == grid.Other || c.kind == grid.Status || c.kind == grid.Remark; free && c.cells.filled > 0 && m.looksLike(k, i) {
			answer = m.typed(i)
		}
	}
	mend := msg.New("say which it is, or add it", answer, k.Role(), grid.Examples[k])
	if k == grid.Deadline {
		mend = msg.Together(msg.Clauses, mend, msg.New("say that there are no deadlines"))
	}
	m.wrong(msg.New("no column of a kind", k, m.header.first+1, msg.Together(msg.Commas, taken...)), mend)
}

// tellUnused names the columns whose text goes nowhere, and what was doubted.
func (m *mapper) tellUnused() {
	var unused []int
	for i, c := range m.columns {
		switch {
		case c.kind == grid.Other && c.whole != "" && c.cells.filled > 0 && !c.fixed:
			unused = append(unused, i)
		case c.doubt:
			m.problems = append(m.problems, checklist.Problem{Row: m.header.first + 1, Column: c.heading, Warning: true,
				What: msg.New("a column read as", c.kind.Role(), c.reason), Mend: msg.New("check, or say it is not used", m.typed(i))})
		}
	}
	if len(unused) > 0 {
		m.problems = append(m.problems, checklist.Problem{Row: m.header.first + 1, Warning: true,
			What: msg.New("columns not used", m.beside(unused)), Mend: msg.New("say that it is content", m.typed(unused[0]))})
	}
}

// beside are columns in quotation marks, one beside the other.
func (m *mapper) beside(cols []int) msg.Message {
	if len(cols) == 1 {
		return msg.New("quoted", m.typed(cols[0]))
	}
	return msg.New("quoted before others", m.typed(cols[0]), m.beside(cols[1:]))
}
