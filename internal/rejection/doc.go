// Package rejection says what a mail server's refusal is about: the relay (our login,
// our sender, its limits, its opinion of us), the address, or this one letter.
//
// One table answers that for replies in a conversation (RFC 5321, RFC 3463) and for
// notices of non-delivery (RFC 3464) alike, since the same servers write both. It never
// knows which letter or whose: it reads a code, a status and words.
//
// It promises that only an answer about the address can mark an address; that what is
// said of the relay is never final; that unknown words are temporary; and that a
// temporary code (4xx) is final only where the server says it has given up.
//
// Read Read first, then the table in rules.go.
package rejection
