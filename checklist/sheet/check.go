package sheet

import (
	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
)

// checkNumbers sees that the numbers run 1, 2, 3 … in the order of the rows.
func checkNumbers(records []*record, heading msg.Message) (ps checklist.Problems) {
	first := map[int]*record{}
	highest, previous := 0, 0
	for _, r := range records {
		if r.no == 0 {
			continue // reported where it was read
		}
		if before, twice := first[r.no]; twice {
			ps = append(ps, checklist.Problem{Row: r.row + 1, Field: heading,
				What: msg.New("a number twice", r.no, before.row+1), Mend: msg.New("mend the numbers")})
			continue
		}
		if r.no < previous {
			ps = append(ps, checklist.Problem{Row: r.row + 1, Field: heading, Warning: true,
				What: msg.New("a number out of order", r.no, previous), Mend: msg.New("check the order")})
		}
		first[r.no], previous, highest = r, r.no, max(highest, r.no)
	}
	return append(ps, checkGaps(first, highest, heading)...)
}

// checkGaps tells numbers that are missing. An issued document is not renumbered.
func checkGaps(first map[int]*record, highest int, heading msg.Message) (ps checklist.Problems) {
	for n := 1; n <= highest; n++ {
		if first[n] != nil {
			continue
		}
		to := n
		for first[to+1] == nil {
			to++
		}
		what := msg.New("a number missing", n)
		if to > n {
			what = msg.New("numbers missing", n, to)
		}
		ps = append(ps, checklist.Problem{Row: first[to+1].row + 1, Field: heading, What: what, Mend: msg.New("is an item missing"), Warning: true})
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
	return checklist.Problems{{What: msg.New("text that belongs to no item", in, out), Mend: msg.New("tell the maintainers")}}
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
