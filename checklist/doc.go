// Package checklist holds the nouns of a follow-up service (督办) and every rule
// about them that needs neither a clock nor I/O: days, items, parties, the
// directory that resolves parties to people, the life of an assignment, and the
// hash chain of its events. What letters say of them is package letter's.
//
// It never reads the time, a file, the network or a database, and knows no letter.
// Everything is a value in, a value out.
//
// It promises that replaying the events of an assignment gives its stored state
// (Replay), and that what Parse reads, String writes back.
//
// Read Assignment.Apply first: it is the whole state machine.
package checklist
