package main

import (
	"cmp"
	"encoding/json"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"duban/db"
	"duban/internal/words"
)

// version is that of the last entry in CHANGELOG.md; what was built between two
// releases is told by its commit.
const version = "0.1.0"

func (a *app) versionCommand() *cobra.Command {
	var asJSON bool
	c := a.command(func(*cobra.Command, []string) error {
		b := built()
		if asJSON {
			return json.NewEncoder(a.stdout).Encode(b)
		}
		unknown := a.text(words.VersionUnknown)
		a.tell(words.Version, b.Version, cmp.Or(b.Commit, unknown), cmp.Or(b.Date, unknown), b.Go, b.System, b.SQLite)
		if b.Changed {
			a.tell(words.VersionChanged)
		}
		return nil
	}, help{use: "version", zh: "版本、提交、日期、Go、SQLite", en: "version, commit, date, Go, SQLite", example: "duban version"})
	c.Args = a.exactly(0)
	c.Flags().BoolVar(&asJSON, "json", false, a.say("以 JSON 输出", "print JSON"))
	return c
}

// build is what this program was built of.
type build struct {
	Version string `json:"version"`
	Commit  string `json:"commit"` // "" where the source was no repository
	Date    string `json:"date"`   // of the commit, RFC 3339 in UTC
	Changed bool   `json:"changed"`
	Go      string `json:"go"`
	System  string `json:"system"`
	SQLite  string `json:"sqlite"`
}

func built() build {
	b := build{Version: version, Go: runtime.Version(), System: runtime.GOOS + "/" + runtime.GOARCH, SQLite: db.SQLiteVersion()}
	info, _ := debug.ReadBuildInfo()
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value[:min(len(s.Value), 12)]
		case "vcs.time":
			b.Date = s.Value
		case "vcs.modified":
			b.Changed = s.Value == "true"
		}
	}
	return b
}
