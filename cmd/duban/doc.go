// Command duban is the terminal of the clerk: a file for each command, named after it, with
// its flags and its help; the words that several of them say are in terminal.
//
// It holds no rule of the product: what a command does is an act in internal/office/…, what
// serve runs is internal/daemon. It is the one package that reads the clock (clock.go).
//
// Every command ends with one of five exit statuses, which every help text lists.
//
// Read main.go first: the list of commands; then any command, e.g. extend.go.
package main
