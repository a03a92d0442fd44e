// Package quote says which words of a mail are its author's own.
//
// It knows nothing of what the words mean, and neither letters nor items. Nothing is
// thrown away: every character of a text is own words, quote or signature, and where a
// quote can only be suspected the words are kept and Words.Unsure says so.
//
// Its time is linear in the length of the parts.
//
// Read OwnWords first, then markQuotes, which looks for the head of a quote line by line;
// Inserted finds what was written between the lines of a letter whose text is known.
package quote
