// Package paper writes tables as documents that print as an office's own: DOCX, XLSX,
// CSV, and Markdown for a page of text.
//
// It reads nothing and never edits an office's words; what no writer can carry (control
// characters) is taken out.
//
// It promises that every cell's text is on the page: rows as high as their text, columns
// as wide as theirs, headings again on every page (pages.go); that nothing written can
// run, formulas stay text; and that one table gives the same bytes every time.
//
// Read Table first, then WriteDOCX and WriteXLSX.
package paper
