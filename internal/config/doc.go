// Package config reads the configuration of an office: its keys, what each may say,
// and where the file is wrong.
//
// It never opens a database nor a connection, and never asks the time. What a key
// means to the program is decided by those who ask for it (internal/office); how
// the file explains it stands in config.toml.
//
// Promises: every fault of a file comes back at once, each with its line and what to
// write instead; what a file leaves out is as in the shipped one; passwords are never
// in the file, but in files that only this user may read.
//
// A key is added in Settings (config.go), explained in config.toml and checked in
// check.go or in the file of its table (relay.go, mailbox.go, listen.go).
//
// Begin with Source (source.go), then Parse (read.go).
package config
