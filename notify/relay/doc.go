// Package relay hands finished letters to the server that takes an office's mail:
// SMTP conversations, several servers with failover, limits of connections and rate,
// and a Maildir outbox where no server is configured.
//
// It knows bytes and addresses, no notices and no database. It never decides whether
// a letter goes or is tried again: it says what the server answered (SendError), and
// how long such an answer asks to wait (Backoff).
//
// It promises that a letter once begun is finished or reported as doubtful; that a
// refused recipient touches no other letter; that a server's limits hold however
// many callers there are; and that no password stands in an error.
//
// Read Sender and Conversation first, then session.transfer.
package relay
