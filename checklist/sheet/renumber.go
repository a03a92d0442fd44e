package sheet

import (
	"strconv"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
	"duban/internal/zh"
)

// An item's number is what a reply calls it by, so it must be one of a kind in
// its list. Where the document numbers otherwise, items are numbered through,
// which is told; the document's own numbers stay in its table.

var levelled = zh.NewPattern(`^[（(]?\d{1,3}([.\-—－．]\d{1,3})+[.、）)]?$`)

// renumber numbers the items 1 to N where their own numbers do not.
func (j *joiner) renumber() {
	why := j.whyRenumber()
	if why.IsZero() {
		return
	}
	for i, r := range j.records {
		if printed := j.grid.At(r.row, j.header.col(grid.No)).Text; r.label == "" && printed != "" {
			r.label = printed
		} else if r.label == "" && r.no > 0 {
			r.label = strconv.Itoa(r.no)
		}
		r.no = i + 1
	}
	j.problems = append(j.problems, checklist.Problem{Row: j.records[0].row + 1, Field: j.header.heading(grid.No), Warning: true,
		What: msg.New("numbered through", why, len(j.records)), Mend: msg.New("the table's numbers stay")})
}

func (j *joiner) whyRenumber() msg.Message {
	if j.header.col(grid.No) < 0 {
		return msg.New("no column of numbers")
	}
	met := map[int]string{}
	for i, r := range j.records {
		switch {
		case r.levelled:
			return msg.New("numbers with levels")
		case r.shares:
			return msg.New("items that share a number")
		case i > 0 && r.no == 1 && len(r.tasks)+len(r.sections) > 0:
			return msg.New("numbers anew under each heading")
		case r.label != "" && met[r.no] != "" && met[r.no] != r.label:
			return msg.New("numbers that are codes")
		}
		met[r.no] = r.label
	}
	return msg.Message{}
}

// dropEmpty leaves out rows at the end that have a number and nothing else: lines
// that the office has numbered in advance.
func (j *joiner) dropEmpty() {
	n := len(j.records)
	for n > 0 && j.isEmpty(j.records[n-1]) {
		n--
		j.dropped += grid.Characters(j.records[n].own[j.header.col(grid.No)])
	}
	if n == len(j.records) {
		return
	}
	first, last := j.records[n], j.records[len(j.records)-1]
	j.records = j.records[:n]
	j.problems = append(j.problems, checklist.Problem{Row: first.row + 1, Field: j.header.heading(grid.No), Warning: true,
		What: msg.New("lines with a number alone", first.row+1, last.row+1), Mend: msg.New("write the content, import again")})
}

func (j *joiner) isEmpty(r *record) bool {
	for col := range j.header.columns {
		if col != j.header.col(grid.No) && (r.own[col] != "" || j.grid.At(r.row, col).Text != "") {
			return false
		}
	}
	return j.header.col(grid.No) >= 0
}

// joined lists the rows that continue an item.
func (j *joiner) joined() (out []Joined) {
	for _, row := range j.joinedRows {
		out = append(out, Joined{row.record.no, row.row + 1})
	}
	return out
}
