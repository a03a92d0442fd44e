// Package decide is what the clerk decides about an office's items, people and letters:
// verdicts, extensions, reassignments, waivers; absences; ladders; pausing and releasing.
//
// It prints nothing, reads no clock and asks nobody: an act takes an office, the time and
// values, and returns what was done, or an office.Refusal with the facts of why not.
// Which parts of an item a decision fits is a rule of checklist (ByHand.Choose).
//
// Promises: a decision and the letters that tell of it are one transaction; what is
// refused has changed nothing.
//
// Begin with Do (deed.go).
package decide
