// Package msg is how a layer below the terminal says something: by a code and its facts,
// never by a sentence.
//
// It knows no language and no word of ours. The sentences stand in internal/words, keyed
// by the code, in both languages; whoever shows a message asks there. A code is a short
// English phrase, written where it arises, so that an error is legible to programs and
// in a test; it is no sentence, and it is never shown to those who run the program.
//
// It promises that a message is a value: it can be kept, and put into another as a fact.
// Stored, in a column of text or within JSON, it comes back and says the same (stored.go);
// its facts are then strings, whole numbers, lists of names and other messages, and a fact
// of another type is refused when it is stored. What was stored without a code is words.
// As an error it wraps the causes among its facts; errors.As finds it, no == does, for its
// facts are a list. A test of internal/words reads every New in the source: each code has
// both texts, and they take as many facts.
//
// Begin with New.
package msg
