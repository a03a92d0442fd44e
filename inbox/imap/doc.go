// Package imap reads mailboxes over IMAP (RFC 9051, RFC 3501).
//
// It changes nothing on a server but what Processed and Failed ask for, and that only
// after a message is on disk. It does not process mail: each message goes to a Receiver,
// each cursor to Positions, and a cursor moves only after its batch was received.
//
// What breaks is noted as the fault of its folders and tried again, no more often than
// providers allow.
//
// Read Mailbox.Run first, then session.readFolder.
package imap
