// Package lexicon is the one list of the words by which people say that work is done, asked
// for, put off, refused or judged, each with its Sense.
//
// It knows no item, verb or state of ours: inbox/answer makes a verb of senses. A word stands
// in it once; the longest one that fits wins.
//
// Read the table of words in lexicon.go first, then LeadingWord.
package lexicon
