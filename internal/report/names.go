package report

import (
	"strings"

	"duban/checklist"
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
		return "督办员"
	case "duban":
		return "督办系统"
	}
	for _, p := range n.People {
		if p.ID == id && p.Name != "" && !strings.Contains(p.Title, p.Name) {
			return p.Title + " " + p.Name
		}
	}
	return id
}
