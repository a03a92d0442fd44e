// Package rawtest makes raw messages as the outside world sends them, its DNS and its
// certificates, for tests of every package that reads mail. It imports none of ours and is
// no part of the program.
//
// Read AsPerson first; Corpus lists the stored mails.
package rawtest
