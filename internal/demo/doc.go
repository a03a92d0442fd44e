// Package demo plays ten weeks of an office in seconds: the shipped list of 40 items from
// the first of April to the middle of June, with the program's own scheduler, courier,
// listener and processor on a stepped clock, and people who answer as people do.
//
// Letters go out over SMTP and answers come in over LMTP, both on this machine only. It
// prints nothing: each day is a value (Day), and so is what is left (Result).
//
// The same run gives the same letters. It leaves a folder and touches no other office.
//
// Begin with Run; who answers what stands in people.go.
package demo
