// Package inquire answers the clerk's questions about an office: how every item stands,
// the story of one, why a letter went or did not, what a day or a span of days will bring, how
// departments rank.
//
// It changes nothing: a simulation works on a copy of the database. It prints nothing and
// reads no clock; each answer is a value, with times as they are stored, and whoever
// shows it has the words.
//
// Begin with Status (status.go), Story (show.go), Simulate (simulate.go).
package inquire
