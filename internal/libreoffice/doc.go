// Package libreoffice lets LibreOffice turn one form of a document into another: what
// comes in an old form into one that can be read, what goes out into a page.
//
// It knows nothing of checklists, and works without LibreOffice by saying so
// (ErrMissing). A conversion runs alone in a folder of its own and ends in two minutes.
//
// Begin with Convert.
package libreoffice
