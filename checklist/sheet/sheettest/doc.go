// Package sheettest draws lists as offices write them, for tests of laws about documents.
//
// It reads and writes no document. Read Items.
package sheettest
