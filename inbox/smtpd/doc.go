// Package smtpd takes mail that others deliver: over LMTP (RFC 2033) from the office's own
// server, over SMTP (RFC 5321) from anybody's, whose sender it examines.
//
// It does not process mail: it hands a message to the Receiver of its recipient's office,
// which stores it. A peer is answered 250 only when the message is on disk. It relays
// nothing, speaks no AUTH, and has a bound for everything that a peer can use up.
//
// Read LMTP and SMTP first, then server.serve; delivery is one connection, its commands in
// command.go, the message itself in data.go (DATA and BDAT, RFC 3030).
package smtpd
