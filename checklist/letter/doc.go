// Package letter holds what a letter says, as plain data: its kind and what follows from
// it, its lines with their reasons and marks, digests, receipts, outcomes and answers to
// questions; the token that names it; and what an answer means to a line as it was shown.
//
// It never decides whether or when a letter goes, sets none in type and says no sentence:
// what it tells are codes and facts (msg). It reads no clock and does no I/O.
//
// It promises that an answer to an older letter decides nothing that the letter did not
// show (Shown.Verdict), and that a token is read back as mail programs leave it (ParseToken).
//
// Read Letter and Line first, then the table of kinds (kind.go).
package letter
