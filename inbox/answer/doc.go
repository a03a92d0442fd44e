// Package answer reads what the words of a reply say about the lines of the letter that
// is answered.
//
// It never finds a verb in a sentence: a clause is a closed form, of which every word is
// known and has its place, or it is passed on as progress or instruction. So a word that
// nobody thought of can make it ask, and cannot make it close.
//
// It promises: the answers are about the letter's lines as printed; a doubtful answer
// carries a verb that changes no state, and the question; the work is linear in the words,
// of which MaxText bytes are read.
//
// Read is the way in. A text is cut into statements, each with the items it is about
// (statement.go, head.go), whose phrases are told by the kinds of their words
// (phrase.go); responsible.go and judge.go make a verb of them, target.go finds the
// lines, settle.go holds the answers of one mail against each other. The words stand in
// internal/zh/lexicon, of both languages; english.go holds what English says by the order
// of its words.
package answer
