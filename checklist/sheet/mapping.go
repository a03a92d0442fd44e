package sheet

import (
	"cmp"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
)

// Mapped says what a column was taken for, and why.
type Mapped struct {
	Column  int // from 0
	Heading string
	Role    grid.Word // 时限; 不用 for a column that is kept as it stands
	Reason  msg.Message
	Asked   bool // a clerk should look at it
}

// Place is the column by its letter.
func (m Mapped) Place() msg.Message { return grid.At(m.Column) }

// Codes of reasons that are asked for.
const (
	better = "there is a better column"
	empty  = "an empty column"
)

// mapper gives every column its kind: by what the heading says and what the
// cells hold, where the clerk has not said it.
type mapper struct {
	grid     *grid.Grid
	header   *header
	columns  []candidate
	problems checklist.Problems
}

// candidate is a column that is being mapped.
type candidate struct {
	heading string // its own
	whole   string // with what stands over it
	meaning grid.Meaning
	cells   held
	score   map[grid.Kind]int
	kind    grid.Kind
	reason  msg.Message
	fixed   bool // the clerk has said what it is
	doubt   bool
}

func (m *mapper) run(named string) checklist.Problems {
	m.gather()
	m.obey(named)
	m.choose()
	m.headless()
	m.onePerKind()
	m.promote()
	m.rescue()
	m.finish()
	m.ask()
	return m.problems
}

// gather reads the headings and looks at the cells under them.
func (m *mapper) gather() {
	width := 0
	for row := m.header.first; row < len(m.grid.Rows); row++ {
		width = max(width, len(m.grid.Rows[row]))
	}
	for col := range width {
		c := candidate{cells: m.header.holds(m.grid, col), score: map[grid.Kind]int{}}
		c.heading, c.whole = m.header.over(m.grid, col)
		c.weigh()
		m.columns = append(m.columns, c)
	}
}

// weigh reads the heading, and lets the cells decide where it leaves a choice.
func (c *candidate) weigh() {
	c.meaning = grid.MeaningOf(c.heading)
	if over := strings.TrimSpace(strings.TrimSuffix(c.whole, c.heading)); over != "" {
		c.meaning = c.meaning.Under(grid.MeaningOf(over), grid.MeaningOf(c.whole))
	}
	for k, n := range c.meaning.Score {
		c.score[k] = n
	}
	c.cells.weigh(c.score)
}

// choose takes for every column the kind with the highest score.
func (m *mapper) choose() {
	for i := range m.columns {
		c := &m.columns[i]
		if c.fixed || c.whole == "" {
			continue
		}
		spoken, _ := c.meaning.Best()
		c.kind, _ = grid.Meaning{Score: c.score}.Best()
		if c.kind == grid.Other && spoken != grid.Other && c.score[spoken] > 0 {
			c.kind = spoken
		}
		c.reason = msg.New("by its heading")
		if c.kind != spoken {
			c.reason = msg.New("by its heading and its cells")
		}
	}
}

// of are the columns of a kind.
func (m *mapper) of(kinds ...grid.Kind) (cols []int) {
	for i, c := range m.columns {
		if slices.Contains(kinds, c.kind) && c.kind != grid.Other {
			cols = append(cols, i)
		}
	}
	return cols
}

func (m *mapper) give(col int, k grid.Kind, reason msg.Message) {
	m.columns[col].kind, m.columns[col].reason = k, reason
}

// headless settles columns with text and no heading. A heading over a number and
// a text, or over tasks and their sections, spans both; numbers need none.
func (m *mapper) headless() {
	for i := range m.columns {
		c := &m.columns[i]
		if c.fixed || c.whole != "" || c.cells.filled == 0 {
			continue
		}
		left := i - 1
		for left >= 0 && m.columns[left].whole == "" {
			left--
		}
		switch {
		case left == i-1 && left >= 0 && m.columns[left].cells.running() && m.columns[left].kind != grid.No && len(m.of(grid.No)) == 0:
			c.whole, c.kind, c.reason = m.columns[left].whole, m.columns[left].kind, msg.New("shares the heading of the number")
			m.give(left, grid.No, msg.New("running numbers under the heading"))
		case c.cells.running() && len(m.of(grid.No)) == 0:
			m.give(i, grid.No, msg.New("running numbers without a heading"))
		case left == i-1 && left >= 0 && m.columns[left].kind == grid.Task && len(m.of(grid.Section)) == 0:
			m.give(i, grid.Section, msg.New("shares the heading of the task"))
		case left == i-1 && left >= 0 && slices.Contains([]grid.Kind{grid.Content, grid.Target, grid.Section}, m.columns[left].kind):
			c.whole, c.kind, c.reason = m.columns[left].whole, grid.Content, msg.New("shares the heading at its left")
		}
	}
}

// onePerKind leaves one column to every kind that can have but one.
func (m *mapper) onePerKind() {
	if len(m.of(grid.Parties, grid.Leads)) > len(m.people()) {
		for _, col := range m.people() {
			m.give(col, grid.Leader, msg.New("persons beside the department"))
		}
	}
	for _, k := range []grid.Kind{grid.No, grid.Leads, grid.Joint, grid.Parties, grid.Deadline, grid.Status} {
		m.leaveOne(k)
	}
	for _, col := range m.of(grid.Task, grid.Section, grid.Content, grid.Target) {
		c := m.columns[col]
		contents := m.of(grid.Content, grid.Target)
		if c.cells.filled == 0 && !c.fixed && len(contents) > 0 && (len(contents) > 1 || contents[0] != col) {
			m.give(col, grid.Other, msg.New(empty))
		}
	}
	for _, col := range m.of(grid.Task)[min(1, len(m.of(grid.Task))):] {
		m.give(col, grid.Section, msg.New("a second column of tasks"))
	}
	for _, col := range m.of(grid.Section)[min(1, len(m.of(grid.Section))):] {
		m.give(col, grid.Content, msg.New("a second column of contents"))
	}
}

// people are the columns that name persons who are responsible.
func (m *mapper) people() (cols []int) {
	for _, col := range m.of(grid.Parties, grid.Leads) {
		if c := m.columns[col]; !c.fixed && c.meaning.OfPeople() {
			cols = append(cols, col)
		}
	}
	return cols
}

// clearly is by how much the best of two columns must be ahead.
const clearly = 4

// leaveOne keeps the best column of a kind where one is clearly the best, and
// asks where none is: two deadlines, two columns of departments.
func (m *mapper) leaveOne(k grid.Kind) {
	cols := m.of(k)
	if len(cols) < 2 {
		return
	}
	rank := func(col int) int {
		c := m.columns[col]
		n := c.score[k]
		switch {
		case c.fixed:
			return 1000
		case k == grid.No && c.cells.running():
			n += 100 + c.cells.filled
		case k != grid.Status && c.cells.filled == 0:
			n -= 100
		}
		return n
	}
	slices.SortStableFunc(cols, func(a, b int) int { return cmp.Compare(rank(b), rank(a)) })
	ahead := rank(cols[0]) - rank(cols[1])
	if k != grid.No && k != grid.Status && ahead < clearly {
		m.askWhich(k, cols)
	}
	for _, col := range cols[1:] {
		m.give(col, grid.Other, msg.New(better, m.columns[cols[0]].heading))
	}
}

// promote lets a list that has no column of contents, or goals alone, use its
// sections or its tasks for it: 序号、工作事项、责任单位、完成时限.
func (m *mapper) promote() {
	for _, k := range []grid.Kind{grid.Section, grid.Task} {
		if cols := m.of(k); len(m.of(grid.Content)) == 0 && len(cols) > 0 {
			m.give(cols[0], grid.Content, m.columns[cols[0]].reason)
		}
	}
}

// rescue finds what the headings have not named by what the cells hold, where
// one column alone can be it.
func (m *mapper) rescue() {
	for _, want := range []struct {
		kind  grid.Kind
		says  msg.Message
		holds func(c candidate) bool
	}{
		{grid.No, msg.New("cells with running numbers"), func(c candidate) bool { return c.cells.running() }},
		{grid.Deadline, msg.New("cells with times"), func(c candidate) bool { return c.cells.most(c.cells.dated) }},
		{grid.Parties, msg.New("cells with departments"), func(c candidate) bool { return c.cells.most(c.cells.parties) && c.cells.average() < 2*prose }},
		{grid.Content, msg.New("cells with things to do"), func(c candidate) bool { return c.cells.average() >= prose/2 && c.cells.filled*2 > c.cells.rows }},
	} {
		if len(m.of(want.kind)) > 0 || want.kind == grid.Parties && len(m.of(grid.Leads)) > 0 || want.kind == grid.Content && len(m.of(grid.Target)) > 0 {
			continue
		}
		var found []int
		for i, c := range m.columns {
			unknown := c.kind == grid.Other && c.whole != "" && c.meaning.Score[grid.Other] < grid.Enough && c.reason.Code != better
			if !c.fixed && c.cells.filled > 0 && want.holds(c) && (unknown || want.kind == grid.Deadline && c.kind == grid.Status) {
				found = append(found, i)
			}
		}
		if len(found) == 1 {
			m.give(found[0], want.kind, msg.New("by its cells", want.says))
			m.columns[found[0]].doubt = want.kind != grid.No
		}
	}
}

// finish writes the mapping into the header.
func (m *mapper) finish() {
	h := m.header
	for i, c := range m.columns {
		if c.whole == "" && c.kind == grid.Other && c.cells.filled == 0 {
			h.columns = append(h.columns, grid.Column{})
			continue
		}
		h.columns = append(h.columns, grid.Column{Heading: c.heading, Kind: c.kind})
		if _, taken := h.at[c.kind]; !taken && c.kind != grid.Other {
			h.at[c.kind] = i
		}
		if c.kind == grid.Content || c.kind == grid.Target {
			h.contents = append(h.contents, i)
		}
		h.mapped = append(h.mapped, Mapped{Column: i, Heading: cmp.Or(c.heading, c.whole), Role: c.kind.Role(), Reason: c.said(), Asked: c.doubt})
	}
	if len(h.contents) > 0 {
		h.at[grid.Content] = h.contents[0]
		delete(h.at, grid.Target)
	}
	for n := len(h.columns); n > 0 && h.columns[n-1] == (grid.Column{}); n-- {
		h.columns = h.columns[:n-1]
	}
}

func (c candidate) said() msg.Message {
	why := c.reason
	switch {
	case c.kind != grid.Other || c.fixed:
		return why
	case why.Code == better, why.Code == empty:
	case c.cells.filled == 0:
		why = msg.New(empty)
	default:
		why = msg.New("a column not used")
	}
	return msg.New("stays in the table", why)
}
