package checklist

import (
	"strconv"
	"strings"
)

// HanNumber reads a whole number below 10000 as offices write it: 7, ７ is not
// folded here, 七, 十二, 三十, 一百零五, or digit by digit (二〇二七).
func HanNumber(s string) (n int, ok bool) {
	if s == "" || len(s) > 24 {
		return 0, false
	}
	if strings.Trim(s, "0123456789") == "" {
		n, err := strconv.Atoi(s)
		return n, err == nil && n < 10000
	}
	if strings.ContainsAny(s, "十百千") {
		return hanUnits(s)
	}
	return hanDigits(s)
}

// hanDigits reads numerals one by one, as years are written.
func hanDigits(s string) (n int, ok bool) {
	for _, r := range s {
		d, ok := hanDigit(r)
		if !ok {
			return 0, false
		}
		n = n*10 + d
	}
	return n, n < 10000
}

// hanUnits reads numerals with 十, 百 and 千, which must fall from left to right.
func hanUnits(s string) (n int, ok bool) {
	digit, pending, last := 0, false, 10000
	for i, r := range s {
		if unit := hanUnit(r); unit > 0 {
			if unit >= last || (!pending && !(i == 0 && unit == 10)) {
				return 0, false
			}
			n, last = n+max(digit, 1)*unit, unit
			digit, pending = 0, false
			continue
		}
		d, ok := hanDigit(r)
		if !ok || (pending && digit > 0) {
			return 0, false
		}
		digit, pending = d, true
	}
	return n + digit, true
}

func hanUnit(r rune) int {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return 0
}

func hanDigit(r rune) (int, bool) {
	switch r {
	case '零', '〇', '○', 'Ｏ':
		return 0, true
	case '两':
		return 2, true
	}
	i := strings.IndexRune("一二三四五六七八九", r)
	return i/len("一") + 1, i >= 0
}
