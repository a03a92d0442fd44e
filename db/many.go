package db

import "strings"

// mostRows bounds the rows of one statement: beyond it a row gains nothing, and
// each number of rows is a statement that the connection keeps prepared.
const mostRows = 16

// mostIDs bounds the list of ids in one statement, likewise.
const mostIDs = 64

// insertMany inserts rows by few statements: head is the statement up to VALUES,
// tail what stands behind them.
func (t *tx) insertMany(head string, rows [][]any, tail string) error {
	for len(rows) > 0 {
		n := min(len(rows), mostRows)
		args := make([]any, 0, n*len(rows[0]))
		for _, row := range rows[:n] {
			args = append(args, row...)
		}
		if _, err := t.exec(head+` VALUES `+places(n, len(rows[0]))+tail, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

// places are the question marks of so many rows.
func places(rows, columns int) string {
	row := "(?" + strings.Repeat(", ?", columns-1) + ")"
	return row + strings.Repeat(", "+row, rows-1)
}

// values are the arguments of a statement that ends in a list of ids: in SQLite, a
// list of question marks costs a third of json_each.
func values(ids []int64, before ...any) []any {
	args := make([]any, 0, len(before)+len(ids))
	args = append(args, before...)
	for _, id := range ids {
		args = append(args, id)
	}
	return args
}
