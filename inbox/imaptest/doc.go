// Package imaptest is an IMAP server in the test's own process: Server behaves well, Rude
// misbehaves by a script. Both can be reached over a pipe, so that a test's clock may be
// simulated. It is no part of the program.
//
// Read New first.
package imaptest
