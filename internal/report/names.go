package report

import (
	"strings"
	"unicode"

	"duban/checklist"
)

// Names are how an office calls what happens and who does it.
type Names struct {
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

// FileName keeps of a name what every file system takes.
func FileName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return -1
		}
		return r
	}, visible(s))
	const most = 60
	r := []rune(strings.Trim(s, ". "))
	if len(r) > most {
		ext := []rune(extension(string(r)))
		if len(ext) > 10 {
			ext = nil
		}
		r = append(r[:most-len(ext)], ext...)
	}
	if len(r) == 0 {
		return "未命名"
	}
	return string(r)
}

func extension(name string) string {
	if at := strings.LastIndex(name, "."); at >= 0 {
		return name[at:]
	}
	return ""
}

// visible shows what would change how a text looks: controls and marks of
// direction.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
			return '\uFFFD'
		}
		return r
	}, s)
}
