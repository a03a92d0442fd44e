package db

import (
	"slices"
	"strings"
)

// A statement has manyRows, or up to mostRows: beyond many a row gains nothing, and
// each number of rows is a statement that the connection keeps prepared.
const (
	manyRows = 64
	mostRows = 16
)

// rowsOf are the next rows for one statement.
func rowsOf(rows [][]any) [][]any {
	if len(rows) >= manyRows {
		return rows[:manyRows]
	}
	return rows[:min(len(rows), mostRows)]
}

// mostIDs bounds the list of ids in one statement, likewise.
const mostIDs = 64

// insertMany inserts rows by few statements: head is the statement up to VALUES,
// tail what stands behind them.
func (t *tx) insertMany(head string, rows [][]any, tail string) error {
	for len(rows) > 0 {
		some := rowsOf(rows)
		if _, err := t.exec(head+` VALUES `+places(len(some), len(some[0]))+tail, slices.Concat(some...)...); err != nil {
			return err
		}
		rows = rows[len(some):]
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
