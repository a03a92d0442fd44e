// Package files writes files whole or not at all, under names that every file system takes.
//
// It knows nothing of what is in them. A file is synced and renamed into its place, and
// the folder synced; WriteNew never writes over a file.
//
// Begin with Write.
package files
