// Package sheet carries documents in and out: the checklist (清单) and the
// directory (通讯录) as offices have them, in text, CSV, XLSX and DOCX, and the same
// table back with its last column filled.
//
// It never edits an office's words, never guesses a year, never opens a file or
// the network: bytes in, values out, values in, bytes out. A legacy or scanned
// document is refused with the way to mend it.
//
// It promises that no character of a list is lost on the way in, that every
// cell it filled is listed with where it came from, that all problems come back
// at once, and that what paper writes, ReadList reads as the
// same items. What it writes cannot run: formulas stay text.
//
// Bytes become cells in the package grid and tables become documents in paper; what the
// cells mean is read here. A column is what its heading means (grid/heading.go has the
// words) and its cells hold, mapping.go chooses; what they leave open is asked, and no
// column with text is left out without being named.
//
// Read ReadList first, then fold.go: it holds the rules for blank cells.
package sheet
