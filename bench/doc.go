// Command bench measures duban against the tools of the field, as ratios to a reference
// that runs directly before each case, and kills it at random to prove that nothing is lost.
//
// It is run by hand and is no part of the program. What it measured: README.md.
//
// Read main.go first: the cases by name; crash.go begins the kills.
package main
