package checklist

import (
	"strings"
	"unicode"
)

// PlainFault says in words an office reads why an address does not take mail: servers
// answer in codes (RFC 3463) and in English. What is said in Chinese already stays.
func PlainFault(answer string) string {
	for _, f := range []struct{ code, words string }{
		{"5.1.2", "域名不存在"}, {"5.1.10", "地址不存在"}, {"5.1.", "地址不存在"},
		{"5.2.1", "邮箱已停用"}, {"5.2.2", "邮箱已满"}, {"5.2.3", "对方服务器拒收"},
		{"5.4.", "对方服务器无法送达"}, {"5.7.", "对方服务器拒收"},
	} {
		if strings.Contains(" "+answer, " "+f.code) {
			return f.words
		}
	}
	if words := strings.TrimFunc(answer, func(r rune) bool { return !unicode.Is(unicode.Han, r) }); words != "" {
		return words
	}
	return "对方服务器退回"
}
