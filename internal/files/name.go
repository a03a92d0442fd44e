package files

import (
	"strings"

	"duban/internal/zh"
)

// Name keeps of a name what every file system takes, which may be nothing.
func Name(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return -1
		}
		return r
	}, zh.Visible(s))
	const most = 60
	r := []rune(strings.Trim(s, ". "))
	if len(r) > most {
		ext := []rune(extension(string(r)))
		if len(ext) > 10 {
			ext = nil
		}
		r = append(r[:most-len(ext)], ext...)
	}
	return string(r)
}

func extension(name string) string {
	if at := strings.LastIndex(name, "."); at >= 0 {
		return name[at:]
	}
	return ""
}
