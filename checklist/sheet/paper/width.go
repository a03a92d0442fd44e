package paper

import (
	"duban/checklist/sheet/grid"
)

// mostSampled is how many cells are looked at to find the widths of columns.
const mostSampled = 3000

// WidthStep is a Chinese character: a half of one saves no line.
const WidthStep = 2

// columnWidths shares the page among the columns so that the table becomes as
// low as possible: the column with the longest texts becomes the widest. No
// column is narrower than its heading up to a few characters, so that 序号 and
// the numbers under it stay in one line, and the one that is filled by hand has
// space to write.
func (m medium) columnWidths(t Table) []float64 {
	s := newSharing(m, t)
	for left := m.width - s.total(); left >= WidthStep; {
		col, more := s.best(left)
		s.widths[col] += more
		s.now[col] = s.measure(col, s.widths[col])
		left -= more
	}
	s.shrink()
	return s.widths
}

// sharing is the page being shared among columns.
type sharing struct {
	medium
	widths     []float64
	paragraphs [][][]float64 // by column and row: of each paragraph of a cell
	spans      [][]int       // rows that a cell covers; 0 for one that is covered
	now        [][]int       // lines of each cell
}

func newSharing(m medium, t Table) *sharing {
	n := len(t.Columns)
	s := &sharing{medium: m, paragraphs: make([][][]float64, n), spans: make([][]int, n)}
	for _, c := range t.Columns {
		s.widths = append(s.widths, m.padding+leastWidth(c)+0.4) // a hair, for rounding
	}
	step := len(t.Rows)*n/mostSampled + 1
	for i := 0; i < len(t.Rows); i += step {
		if r := t.Rows[i]; r.No > 0 {
			s.sample(r, t.Columns, step)
		}
	}
	for col := range s.widths {
		s.now = append(s.now, s.measure(col, s.widths[col]))
	}
	return s
}

// leastWidth is what a column's heading asks for.
func leastWidth(c grid.Column) float64 {
	least := min(max(4, displayWidth(c.Heading)), 12)
	switch c.Kind {
	case grid.Status:
		least = 20
	case grid.Task, grid.Section, grid.Content:
		least = max(least, 12)
	case grid.Deadline, grid.Parties, grid.Leads, grid.Joint:
		least = max(least, 8)
	}
	return least
}

func (s *sharing) sample(r Row, columns []grid.Column, step int) {
	for col, c := range r.Cells {
		var paragraphs []float64
		span := 0
		if c.Rows > 0 {
			paragraphs, span = ParagraphWidths(c.Text), max(1, c.Rows/step)
		}
		s.paragraphs[col], s.spans[col] = append(s.paragraphs[col], paragraphs), append(s.spans[col], span)
		if columns[col].Kind == grid.No {
			s.widths[col] = max(s.widths[col], s.padding+min(displayWidth(c.Text), 12))
		}
	}
}

// measure counts the lines of a column's cells at a width.
func (s *sharing) measure(col int, width float64) []int {
	lines := make([]int, len(s.paragraphs[col]))
	for i, paragraphs := range s.paragraphs[col] {
		lines[i] = s.linesOf(paragraphs, width)
	}
	return lines
}

func (s *sharing) total() (n float64) {
	for _, w := range s.widths {
		n += w
	}
	return n
}

// best is the column that gains most from more width, and from how much: a
// paragraph of a few lines gains nothing from a character, a line from several.
// None becomes wider than the one with the longest texts.
func (s *sharing) best(left float64) (best int, more float64) {
	most, longest := 0.0, s.longest()
	now := s.cost(-1, nil)
	for col := range s.widths {
		for step := float64(WidthStep); step <= min(left, 8*WidthStep); step += WidthStep {
			if col != longest && s.widths[col]+step > s.widths[longest] {
				break
			}
			if gain := (now - s.cost(col, s.measure(col, s.widths[col]+step))) / step; gain > most {
				best, more, most = col, step, gain
			}
		}
	}
	if more == 0 {
		return longest, WidthStep
	}
	return best, more
}

// longest is the column with the most text.
func (s *sharing) longest() (longest int) {
	most := -1.0
	for col, rows := range s.paragraphs {
		sum := 0.0
		for _, paragraphs := range rows {
			for _, w := range paragraphs {
				sum += w
			}
		}
		if sum > most {
			longest, most = col, sum
		}
	}
	return longest
}

// cost is the height of the table in lines with other lines for one of its
// columns. Every line of every cell counts a little, since what does not lower
// its row now may do so when another column has become wider.
func (s *sharing) cost(other int, lines []int) (cost float64) {
	const little = 0.02
	for i := range s.spans[0] {
		tallest := 1
		for col := range s.widths {
			span := s.spans[col][i]
			if span == 0 {
				continue
			}
			n := s.now[col][i]
			if col == other {
				n = lines[i]
			}
			tallest = max(tallest, (n+span-1)/span)
			cost += little * float64(n)
		}
		cost += float64(tallest)
	}
	return cost
}

// shrink makes columns narrower where even their least does not fit the page.
func (s *sharing) shrink() {
	if over := s.total() / s.width; over > 1 {
		for col := range s.widths {
			s.widths[col] /= over
		}
	}
}
