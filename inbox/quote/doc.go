// Package quote says which words of a mail are its author's own.
//
// It knows nothing of what the words mean. Nothing is thrown away: every character of a
// text is own words, quote or signature, and where a quote can only be suspected the
// words are kept and Words.Unsure says so.
//
// A letter of ours that comes back is never the author's, under whatever head and mark:
// its text is known (ReadLetter), or, where it is not at hand, its look (shapes). The
// heads and sentences of mail programs are asked where a mail quotes something else.
//
// Its time is linear in the length of the parts.
//
// Read OwnWords first, then markQuotes: markOurs finds the lines of our letter, headAt
// the heads of quotes, quoteOurs what neither mark nor head showed, pageLines the
// containers of a page; rescue keeps what would leave the author without a word.
package quote
