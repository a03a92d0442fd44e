package sheet

import (
	"fmt"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
)

// checkNumbers sees that the numbers run 1, 2, 3 … in the order of the rows.
func checkNumbers(records []*record, heading string) (ps checklist.Problems) {
	first := map[int]*record{}
	highest, previous := 0, 0
	for _, r := range records {
		if r.no == 0 {
			continue // reported where it was read
		}
		if before, twice := first[r.no]; twice {
			ps = append(ps, checklist.Problem{Row: r.row + 1, Column: heading,
				What: msg.Words(fmt.Sprintf("序号%d重复，第%d行已有", r.no, before.row+1)), Mend: msg.Words("请改正序号")})
			continue
		}
		if r.no < previous {
			ps = append(ps, checklist.Problem{Row: r.row + 1, Column: heading, Warning: true,
				What: msg.Words(fmt.Sprintf("序号%d排在%d之后", r.no, previous)), Mend: msg.Words("请核对顺序")})
		}
		first[r.no], previous, highest = r, r.no, max(highest, r.no)
	}
	return append(ps, checkGaps(first, highest, heading)...)
}

// checkGaps tells numbers that are missing. An issued document is not renumbered.
func checkGaps(first map[int]*record, highest int, heading string) (ps checklist.Problems) {
	for n := 1; n <= highest; n++ {
		if first[n] != nil {
			continue
		}
		to := n
		for first[to+1] == nil {
			to++
		}
		what := fmt.Sprintf("缺少序号%d", n)
		if to > n {
			what = fmt.Sprintf("缺少序号%d至%d", n, to)
		}
		ps = append(ps, checklist.Problem{Row: first[to+1].row + 1, Column: heading, What: msg.Words(what), Mend: msg.Words("请核对有没有漏掉事项；编号照原表，不另编"), Warning: true})
		n = to
	}
	return ps
}

// checkLossless counts the characters of the file against those that were
// taken in somewhere. It cannot fail while the code is right; if it does, the
// list must not be imported with words missing.
func checkLossless(g *grid.Grid, h header, j *joiner, f *folder) checklist.Problems {
	in, out := 0, 0
	for row := range g.Rows {
		for _, col := range g.FilledColumns(row) {
			n := grid.Characters(g.Own(row, col))
			in += n
			if row <= h.last || j.heads[row] {
				out += n // headings and the lines over the table are kept as they stand
			}
		}
	}
	out += j.dropped
	for _, note := range j.notes {
		out += grid.Characters(note)
	}
	for _, hs := range [][]*heading{f.tasks, f.sections} {
		for _, heading := range hs {
			for _, p := range heading.prints {
				out += grid.Characters(p.text) - p.more
			}
		}
	}
	for _, r := range j.records {
		out += r.reprints
		out += r.characters(h)
	}
	if in == out || len(j.problems.Errors()) > 0 {
		return nil
	}
	return checklist.Problems{{What: msg.Words(fmt.Sprintf("文件有%d个字，读入%d个，有文字没有归到事项", in, out)), Mend: msg.Words("请另存为 .xlsx 再试，并把文件发给程序的维护者")}}
}

// characters counts what a record holds outside its headings.
func (r *record) characters(h header) (n int) {
	for col, c := range h.columns {
		if c.Kind != grid.Task && c.Kind != grid.Section {
			n += grid.Characters(r.own[col])
		}
	}
	return n
}
