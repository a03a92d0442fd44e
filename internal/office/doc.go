// Package office makes a configuration into the parts that work: the directory, the
// calendar, the store, and what scheduler, notify and inbox have to know of the office.
//
// It decides nothing and prints nothing; what the clerk does to an office stands in the
// packages below it: register (lists and directories come in and go out), decide (what
// the clerk decides), mail (what came and could not be filed), inquire (what he asks),
// database (checks, backups, moves).
// Each of their functions takes an office and values, and returns values; the words for
// a terminal stand in cmd/duban, those for a browser in web.
//
// Promises: an office that is faulty is no obstacle to the others of its database; what
// is opened here is closed by who opened it (Store.Close).
//
// Begin with Open.
package office
