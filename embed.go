package duban

import _ "embed"

// Config is the shipped config.toml: every key, with its default and its meaning.
//
//go:embed config.toml
var Config []byte

// Checklist is the example: the text of the real 40-item checklist.
//
//go:embed examples/实施清单.txt
var Checklist []byte
