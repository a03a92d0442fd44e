// Package message says what a raw mail is: its header, its parts, its text and files.
//
// It decides nothing about who wrote a mail or what follows from it, does no I/O but
// reading files of mails, never opens an archive, never fetches a link, and never believes
// a declared type, name or charset.
//
// Every input gives a Message, in time and memory bounded by its size and by Limits, and
// whatever had to be repaired, cut or left out stands in Message.Faults. It reads RFC 5322
// and MIME (RFC 2045 to 2049, 2231) as tolerantly as the mail programs of Chinese offices
// write them, TNEF and RTF as far as they hold words.
//
// Read Parse first; then Tokens, which finds the letters of ours that a mail answers.
package message
