package grid

import (
	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
)

var wantedHeadings = msg.New("the headings of a list")

// hasListHeader tells the sheet with the list from others; what its header
// lacks is reported when it is read.
func IsList(g *Grid) bool {
	for row := range g.Rows {
		if g.Hits(row) >= Headings {
			return true
		}
	}
	return false
}

// hasHeading reports whether a table has any heading of a list.
func (g *Grid) hasHeading() bool {
	for row := range g.Rows {
		if g.Hits(row) > 0 {
			return true
		}
	}
	return false
}

// headingsOfHeader is how many kinds of heading make a row a header.
const Headings = 3

// HeaderRow is the first row with headings of three kinds, else the one with two.
func (g *Grid) HeaderRow() (int, *checklist.Problem) {
	const most = 30 // rows that a title and a letter take
	best, hits := -1, 0
	for row := range g.Rows {
		n := g.Hits(row)
		if n >= Headings {
			return row, nil
		}
		if n > hits && row < most {
			best, hits = row, n
		}
	}
	if hits == Headings-1 {
		return best, nil
	}
	p := &checklist.Problem{What: msg.New("no heading found"), Mend: msg.Together(msg.Clauses, wantedHeadings, msg.New("tabs between the columns"))}
	if hits > 0 {
		p.Row, p.What = best+1, msg.New("no heading, the likeliest line", msg.Together(msg.Commas, g.taken(best)...))
	}
	return 0, p
}

// taken says what each cell of a row was taken for, as the heading of a column.
func (g *Grid) taken(row int) (out []any) {
	for _, col := range g.FilledColumns(row) {
		k, _ := g.Meaning(row, col).Best()
		out = append(out, k.Taken(g.Own(row, col)))
	}
	return out
}

// Taken says what a heading was taken for.
func (k Kind) Taken(heading string) msg.Message {
	if k == Other {
		return msg.New("a heading taken for", heading, msg.New("not recognised"))
	}
	return msg.New("a heading taken for", heading, k.Role())
}

// Meaning is what a cell would mean as a heading; cells of one text are read once.
func (g *Grid) Meaning(row, col int) Meaning {
	const longest = 300 // bytes; no heading with its brackets is longer
	text := g.Own(row, col)
	if text == "" || len(text) > longest {
		return Meaning{}
	}
	m, known := g.meanings[text]
	if !known {
		m = MeaningOf(text)
		if g.meanings == nil {
			g.meanings = map[string]Meaning{}
		}
		g.meanings[text] = m
	}
	return m
}

// Hits counts the different kinds of heading in a row. A row with an item's
// number is none of headings.
func (g *Grid) Hits(row int) int {
	for len(g.counted) <= row {
		g.counted = append(g.counted, -1)
	}
	if g.counted[row] < 0 {
		g.counted[row] = g.countHits(row)
	}
	return g.counted[row]
}

func (g *Grid) countHits(row int) int {
	seen := map[Kind]bool{}
	for _, col := range g.FilledColumns(row) {
		if Number(g.Own(row, col)) > 0 && len(seen) == 0 {
			return 0
		}
		if m := g.Meaning(row, col); m.IsHeading() {
			k, _ := m.Best()
			seen[k] = true
		}
	}
	delete(seen, Other)
	return len(seen)
}

// LeftOf is the text of the cell to the left that reaches over a blank one.
func (g *Grid) LeftOf(row, col int) string {
	for ; col >= 0; col-- {
		if c := g.At(row, col); c.Text != "" {
			return c.Text
		}
	}
	return ""
}

// NoteWords begin a line that belongs to a table and is no item of it.
var NoteWords = zh.NewPattern(`^(注|备注|附注|说明|填表说明|填报|填表|联系|制表|审核|签发|备注说明)[^，。]{0,8}[:：1一（(]`)
