package zh

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FoldRune folds one character to the form compared; 0 is an invisible one.
func FoldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		if unicode.IsSpace(r) {
			return ' '
		}
		return r
	case r > 0x3000 && r < 0xA000: // Chinese, of which most is, stays as it is
		return r
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case unicode.IsSpace(r):
		return ' '
	case r >= 0x2010 && r <= 0x2015 || r == 0x2500 || r == 0x2501:
		return '-'
	case unicode.Is(unicode.Cf, r):
		return 0
	case r == '︰' || r == '﹕':
		return ':'
	case r >= '٠' && r <= '٩': // the digits of Arabic and of Persian
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹':
		return r - '۰' + '0'
	}
	return r
}

// FirstRunes returns at most the first n characters of a text.
func FirstRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// Salutation matches a folded line that only greets, or only announces what follows.
var Salutation = NewPattern(`^(?:尊敬的)?[^ ,.;!0-9]{0,14}(?:您好|你好|(?:领导|主任|[科部处局组队站所]长|经理|老师|同志|各位|大家|们)好)[!,.。:;~ ]*$|` +
	`^(?:尊敬的)?[^ ,.;!0-9]{0,14}(?:领导|主任|[科部处局组队站所]长|经理|老师|同志|负责人|督办员?|[部科室处局]|中心|办公室)们?:$|^[^:]{0,60}(?:如下|报告如下|汇报如下)[:.]?$`)

// Visible neutralises what a terminal or a browser would obey: a subject or a file name
// from a stranger's mail may hold escape sequences.
func Visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) { // Cf: bidi controls, zero-width characters
			return '\uFFFD'
		}
		return r
	}, s)
}
