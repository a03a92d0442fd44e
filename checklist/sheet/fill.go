package sheet

import (
	"strings"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
)

// fillParties fills the columns that say who. A blank first column means that
// the cell is merged with the one above; a blank 配合单位 beside a named 牵头单位
// means that nobody joins.
func (f *folder) fillParties(i int, r *record) {
	ks := f.header.partyKinds()
	blank := f.blank(r, ks[0])
	if !f.fillDown(i, r, ks[0], msg.New("nobody responsible"), msg.New("write who is responsible")) {
		return
	}
	for _, k := range ks[1:] {
		if f.blank(r, k) && (blank || f.covered(r, k)) && i > 0 {
			f.share(i, k, f.source(i, r, k))
			continue
		}
		f.items[i].from[k] = i
	}
}

func (f *folder) fillDeadline(i int, r *record) {
	if f.header.undated {
		return
	}
	if f.reprinted(i, r) {
		f.share(i, grid.Deadline, i-1)
		return
	}
	f.fillDown(i, r, grid.Deadline, msg.New("an item without a deadline"), msg.New("write its deadline"))
}

// reprinted reports whether a deadline is the merged cell above printed again at
// the top of a page: same section, same text, the task's heading printed again too.
func (f *folder) reprinted(i int, r *record) bool {
	if i == 0 || len(r.tasks) == 0 || f.items[i-1].task != f.items[i].task || f.items[i-1].section != f.items[i].section {
		return false
	}
	own := r.own[f.header.col(grid.Deadline)]
	return own != "" && sameText(own, f.value(i-1, grid.Deadline))
}

// fillDown fills a blank cell from the record above and reports whether the
// cell now has a value.
func (f *folder) fillDown(i int, r *record, k grid.Kind, what, mend msg.Message) bool {
	if !f.blank(r, k) {
		f.items[i].from[k] = i
		return true
	}
	from := f.source(i, r, k)
	if from < 0 || f.value(from, k) == "" {
		f.problem(r, k, what, mend)
		f.items[i].from[k] = i
		return false
	}
	reason, doubt := f.reason(i, r, k)
	f.share(i, k, from)
	owner := f.items[i].from[k]
	f.fill(i, k, f.value(i, k), f.records[owner].row, reason, doubt)
	return true
}

// source is the record that a blank cell shares its value with, -1 for none.
func (f *folder) source(i int, r *record, k grid.Kind) int {
	if f.covered(r, k) {
		return min(f.recordAt(r.owner[f.header.col(k)]), i-1)
	}
	return i - 1
}

// tellBlank tells, a column in a line, the cells that are blank and not merged: they
// are read as the cell above, which need not be meant.
func (f *folder) tellBlank() {
	for _, k := range []grid.Kind{f.header.partyKinds()[0], grid.Deadline} {
		if nos := f.doubted[k]; len(nos) > 0 && (f.grid.Merges || f.grid.Quoted) {
			f.warn(f.header.first, k, msg.New("blank cells read as above", checklist.SaidItems(nos)), msg.New("check, write what differs"))
		}
	}
}

func (f *folder) reason(i int, r *record, k grid.Kind) (reason msg.Message, doubt bool) {
	switch {
	case f.covered(r, k):
		return msg.New("merged with the cell above"), false
	case isDitto(r.own[f.header.col(k)]):
		return msg.New("says ditto"), false
	case f.items[i-1].task != f.items[i].task:
		return msg.New("blank, across a task"), true
	case f.items[i-1].section != f.items[i].section:
		return msg.New("blank, across a section"), true
	case f.grid.Merges:
		return msg.New("blank, not merged"), true
	case f.grid.Quoted:
		return msg.New("blank, read as above"), true // CSV has lost what was merged
	}
	return msg.New("blank, one cell with the item above"), false
}

// share makes a record's cell one with that of another.
func (f *folder) share(i int, k grid.Kind, with int) { f.items[i].from[k] = f.items[with].from[k] }

// value is what a record's cell reads as, after filling.
func (f *folder) value(i int, k grid.Kind) string {
	from, ok := f.items[i].from[k]
	col := f.header.col(k)
	if !ok || col < 0 || isDitto(f.records[from].own[col]) {
		return ""
	}
	return f.records[from].own[col]
}

func (f *folder) blank(r *record, k grid.Kind) bool {
	col := f.header.col(k)
	return col < 0 || r.own[col] == "" || isDitto(r.own[col])
}

func isDitto(s string) bool {
	const longest = 16 // bytes, with layout
	if s == "" || len(s) > longest {
		return false
	}
	switch checklist.PartyKey(s) {
	case "同上", "〃", "″", "′′", `"`:
		return true
	}
	return false
}

// requireContent sees that an item says what to do.
func (f *folder) requireContent(i int, r *record) {
	for _, col := range f.header.contents {
		if strings.TrimSpace(r.own[col]) != "" || r.shares && f.contentOf(i, col) != "" {
			return
		}
	}
	if f.covered(r, grid.Content) {
		f.problem(r, grid.Content, msg.New("content merged with the item above"), msg.New("split the cell"))
		return
	}
	f.problem(r, grid.Content, msg.New("no content"), msg.New("write what is to be done"))
}
