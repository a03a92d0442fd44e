// Package report composes what an office hands on: the table that came in with
// its last column filled, and the evidence for an inspection.
//
// It decides nothing and writes no letter; it never changes what is stored. What
// stands in the last column is what was accepted, in the words of those who did
// it; both documents say the same, in the language of the office. The same data gives the
// same bytes.
//
// Read Cell.Accepted and Cell.Statuses first, then Read and Bind.
package report
