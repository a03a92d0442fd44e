// Package inboxtest is an office for tests of mail in: four people, three items, a store
// on disk, a stepped clock, and the letters and mails of a story.
//
// It is imported by tests only. Read New first, then Office.Deliver.
package inboxtest
