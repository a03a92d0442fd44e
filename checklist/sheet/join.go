package sheet

import (
	"slices"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
	"duban/internal/zh"
)

// printed is a heading as it stands in the file.
type printed struct {
	row  int
	text string
	band bool // a row of its own across the table
	torn bool // printed on a row that continues a record
	more int  // characters that are not in the file: the 、 of 一 | 抓整治
}

// record is a numbered row with the rows that continue it.
type record struct {
	row      int    // index of the first row
	last     int    // index of the last row
	no       int    // 0: could not be read
	label    string // its number as printed, where that is not no
	own      []string
	owner    []int // by column: the row of the merged cell that covers it, or the record's own
	tasks    []*printed
	sections []*printed
	reprints int  // characters of cells printed a second time in a row that continues it
	broken   bool // a page break stands before it
	levelled bool // its number has levels: 1.2
	shares   bool // its number is that of the row above, in one merged cell
}

// joiner makes records of rows. A row without a number continues the record
// above it, column by column: that is how a page break tears a row.
type joiner struct {
	grid     *grid.Grid
	header   header
	records  []*record
	pending  []*printed // headings in rows of their own, for the next record
	notes    []string
	noteRows map[int]bool
	heads    map[int]bool // rows that repeat the header
	lastHead map[grid.Kind]*printed
	broken   bool
	problems checklist.Problems

	joinedRows []joinedRow
	titles     map[string]bool // lines over the header, folded
	dropped    int             // characters of numbers with nothing beside them
}

type joinedRow struct {
	record *record
	row    int
}

func (j *joiner) join() {
	j.noteRows, j.heads, j.lastHead = map[int]bool{}, map[int]bool{}, map[grid.Kind]*printed{}
	j.takeHead()
	for row := j.header.last + 1; row < len(j.grid.Rows); row++ {
		cols := j.grid.FilledColumns(row)
		switch {
		case len(cols) == 0:
			j.broken = true
		case j.isHeaderAgain(row):
			j.heads[row], j.broken = true, true
		case j.isTitleAgain(row):
			j.heads[row] = true
		case j.isNumberedBand(row, cols):
			no, text := j.grid.Own(row, cols[0]), j.grid.Own(row, cols[1])
			j.pending = append(j.pending, &printed{row: row, text: no + "、" + text, band: true, more: 1})
		case j.isBand(row, cols):
			inColumn := cols[0] == j.header.col(grid.Task) || cols[0] == j.header.col(grid.Section)
			j.pending = append(j.pending, &printed{row: row, text: j.grid.Own(row, cols[0]), band: !inColumn})
		case j.isNote(row, cols):
			j.noteRows[row] = true
			j.notes = append(j.notes, j.grid.Text(row))
		case j.sharesNumber(row):
			j.open(row)
		case !j.begins(row):
			j.extend(row, cols)
		default:
			j.open(row)
		}
	}
	for _, p := range j.pending {
		j.problem(p.row, msg.Message{}, msg.New("a heading without items", p.text), msg.New("add items, or delete the line"))
	}
}

func (j *joiner) problem(row int, field, what, mend msg.Message) {
	j.problems = append(j.problems, checklist.Problem{Row: row + 1, Field: field, What: what, Mend: mend})
}

// open begins a record.
func (j *joiner) open(row int) {
	text := j.grid.At(row, j.header.col(grid.No)).Text
	r := &record{row: row, last: row, broken: j.broken, levelled: levelled.MatchString(text), shares: j.sharesNumber(row)}
	r.no, r.label = grid.NumberOf(text)
	if r.shares && text == "" {
		r.no, r.label = j.records[len(j.records)-1].no, j.records[len(j.records)-1].label
	}
	if r.no == 0 && j.header.col(grid.No) >= 0 && !r.levelled {
		j.problem(row, j.header.heading(grid.No), msg.New("not a number of an item", text), msg.New("write whole numbers"))
	}
	j.broken = false
	for col := range j.header.columns {
		r.own = append(r.own, j.grid.Own(row, col))
		r.owner = append(r.owner, j.grid.At(row, col).Owner)
	}
	j.records = append(j.records, r)
	j.takePending(r)
	j.heading(r, grid.Task, row, false)
	j.heading(r, grid.Section, row, false)
	j.beyond(row)
}

// takePending gives the headings that stood in rows of their own to a record.
func (j *joiner) takePending(r *record) {
	for _, p := range j.pending {
		if grid.IsTopLevel(p.text) || grid.NumeralOf(p.text) == 0 {
			r.tasks = append(r.tasks, p)
		} else {
			r.sections = append(r.sections, p)
		}
	}
	j.pending = nil
}

// heading records the text of a task or section cell.
func (j *joiner) heading(r *record, k grid.Kind, row int, torn bool) {
	text := j.grid.Own(row, j.header.col(k))
	if text == "" {
		return
	}
	to := &r.tasks
	if k == grid.Section {
		to = &r.sections
	}
	p := &printed{row: row, text: text, torn: torn}
	*to = append(*to, p)
	j.lastHead[k] = p
}

// extend joins a row to the record above, with nothing between: the page break
// fell inside a sentence. Where the number's cell is merged over both rows, or
// both rows are whole, the office made two lines of them, and a line break stays.
func (j *joiner) extend(row int, cols []int) {
	if len(j.records) == 0 {
		j.problem(row, j.header.heading(grid.No), msg.New("neither a number nor an item above"), msg.New("add the number"))
		return
	}
	r := j.records[len(j.records)-1]
	r.last = row
	j.joinedRows = append(j.joinedRows, joinedRow{r, row})
	between := ""
	if j.grid.At(row, j.header.col(grid.No)).Owner != row || j.isWhole(r, row) {
		between = "\n"
	}
	for _, col := range cols {
		if col < len(j.header.columns) {
			j.extendCell(r, row, col, between)
		}
	}
	j.beyond(row)
}

func (j *joiner) extendCell(r *record, row, col int, between string) {
	text, kind := j.grid.Own(row, col), j.header.columns[col].Kind
	switch kind {
	case grid.Task, grid.Section:
		j.extendHeading(r, row, kind, text)
		return
	case grid.Parties, grid.Leads, grid.Joint, grid.Deadline:
		if checklist.PartyKey(text) == checklist.PartyKey(r.own[col]) {
			r.reprints += grid.Characters(text) // the merged cell printed again on the new page
			return
		}
	}
	if r.own[col] == "" {
		r.own[col], r.owner[col] = text, r.row
		return
	}
	r.own[col] += between + text
}

// extendHeading joins the second half of a torn heading to the first, wherever
// that was printed; a heading with a numeral of its own is a whole one.
func (j *joiner) extendHeading(r *record, row int, k grid.Kind, text string) {
	first := j.lastHead[k]
	if grid.NumeralOf(text) > 0 || first == nil || first.band {
		j.heading(r, k, row, true)
		return
	}
	first.text += text
}

// beyond reports text to the right of the last column.
func (j *joiner) beyond(row int) {
	for col := len(j.header.columns); col < len(j.grid.Rows[row]); col++ {
		if text := j.grid.Own(row, col); text != "" {
			j.problem(row, grid.At(col), msg.New("beside the columns", text), msg.New("delete a separator, or add a heading"))
		}
	}
}

var firstIsLead = zh.NewPattern(`(首位|第一位|第一个|排名?第一)[^。；]*牵头`)

// firstLeads reports whether a note says that the party named first leads.
func firstLeads(notes []string) bool { return slices.ContainsFunc(notes, firstIsLead.MatchString) }
