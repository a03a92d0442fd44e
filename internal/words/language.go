package words

import (
	"strings"
	"time"
	"unicode"
)

// Language is one that the program speaks; the zero value is Chinese.
type Language string

const (
	Chinese Language = "zh"
	English Language = "en"
)

// Parse reads zh or en; ok is false for anything else.
func Parse(s string) (l Language, ok bool) {
	switch l = Language(s); l {
	case Chinese, English:
		return l, true
	}
	return "", false
}

// OfEnvironment is the language that the environment asks for: DUBAN_LANG, and asked
// says that it was; else that of the locale, which is Chinese unless it is English.
func OfEnvironment(getenv func(string) string) (l Language, asked bool) {
	if l, ok := Parse(getenv("DUBAN_LANG")); ok {
		return l, true
	}
	for _, key := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := getenv(key); v != "" {
			if strings.HasPrefix(v, "en") {
				return English, false
			}
			break
		}
	}
	return Chinese, false
}

// Of chooses between two texts that are not messages.
func (l Language) Of(zh, en string) string {
	if l == English {
		return en
	}
	return zh
}

// Shortened are words that a lower layer has cut, with the mark of the language.
func (l Language) Shortened(s string) string {
	if cut, ok := strings.CutSuffix(s, "……"); ok {
		return cut + l.Of("……", "…")
	}
	return s
}

var weekdays = []string{"周日", "周一", "周二", "周三", "周四", "周五", "周六"}

// Weekday is the short name of a weekday.
func Weekday(l Language, d time.Weekday) string { return l.Of(weekdays[d], d.String()[:3]) }

// HasHan reports whether there is a Chinese character in a text.
func HasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}
