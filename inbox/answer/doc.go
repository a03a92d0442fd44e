// Package answer says what the words of a reply ask for, item by item.
//
// It knows no person, no stored state and no clock: words in, checklist.Answer out. It
// never closes anything on a doubt: then Answer.Doubt says what to ask, and the verb is one
// that changes no state.
//
// Its time is linear in the length of the words.
//
// Read Read first, then readVerb.
package answer
