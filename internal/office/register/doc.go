// Package register is what comes into an office's books and how: a checklist is read,
// imported, compared with its former edition and amended; a directory is compared and
// replaced; a year's holidays are added.
//
// It prints nothing and reads no clock. How a document is read stands in checklist/sheet,
// what an amended list does to assignments in checklist (Amend).
//
// Promises: a list with problems is not imported; an amended one changes nothing until
// it is applied, and then evidence and history stay; a directory that forgets who still
// owes something is refused; files are written whole or not at all.
//
// Begin with Read (read.go) and Import (import.go).
package register
