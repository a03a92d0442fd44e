package sheet

import (
	"strings"
	"unicode"

	"duban/checklist"
	"duban/internal/zh"
)

var (
	numbered = zh.NewPattern(`^(?:第|\()?([一二三四五六七八九十百]+|\d{1,2})[)、.,章条]`)
	topLevel = zh.NewPattern(`^(?:第[一二三四五六七八九十百]+[章部]|[一二三四五六七八九十百]+[、.,])`)
)

// numeralOf is the number a heading begins with: 二 of 二、…, 4 of (四) …; 0 for none.
func numeralOf(heading string) int {
	m := numbered.FindStringSubmatch(checklist.PartyKey(heading))
	if m == nil {
		return 0
	}
	n, _ := zh.Number(m[1])
	return n
}

// isTopLevel reports whether a heading is numbered like a task: 一、, not （一）.
func isTopLevel(heading string) bool { return topLevel.MatchString(checklist.PartyKey(heading)) }

// tidyHeading drops the white space that a narrow column puts between Chinese
// characters: 型 培 树 is 型培树. Elsewhere white space stays: (四) 整治.
func tidyHeading(s string) string {
	rs := []rune(strings.TrimSpace(s))
	var out []rune
	for i := 0; i < len(rs); i++ {
		if !unicode.IsSpace(rs[i]) {
			out = append(out, rs[i])
			continue
		}
		end := i
		for end < len(rs) && unicode.IsSpace(rs[end]) {
			end++
		}
		if !(unicode.Is(unicode.Han, out[len(out)-1]) && unicode.Is(unicode.Han, rs[end])) {
			out = append(out, rs[i:end]...)
		}
		i = end - 1
	}
	return string(out)
}

// characters counts what must not get lost: everything but white space.
func characters(s string) (n int) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
