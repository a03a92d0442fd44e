// Package wording is the office's own words in letters: a text of one line with fields in
// braces, as {收信人}, which a clerk writes in the configuration.
//
// The form is closed: a field is replaced by what it names, and nothing can be asked,
// called or repeated. It never decides in which letter words stand (notify), nor whether a
// reader's program might take them for an answer (inbox.ReadsAs).
//
// It promises: a text in which Faults finds nothing can be filled for every letter, so
// nothing can fail when a letter is due.
//
// Read Faults first, then Fill.
package wording
