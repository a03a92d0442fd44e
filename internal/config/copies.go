package config

import (
	"strings"

	"duban/checklist"
	"duban/internal/msg"
	"duban/scheduler"
)

// CopyRules are who gets copies of letters to others.
func (c *Config) CopyRules() scheduler.CopyRules {
	r := scheduler.CopyRules{Of: map[checklist.LetterKind][]string{}, Parties: map[string][]string{}}
	if len(c.Copies.Assign)+len(c.Copies.Remind)+len(c.Copies.Parties) == 0 {
		return r
	}
	r.Of[checklist.LetterAssign], r.Of[checklist.LetterRemind] = c.Copies.Assign, c.Copies.Remind
	for _, rule := range c.Copies.Parties {
		if party, names, ok := strings.Cut(rule, "="); ok {
			party = strings.TrimSpace(party)
			r.Parties[party] = append(r.Parties[party], splitNames(names)...)
		}
	}
	return r
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
	check("copies.assign", c.Copies.Assign...)
	check("copies.remind", c.Copies.Remind...)
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
