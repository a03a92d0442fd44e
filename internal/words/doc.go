// Package words is the catalogue of what the program says to those who run it: on a
// terminal, in its log and in the demo, in Chinese and in English.
//
// It never decides anything, and what a letter says stands in notify, which takes from
// here how a sentence is said in a language.
//
// It promises that every message has both languages with the same facts, and that
// cmd/duban writes no message that does not stand here; a test beside it reads the
// source of both.
//
// Read text.go first, then below.go: sentences that lower layers have made in Chinese,
// or stored so, are read back and said in the reader's language.
package words
