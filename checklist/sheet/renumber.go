package sheet

import (
	"fmt"
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
	if why == "" {
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
	j.problems = append(j.problems, checklist.Problem{Row: j.records[0].row + 1, Column: j.header.heading(grid.No), Warning: true,
		What: msg.Words(fmt.Sprintf("%s，已按顺序编为第1至%d项，信和回复都用这个编号", why, len(j.records))), Mend: msg.Words("表里原有的编号不动")})
}

func (j *joiner) whyRenumber() string {
	if j.header.col(grid.No) < 0 {
		return "表里没有序号栏"
	}
	met := map[int]string{}
	for i, r := range j.records {
		switch {
		case r.levelled:
			return "序号是分级的"
		case r.shares:
			return "有几个事项共用一个序号"
		case i > 0 && r.no == 1 && len(r.tasks)+len(r.sections) > 0:
			return "序号在每个标题下重新从1起"
		case r.label != "" && met[r.no] != "" && met[r.no] != r.label:
			return "序号是几组代码"
		}
		met[r.no] = r.label
	}
	return ""
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
	j.problems = append(j.problems, checklist.Problem{Row: first.row + 1, Column: j.header.heading(grid.No), Warning: true,
		What: msg.Words(fmt.Sprintf("第%d至%d行只有序号，没有读入", first.row+1, last.row+1)), Mend: msg.Words("写上内容后再导入一次")})
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
