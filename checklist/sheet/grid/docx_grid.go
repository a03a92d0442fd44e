package grid

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
)

// readDocument reads the list that stands in the tables of a .docx. A table
// that continues one with a header, in as many columns, belongs to the same
// list: that is how a document cuts a long table into pages or groups.
func readDocument(a Archive, want string, fits func(*Grid) bool) (*Grid, error) {
	numbers, err := readNumbering(a)
	if err != nil {
		return nil, err
	}
	part, err := a.Part(DocumentPart)
	if err != nil {
		return nil, err
	}
	blocks, err := readWord(part, numbers)
	if err != nil {
		return nil, err
	}
	d := document{fits: fits}
	for _, b := range blocks {
		if b.table == nil {
			d.paragraph(b.text)
			continue
		}
		if err := d.table(b.table); err != nil {
			return nil, err
		}
	}
	d.close()
	return d.choose(want)
}

// document gathers the blocks of a file into grids, one for each list.
type document struct {
	fits   func(*Grid) bool
	lists  []*Grid
	cur    *Grid // the list being read, nil before the first
	width  int   // its columns
	lines  []string
	tables int
	others []*Grid // tables with a heading or two, to say what they lack
}

var (
	continued = zh.NewPattern(`^[（(]?(续表?|接上[表页])[一二三四五六七八九十\d]*[）)]?[：:]?$`)
	sentence  = zh.NewPattern(`[。；，：]$`)
)

// paragraph keeps a line that may be a title, a heading between tables, or a
// note under them.
func (d *document) paragraph(text string) {
	for _, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" && !continued.MatchString(line) {
			d.lines = append(d.lines, line)
		}
	}
}

func (d *document) table(t *wordTable) error {
	d.tables++
	part, width, err := t.layOut()
	if err != nil {
		return err
	}
	headed := d.fits(part)
	if part.hasHeading() {
		d.others = append(d.others, part)
	}
	switch {
	case d.cur != nil && width == d.width && (!headed || sameHeader(d.cur, part)):
		d.cur.addLines(d.lines, width)
	case headed:
		d.close()
		d.cur, d.width = &Grid{Merges: true, Word: true, Wide: map[int]bool{}, Sheet: fmt.Sprintf("表%d", d.tables), Table: d.tables}, width
		d.lists = append(d.lists, d.cur)
		d.cur.addLines(titleLines(d.lines), width)
	default:
		return nil // a table for signatures, or of another kind: no list
	}
	d.lines = nil
	d.cur.append(part)
	return d.cur.tooLarge()
}

// close ends a list with the notes that stand under it.
func (d *document) close() {
	if d.cur == nil {
		return
	}
	for _, line := range d.lines {
		if !NoteWords.MatchString(line) {
			break // the document goes on with something else
		}
		d.cur.addLines([]string{line}, d.width)
	}
	d.cur, d.lines = nil, nil
}

func (d *document) choose(want string) (*Grid, error) {
	var tables []any
	for _, g := range d.lists {
		if want != "" && g.isTable(want) {
			return g, nil
		}
		tables = append(tables, g.Place())
	}
	switch {
	case want != "":
		return nil, checklist.Problems{{What: msg.New("no such table", want), Mend: msg.New("the tables with headings", msg.Together(msg.Names, tables...))}}
	case len(d.lists) == 1:
		return d.lists[0], nil
	case len(d.lists) > 1:
		return nil, checklist.Problems{{What: msg.New("several tables like a list", msg.Together(msg.Names, tables...)), Mend: msg.New("say which by --sheet")}}
	case d.tables == 0:
		return nil, checklist.Problems{{What: msg.New("no table in the file"), Mend: msg.New("a list is a table")}}
	case len(d.others) == 1:
		return d.others[0], nil
	}
	return nil, checklist.Problems{{What: msg.New("tables without headings", d.tables), Mend: wantedHeadings}}
}

// isTable reports whether a table of a document is the one asked for: 表2, table 2, 2.
func (g *Grid) isTable(want string) bool {
	number := strings.TrimPrefix(strings.TrimPrefix(strings.ToLower(want), "table"), "表")
	return strings.TrimSpace(number) == strconv.Itoa(g.Table)
}

// titleLines are the lines right over a table: the last run of lines that are no
// sentences, since a list is often the annex of a long text.
func titleLines(lines []string) []string {
	const most = 60
	from := len(lines)
	for from > 0 && utf8.RuneCountInString(lines[from-1]) <= most && !sentence.MatchString(lines[from-1]) {
		from--
	}
	return lines[from:]
}

// sameHeader reports whether a table begins with the header of another.
func sameHeader(a, b *Grid) bool {
	first := func(g *Grid) string {
		for row := range g.Rows {
			if g.Hits(row) >= 3 {
				return g.Line(row)
			}
		}
		return ""
	}
	return first(a) == first(b)
}

// Line is the text of a row's own cells, as it is compared.
func (g *Grid) Line(row int) string {
	var texts []string
	for _, col := range g.FilledColumns(row) {
		texts = append(texts, checklist.PartyKey(g.Own(row, col)))
	}
	return strings.Join(texts, "|")
}

// addLines adds paragraphs as rows with one cell across the table.
func (g *Grid) addLines(lines []string, width int) {
	for _, line := range lines {
		g.Wide[len(g.Rows)] = width >= 3
		g.add([]string{line})
	}
}

func (g *Grid) append(part *Grid) {
	by := len(g.Rows)
	for i, row := range part.Rows {
		for col := range row {
			row[col].Owner += by
		}
		g.Rows = append(g.Rows, row)
		if part.Wide[i] {
			g.Wide[by+i] = true
		}
	}
}

// layOut puts the cells of a table into columns. Columns are told by where cells
// begin: borders drawn by hand miss each other by a hair, and every miss is one
// more column of Word's grid.
func (t *wordTable) layOut() (g *Grid, width int, err error) {
	edges := t.edges()
	g = &Grid{Merges: true, Wide: map[int]bool{}}
	width = max(1, len(edges)-1)
	if width > MostColumns || len(t.rows) > MostRows {
		return nil, 0, checklist.Problems{{What: msg.New("a table too large", len(t.rows), width), Mend: msg.New("keep only the list")}}
	}
	for i, row := range t.rows {
		cells := make([]cell, width)
		for col := range cells {
			cells[col].Owner = i
		}
		at := row.before
		for _, c := range row.cells {
			left, right := column(edges, t.offset(at)), column(edges, t.offset(at+c.span))
			at += c.span
			g.put(cells, i, min(left, width-1), c)
			if right-left >= 3 {
				g.Wide[i] = true
			}
		}
		g.Rows = append(g.Rows, cells)
	}
	return g, width, nil
}

// put sets a cell; a cell merged upwards has the text of the one above.
func (g *Grid) put(row []cell, i, col int, c wordCell) {
	if c.continues && i > 0 {
		above := g.Rows[i-1][col]
		row[col] = cell{Text: above.Text, Owner: above.Owner, Place: above.Place}
		return
	}
	row[col] = cell{Text: strings.TrimSpace(withoutUnseen(c.text)), Owner: i, Place: c.place}
}

// offset is where a grid column begins, in twips; a grid that says no widths is
// taken as even.
func (t *wordTable) offset(col int) (x int) {
	const even = 1000
	for i := range min(col, 1<<10) {
		if i < len(t.grid) && t.grid[i] > 0 {
			x += t.grid[i]
			continue
		}
		x += even
	}
	return x
}

// edges are where cells begin and end, those that nearly meet taken as one.
func (t *wordTable) edges() []int {
	const hair = 120 // twips, 2 mm
	var all []int
	for _, row := range t.rows {
		at := row.before
		all = append(all, t.offset(at))
		for _, c := range row.cells {
			at += c.span
			all = append(all, t.offset(at))
		}
	}
	slices.Sort(all)
	return slices.CompactFunc(all, func(a, b int) bool { return abs(a-b) < hair })
}

// column is the edge next to an offset.
func column(edges []int, x int) (best int) {
	for i, e := range edges {
		if abs(e-x) < abs(edges[best]-x) {
			best = i
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
