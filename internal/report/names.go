package report

import (
	"cmp"
	"strings"

	"duban/checklist"
	"duban/internal/files"
	"duban/internal/words"
)

// Names are how an office calls what happens and who does it.
type Names struct {
	words.Language
	People []checklist.Person
}

// who is a person as an office names one: the post, and the name of who holds it.
func (n Names) who(id string) string {
	switch id {
	case "clerk":
		return words.EvidenceClerk.In(n.Language)
	case "duban":
		return words.EvidenceProgram.In(n.Language)
	}
	for _, p := range n.People {
		if p.ID == id && p.Name != "" && !strings.Contains(p.Title, p.Name) {
			return p.Title + " " + p.Name
		}
	}
	return id
}

// fileName keeps of a name what every file system takes.
func (n Names) fileName(s string) string {
	return cmp.Or(files.Name(s), words.EvidenceUnnamed.In(n.Language))
}
