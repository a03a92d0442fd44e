// Package database is what an operator does to the database as a whole: check, back up,
// restore, move.
//
// It prints nothing and reads no clock: values in, values out, or an office.Refusal with
// the facts of why not. What is proved and copied is db's.
//
// Promises: nothing is written over; what was restored or moved has been checked, and the
// database it came from is left as it was.
//
// Begin with Check.
package database
