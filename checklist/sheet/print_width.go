package sheet

// mostSampled is how many rows are looked at to find the widths of columns.
const mostSampled = 300

// widthStep is a Chinese character: a half of one saves no line.
const widthStep = 2

// columnWidths shares the page among the columns so that the table becomes as
// low as possible: the column with the longest texts becomes the widest. No
// column is narrower than its heading up to a few characters, so that 序号 and
// the numbers under it stay in one line, and the one that is filled by hand has
// room to write.
func (m medium) columnWidths(t Table) []float64 {
	s := newSharing(m, t)
	for left := m.width - s.total(); left >= widthStep; left -= widthStep {
		s.widen(s.best())
	}
	s.shrink()
	return s.widths
}

// sharing is the page being shared among columns.
type sharing struct {
	medium
	widths     []float64
	paragraphs [][][]float64 // by row and column
	spans      [][]int       // rows that a cell covers
	now        [][]int       // lines of each cell
	next       [][]int       // the same with the column a step wider
}

func newSharing(m medium, t Table) *sharing {
	s := &sharing{medium: m}
	for _, c := range t.Columns {
		s.widths = append(s.widths, m.padding+leastRoom(c)+0.4) // a hair, for rounding
	}
	step := len(t.Rows)/mostSampled + 1
	for i := 0; i < len(t.Rows); i += step {
		if r := t.Rows[i]; r.No > 0 {
			s.sample(r, t.Columns, step)
		}
	}
	for col := range s.widths {
		s.measure(col)
	}
	return s
}

// leastRoom is what a column's heading asks for.
func leastRoom(c Column) float64 {
	least := min(max(4, displayWidth(c.Heading)), 12)
	switch c.Kind {
	case Status:
		least = 20
	case Task, Section, Content:
		least = max(least, 10)
	case Deadline, Parties, Leads, Joint:
		least = max(least, 8)
	}
	return least
}

func (s *sharing) sample(r Row, columns []Column, step int) {
	paragraphs, spans := make([][]float64, len(columns)), make([]int, len(columns))
	for col, c := range r.Cells {
		if c.Rows == 0 {
			continue
		}
		paragraphs[col] = paragraphWidths(c.Text)
		spans[col] = max(1, c.Rows/step)
		if columns[col].Kind == No {
			s.widths[col] = max(s.widths[col], s.padding+min(displayWidth(c.Text), 12))
		}
	}
	s.paragraphs, s.spans = append(s.paragraphs, paragraphs), append(s.spans, spans)
	s.now, s.next = append(s.now, make([]int, len(columns))), append(s.next, make([]int, len(columns)))
}

func (s *sharing) measure(col int) {
	for i, row := range s.paragraphs {
		s.now[i][col] = s.linesOf(row[col], s.widths[col])
		s.next[i][col] = s.linesOf(row[col], s.widths[col]+widthStep)
	}
}

func (s *sharing) total() (n float64) {
	for _, w := range s.widths {
		n += w
	}
	return n
}

func (s *sharing) widen(col int) {
	s.widths[col] += widthStep
	s.measure(col)
}

// best is the column that gains most from more width.
func (s *sharing) best() (best int) {
	least := 0.0
	for col := range s.widths {
		if cost := s.cost(col); col == 0 || cost < least {
			best, least = col, cost
		}
	}
	return best
}

// cost is the height of the table in lines with a column made wider. Every line
// of every cell counts a little, since what does not lower its row now may do so
// when another column has become wider; where even that is equal, the column
// with more text is the one.
func (s *sharing) cost(wider int) (cost float64) {
	const little, least = 0.02, 1e-6
	for i, spans := range s.spans {
		tallest := 1
		for col, span := range spans {
			if span == 0 {
				continue // covered by a cell above
			}
			n := s.now[i][col]
			if col == wider {
				cost -= least * float64(n)
				n = s.next[i][col]
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
