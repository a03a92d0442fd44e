// Package reply writes mails as the mail programs of responsible people do: what a
// simulation, the demo and the stories of the daemon answer letters with.
//
// It is no part of what the program sends: those letters are notify's.
package reply
