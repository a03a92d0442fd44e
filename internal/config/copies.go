package config

import (
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
	"duban/scheduler"
)

// copied is who gets copies of a kind of letter, which is also its key.
type copied struct {
	kind  letter.Kind
	names []string
}

func (c *Config) copied() []copied {
	k := c.Copies
	return []copied{{letter.KindAssign, k.Assign}, {letter.KindRemind, k.Remind}, {letter.KindEscalate, k.Escalate},
		{letter.KindOverview, k.Overview}, {letter.KindDigest, k.Digest}}
}

// CopyRules are who gets copies of letters to others.
func (c *Config) CopyRules() scheduler.CopyRules {
	r := scheduler.CopyRules{Of: map[letter.Kind][]string{}, Parties: map[string][]string{}}
	for _, of := range c.copied() {
		r.Of[of.kind] = of.names
	}
	for _, rule := range c.Copies.Parties {
		if party, names, ok := strings.Cut(rule, "="); ok {
			party = strings.TrimSpace(party)
			r.Parties[party] = append(r.Parties[party], splitNames(names)...)
		}
	}
	return r
}

// HasCopies reports whether anybody gets copies.
func (c *Config) HasCopies() bool {
	return len(c.Copies.Parties) > 0 || slices.ContainsFunc(c.copied(), func(of copied) bool { return len(of.names) > 0 })
}

func splitNames(names string) []string {
	return strings.FieldsFunc(names, func(r rune) bool { return strings.ContainsRune("、,， ", r) })
}

// copyProblems finds names that the directory does not have.
func (c *Config) copyProblems(entries []checklist.Entry) (ps checklist.Problems) {
	d := checklist.DirectoryAsYet(entries)
	check := func(key string, names ...string) {
		for _, name := range names {
			if !scheduler.IsSuperior(name) && !d.Knows(name) {
				ps = append(ps, checklist.Problem{Column: key, What: msg.New("not in the directory", name), Mend: msg.New("a name of the directory or a superior")})
			}
		}
	}
	for _, of := range c.copied() {
		check("copies."+string(of.kind), of.names...)
	}
	for _, rule := range c.Copies.Parties {
		party, names, ok := strings.Cut(rule, "=")
		if !ok || len(splitNames(names)) == 0 {
			ps = append(ps, checklist.Problem{Column: "copies.parties", What: msg.New("cannot be read", rule), Mend: msg.New("write a party and who gets copies")})
			continue
		}
		check("copies.parties", append(splitNames(names), strings.TrimSpace(party))...)
	}
	return ps
}
