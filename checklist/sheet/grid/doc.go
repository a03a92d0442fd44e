// Package grid reads the bytes of a document into a grid of cells: text by tabs, CSV,
// XLSX and the tables of DOCX, whatever their encoding, merged cells and page breaks.
//
// It knows which words head the columns of a list (heading.go), for a file holds several
// tables and a text several separators; it does not say what an item is. It never opens
// a file or the network.
//
// It promises that no cell is lost, that a cell knows the bytes it stands in (Span) where
// a document can be filled, that an archive unpacks within limits, and that what cannot
// be read is checklist.Problems with the way to mend it.
//
// Read Read first, then docx_grid.go.
package grid
