// Package terminal has the words that commands say on a terminal: refusals, errors,
// the names of things, tables, the preview of a list, and where long lines break.
//
// It decides nothing and opens nothing: values in, words out. It is the one place that
// makes Chinese of errors; layers below return codes (office.Refusal) and sentinels.
//
// It promises that what a stranger wrote cannot steer the terminal (Visible), and that
// every code of a refusal has its sentence.
//
// Read refusals.go first, then words.go.
package terminal
