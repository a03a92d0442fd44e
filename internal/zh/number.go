package zh

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// hanNumerals are the characters of numbers, with what they are worth; 十, 百 and 千
// multiply. The capitals of cheques and minutes are among them.
var hanNumerals = map[rune]int{
	'零': 0, '〇': 0, '○': 0, 'Ｏ': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9, '兩': 2, '貳': 2, '參': 3, '陸': 6,
	'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000,
}

// Number reads a text that is one whole number below 10000, as offices write it: 7, 七,
// 十二, 拾贰, 一百零五, or digit by digit (二〇二七). Full-width digits are to be folded first.
func Number(s string) (n int, ok bool) {
	n, width, _ := LeadingNumber(s)
	return n, width > 0 && width == len(s)
}

// LeadingNumber reads the number that a text begins with; width is its length in bytes,
// 0 where there is none, and han reports Chinese numerals.
func LeadingNumber(s string) (n, width int, han bool) {
	for width < min(len(s), 10) && '0' <= s[width] && s[width] <= '9' {
		width++
	}
	if width > 0 {
		n, err := strconv.Atoi(s[:width])
		if err != nil || n > 9999 {
			return 0, 0, false
		}
		return n, width, false
	}
	var digits, ends []int
	for i, r := range s {
		d, known := hanNumerals[r]
		if !known || len(digits) > 8 {
			break
		}
		digits, ends = append(digits, d), append(ends, i+utf8.RuneLen(r))
	}
	for k := len(digits); k > 0; k-- {
		if n, ok := hanValue(digits[:k]); ok {
			return n, ends[k-1], true
		}
	}
	return 0, 0, false
}

// hanValue adds up numerals, whose units must fall from left to right: 一百零五. Without
// units they are read one by one where they are a year, or hold a nought: 二〇二七, 二〇;
// 三四 is three or four.
func hanValue(digits []int) (n int, ok bool) {
	digit, pending, last := 0, false, 10000
	if slices.Max(digits) < 10 {
		for _, d := range digits {
			n = 10*n + d
		}
		return n, len(digits) == 1 || len(digits) == 4 || len(digits) < 4 && digits[0] > 0 && slices.Contains(digits, 0)
	}
	for i, d := range digits {
		if d >= 10 {
			if d >= last || !pending && (i > 0 || d > 10) {
				return 0, false
			}
			n, last = n+max(digit, 1)*d, d
			digit, pending = 0, false
			continue
		}
		if pending && (digit > 0 || last == 10000) {
			return 0, false
		}
		digit, pending = d, true
	}
	return n + digit, true
}

// Numeral writes a number below 10000 as headings do: 十二, 一百零五.
func Numeral(n int) string {
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
