package checklist

import (
	"net/mail"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// PartyKey folds a party name for comparison: NFKC, without white space and what
// cannot be seen. Folding a key changes nothing.
func PartyKey(name string) string {
	if norm.NFKC.IsNormalString(name) && strings.IndexFunc(name, unprinted) < 0 {
		return name
	}
	seen := strings.Map(func(r rune) rune {
		if unprinted(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(name))
	return norm.NFKC.String(seen) // marks that white space had parted have come together
}

func unprinted(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }

// FoldMail folds a mail address for comparison: trimmed, lower case. Nothing
// else: a full-width dot or a look-alike letter must not become a known address.
func FoldMail(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

func validMail(s string) bool {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Address != s {
		return false
	}
	for _, r := range s {
		if r > unicode.MaxASCII {
			return false // RFC 6531 addresses are not to be had at any office's server
		}
	}
	return true
}
