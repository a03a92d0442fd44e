// Package db is what duban remembers: checklists and assignments, the letters
// that must go (notice), the mails that came (mail), and the history of both
// (event, append-only and hash-chained).
//
// It never decides anything: rules live in checklist, and every method is handed
// the time. No statement asks the database for the time.
//
// Its promises: one exported method is one act and one transaction; a change of
// an assignment happens only by an event that checklist.Assignment.Apply allows,
// so the events replay to the stored state; a letter is inserted in the
// transaction that causes it; a raw mail is on disk before a method that stores
// it returns; Check proves all this on stored data.
//
// Read Store.Record first: almost everything that happens goes through it.
package db
