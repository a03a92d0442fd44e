package sheet

import (
	"strconv"
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
	n, _ := checklist.HanNumber(m[1])
	return n
}

// isTopLevel reports whether a heading is numbered like a task: 一、, not （一）.
func isTopLevel(heading string) bool { return topLevel.MatchString(checklist.PartyKey(heading)) }

// hanNumeral writes a number below 10000 as headings do: 十二, 一百零五.
func hanNumeral(n int) string {
	digits, units := []rune("零一二三四五六七八九"), []string{"", "十", "百", "千"}
	if n <= 0 || n >= 10000 {
		return strconv.Itoa(n)
	}
	s := ""
	for i, rest := 0, n; rest > 0; i, rest = i+1, rest/10 {
		switch d := rest % 10; {
		case d > 0:
			s = string(digits[d]) + units[i] + s
		case s != "" && !strings.HasPrefix(s, "零"):
			s = "零" + s
		}
	}
	if strings.HasPrefix(s, "一十") {
		return strings.TrimPrefix(s, "一")
	}
	return s
}

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
