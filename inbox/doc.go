// Package inbox is mail in: what a message is, whose it is, what it says, and
// where it is filed.
//
// What a message is, is decided without storage, network or clock: Parse
// describes raw bytes as a Message, Classify says with a reason whether a
// person or a program wrote it, ProofOf whether the office's server vouches for
// its author, Tokens finds which letters of ours it answers,
// SplitMbox, ReadMaildir and Messages take messages out of files.
//
// Mail comes in by Mailbox (IMAP, RFC 9051), by LMTP (RFC 2033), by SMTP (RFC
// 5321) with its sender examined, and from files; each hands it to a Desk, which
// stores it before its server may forget it.
//
// A Desk judges it, by the day it came, and files what it says; Replay judges it
// anew after a fix, and only adds.
//
// It never drops a message, never opens an archive, never fetches a link, never
// believes what a sender says about itself: a display name is not an address, a
// declared type is not a content, a token is not an identity.
//
// It promises that every input gives a Message, in time and memory bounded by
// its size and by Limits, and that whatever had to be repaired, cut or left out
// stands in Message.Faults. It reads RFC 5322 and MIME (RFC 2045 to 2049, 2231)
// as tolerantly as the mail programs of Chinese offices write them.
//
// Read Parse first, then Classify: a message is described, and then judged.
package inbox
