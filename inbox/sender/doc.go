// Package sender says who surely wrote a mail.
//
// It believes Authentication-Results (RFC 8601) only of the servers it is told, verifies
// DKIM (RFC 6376), SPF (RFC 7208) and DMARC (RFC 7489) itself where our own listener took
// the mail from its sender's server, and stamps what it found on top.
//
// It never decides what an unproven sender may do: it returns Proven, Unproven or Forged,
// with the reason. An unanswered DNS question never counts as a failure.
//
// Read ProofOf first, then Stamp; Misdirected says whether a signed mail was meant for us.
package sender
