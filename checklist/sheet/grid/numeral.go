package grid

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"duban/checklist"
	"duban/internal/zh"
)

var (
	numbered = zh.NewPattern(`^(?:第|\()?([一二三四五六七八九十百]+|\d{1,2})[)、.,章条]`)
	topLevel = zh.NewPattern(`^(?:第[一二三四五六七八九十百]+[章部]|[一二三四五六七八九十百]+[、.,])`)
)

// NumeralOf is the number a heading begins with: 二 of 二、…, 4 of (四) …; 0 for none.
func NumeralOf(heading string) int {
	m := numbered.FindStringSubmatch(checklist.PartyKey(heading))
	if m == nil {
		return 0
	}
	n, _ := zh.Number(m[1])
	return n
}

// Number reads 7, ７, 7., ⑦, （七） and 第7项; 0 is no number.
func Number(s string) int {
	const longest = 24 // bytes; more is no number
	if len(s) > longest || s == "" {
		return 0
	}
	s = strings.Join(strings.Fields(norm.NFKC.String(s)), "")
	s = strings.Trim(s, "第项号条、.()")
	if strings.Trim(s, "0123456789") != "" && !HanAlone.MatchString(s) {
		return 0
	}
	n, _ := zh.Number(s)
	return n
}

var HanAlone = zh.NewPattern(`^[一二三四五六七八九十百]+$`)

func IsNumber(s string) bool { return Number(s) > 0 }

var romanForm = zh.NewPattern(`^(X{0,3})(IX|IV|V?I{0,3})$`)

// roman reads I to XXXIX, in letters or in the characters of one numeral (Ⅳ).
func roman(s string) (n int) {
	s = strings.ToUpper(strings.Trim(norm.NFKC.String(s), " .()、"))
	if s == "" || !romanForm.MatchString(s) {
		return 0
	}
	values := map[rune]int{'I': 1, 'V': 5, 'X': 10}
	last := 0
	for _, r := range s {
		v := values[r]
		if v > last {
			v -= 2 * last // IX: the I before was added
		}
		n, last = n+v, values[r]
	}
	return n
}

var coded = zh.NewPattern(`^(\D|\D[^。，；]{0,11}\D|\d{4}\D)(\d{1,4})$`)

// NumberOf reads a number with what stands before it: ZG-07 and 问题7 are 7, and
// label is what is printed.
func NumberOf(s string) (n int, label string) {
	if n = Number(s); n > 0 {
		return n, ""
	}
	if n = roman(s); n > 0 {
		return n, strings.TrimSpace(s)
	}
	key := checklist.PartyKey(s)
	if m := coded.FindStringSubmatch(key); m != nil {
		n, _ = strconv.Atoi(m[2]) // digits, by the pattern
		return n, strings.TrimSpace(s)
	}
	return 0, ""
}

// IsTopLevel reports whether a heading is numbered like a task: 一、, not （一）.
func IsTopLevel(heading string) bool { return topLevel.MatchString(checklist.PartyKey(heading)) }

// TidyHeading drops the white space that a narrow column puts between Chinese
// characters: 型 培 树 is 型培树. Elsewhere white space stays: (四) 整治.
func TidyHeading(s string) string {
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

// Characters counts what must not get lost: everything but white space.
func Characters(s string) (n int) {
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}
