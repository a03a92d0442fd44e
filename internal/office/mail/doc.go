// Package mail is what the clerk does with mail that came: reads and files what could
// not be filed by itself, has stored mail processed again, brings in mail from files, and
// asks what would be made of a mail.
//
// It prints nothing and reads no clock; what a mail means is decided by inbox.
//
// Promises: a mail that was filed, by whomever, is never filed twice; what is discarded
// stays stored; Explain stores nothing.
//
// Begin with File (filing.go).
package mail
