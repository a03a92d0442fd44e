package sheet

import (
	"strings"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
)

// folder gives every record its task, section, parties and deadline, which
// merged cells and page breaks have left blank in most rows.
type folder struct {
	grid     *grid.Grid
	header   header
	records  []*record
	tasks    []*heading
	sections []*heading
	items    []folded
	filled   []Filled
	doubted  map[grid.Kind][]int // items with a blank cell that need not be as the one above
	problems checklist.Problems
}

// folded is what a record has after folding: its headings, and for each filled
// column the record whose cell it shares.
type folded struct {
	task    *heading
	section *heading
	from    map[grid.Kind]int // record index
}

// heading is a task or section being gathered.
type heading struct {
	text    string // "" while its text has not been met
	numeral int
	row     int // of its text
	first   int // record index
	last    int
	prints  []*printed
	parent  *heading // of a section
}

func (f *folder) fold() {
	f.doubted = map[grid.Kind][]int{}
	f.items = make([]folded, len(f.records))
	for i, r := range f.records {
		f.items[i].from = map[grid.Kind]int{}
		f.task(i, r)
		f.section(i, r)
		f.fillParties(i, r)
		f.fillDeadline(i, r)
		f.requireContent(i, r)
	}
	for _, h := range f.tasks {
		f.tellTask(h)
	}
	f.tellBlank()
}

func (f *folder) problem(r *record, k grid.Kind, what, mend msg.Message) {
	f.problems = append(f.problems, checklist.Problem{
		Row: r.row + 1, Field: f.header.heading(k), What: msg.New("about an item", r.no, what), Mend: mend,
	})
}

func (f *folder) warn(row int, k grid.Kind, what, mend msg.Message) {
	f.problems = append(f.problems, checklist.Problem{
		Row: row + 1, Field: f.header.heading(k), What: what, Mend: mend, Warning: true,
	})
}

func last(hs []*heading) *heading {
	if len(hs) == 0 {
		return nil
	}
	return hs[len(hs)-1]
}

// recordAt is the record that a row of the file belongs to.
func (f *folder) recordAt(row int) int {
	for i := len(f.records) - 1; i > 0; i-- {
		if f.records[i].row <= row {
			return i
		}
	}
	return 0
}

// task settles which task a record belongs to.
func (f *folder) task(i int, r *record) {
	if f.header.col(grid.Task) < 0 && len(r.tasks) == 0 && len(f.tasks) == 0 {
		return // a list without tasks
	}
	cur := last(f.tasks)
	switch {
	case len(r.tasks) > 0:
		for _, p := range r.tasks {
			f.printTask(i, r, p)
		}
	case cur == nil, f.restarts(r) && !f.covered(r, grid.Task):
		f.tasks = append(f.tasks, &heading{first: i, row: r.row})
	}
	cur = last(f.tasks)
	cur.last = i
	f.items[i].task = cur
}

// covered reports whether the file itself says that a cell is merged with one above.
func (f *folder) covered(r *record, k grid.Kind) bool {
	col := f.header.col(k)
	return col >= 0 && r.owner[col] != r.row && f.grid.At(r.row, col).Text != ""
}

// printTask takes in a task's text: the same task printed again after a page
// break, the text of a task that began further up, or a new task.
func (f *folder) printTask(i int, r *record, p *printed) {
	cur := last(f.tasks)
	switch {
	case cur != nil && cur.text != "" && same(cur, p) && !f.restarts(r):
		cur.prints = append(cur.prints, p)
	case cur != nil && cur.text == "":
		f.nameTask(cur, r, p)
	case p.torn:
		f.problem(r, grid.Task, msg.New("a heading in a continued line", p.text), msg.New("number it if it is new"))
		cur.prints = append(cur.prints, p)
	default:
		h := &heading{first: i}
		h.name(p)
		if cur != nil {
			f.tellGap(grid.Task, cur, p)
		}
		f.tasks = append(f.tasks, h)
	}
}

// tellGap warns where headings are not numbered one after the other.
func (f *folder) tellGap(k grid.Kind, before *heading, p *printed) {
	if n := grid.NumeralOf(p.text); n > 0 && before.numeral > 0 && n != before.numeral+1 {
		f.warn(p.row, k, msg.New("headings that jump", k, short(before.text), short(p.text)), msg.New("check that nothing is missing"))
	}
}

// nameTask gives a task that began without text the text that comes after: a
// cell merged over pages has its text where its middle falls.
func (f *folder) nameTask(h *heading, r *record, p *printed) {
	if n := len(f.tasks); n > 1 && grid.NumeralOf(p.text) > 0 && grid.NumeralOf(p.text) == f.tasks[n-2].numeral {
		f.problem(r, grid.Task, msg.New("a heading numbered as before", p.text), msg.New("check the numbers of headings"))
	}
	h.name(p)
}

func (h *heading) name(p *printed) {
	h.text, h.numeral, h.row = p.text, grid.NumeralOf(p.text), p.row
	h.prints = append(h.prints, p)
}

// same knows a heading printed again: by its numeral and most of its words, since
// a reprint need not agree in every one, else by its text.
func same(h *heading, p *printed) bool {
	if n := grid.NumeralOf(p.text); n > 0 && h.numeral > 0 {
		return n == h.numeral && alike(h.text, p.text)
	}
	return sameText(h.text, p.text)
}

// alike reports whether half the characters of the shorter text stand in the other.
func alike(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	shared, all := 0, 0
	for _, r := range checklist.PartyKey(b) {
		all++
		if strings.ContainsRune(a, r) {
			shared++
		}
	}
	return shared*2 >= all
}

func sameText(a, b string) bool {
	return checklist.PartyKey(a) == checklist.PartyKey(b)
}

// restarts reports whether the record's section begins the count anew, which
// only happens under a new task.
func (f *folder) restarts(r *record) bool {
	cur := last(f.sections)
	if len(r.sections) == 0 || cur == nil || cur.parent != last(f.tasks) {
		return false
	}
	p := r.sections[0]
	n := grid.NumeralOf(p.text)
	if n == 0 || cur.numeral == 0 || sameText(cur.text, p.text) {
		return false
	}
	return n < cur.numeral || n == 1
}

// section settles which section a record belongs to.
func (f *folder) section(i int, r *record) {
	cur, task := last(f.sections), f.items[i].task
	for _, p := range r.sections {
		switch {
		case cur != nil && cur.parent == task && same(cur, p):
			cur.prints = append(cur.prints, p)
		case p.torn:
			f.problem(r, grid.Section, msg.New("a heading in a continued line", p.text), msg.New("number it if it is new"))
			cur = f.openSection(i, p, task)
		default:
			cur = f.openSection(i, p, task)
		}
	}
	if cur == nil || cur.parent != task {
		return // the task has no section here
	}
	cur.last = i
	f.items[i].section = cur
	if len(r.sections) == 0 {
		f.fill(i, grid.Section, cur.text, cur.row, msg.New("blank, of the section above"), false)
	}
}

func (f *folder) openSection(i int, p *printed, task *heading) *heading {
	if prev := last(f.sections); prev != nil && prev.parent == task {
		f.tellGap(grid.Section, prev, p)
	}
	h := &heading{first: i, parent: task}
	h.name(p)
	f.sections = append(f.sections, h)
	return h
}

// tellTask lists the blank task cells, once the task's text is known.
func (f *folder) tellTask(h *heading) {
	if h.text == "" {
		f.problem(f.records[h.first], grid.Task, msg.New("sections anew without a task"), msg.New("write the task"))
		return
	}
	for i := h.first; i <= h.last; i++ {
		r := f.records[i]
		switch {
		case len(r.tasks) > 0:
		case r.row < h.row:
			f.fill(i, grid.Task, h.text, h.row, msg.New("heading on a later line"), true)
		default:
			f.fill(i, grid.Task, h.text, h.row, msg.New("blank, of the task above"), false)
		}
	}
}

func short(s string) string { return checklist.ShortName(grid.TidyHeading(s)) }

// fill records that a blank cell was filled.
func (f *folder) fill(i int, k grid.Kind, value string, from int, reason msg.Message, doubt bool) {
	r := f.records[i]
	if doubt {
		f.doubted[k] = append(f.doubted[k], r.no)
	}
	f.filled = append(f.filled, Filled{
		No: r.no, Row: r.row + 1, Column: f.header.heading(k), From: from + 1,
		Value: grid.TidyHeading(value), Reason: reason, Doubt: doubt,
	})
}
