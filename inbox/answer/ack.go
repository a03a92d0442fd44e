package answer

import (
	"strings"
	"unicode/utf8"

	"duban/internal/zh"
)

// mostReceipt is how long an automatic receipt without any header may be.
const mostReceipt = 60

var (
	receiptWords = zh.NewPattern(`收到|收悉|已经?收|(?i:automatic reply|has been received|was received|received your|auto-?reply)`)
	anyDigit     = zh.NewPattern(`\d`)
)

// LooksLikeAcknowledgement reports whether a text says only that a mail arrived,
// as robots without any header sign and polite people do: short, no attachment,
// no item, no word of completion. It is 签收, never 办结.
func IsAcknowledgement(text string, hasAttachment bool) bool {
	key := strings.TrimSpace(newSaid(clip(text)).key)
	if hasAttachment || len(text) > mostClause || doneWord.MatchString(key) || !receiptWords.MatchString(key) {
		return false
	}
	if isLatin(key) {
		return len(strings.Fields(key)) <= mostReceipt
	}
	return utf8.RuneCountInString(key) <= mostReceipt && !anyDigit.MatchString(key)
}

func isLatin(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}
