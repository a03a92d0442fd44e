package checklist

import (
	"io"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// TokenAlphabet has no look-alikes: neither 0 and O, 1, I and L, 5 and S, 8 and B, nor Z beside 2.
const TokenAlphabet = "234679ACDEFGHJKMNPQRTUVWXY"

// TokenLength in characters: 26^6 is some three hundred million; a token routes a
// reply, it does not prove who wrote it.
const TokenLength = 6

// Token names one letter, in the places where a reply carries it back.
type Token string

// NewToken draws a token from a source of randomness.
func NewToken(random io.Reader) (Token, error) {
	fair := 256 / len(TokenAlphabet) * len(TokenAlphabet) // above it some letters would be likelier
	out := make([]byte, 0, TokenLength)
	var b [1]byte
	for len(out) < TokenLength {
		if _, err := io.ReadFull(random, b[:]); err != nil {
			return "", err
		}
		if int(b[0]) < fair {
			out = append(out, TokenAlphabet[int(b[0])%len(TokenAlphabet)])
		}
	}
	return Token(out), nil
}

// ParseToken reads a token as people and mail clients leave it: full width,
// lower case, with spaces around. It never corrects a letter.
func ParseToken(s string) (Token, bool) {
	s = strings.ToUpper(strings.TrimSpace(norm.NFKC.String(s)))
	if len(s) != TokenLength {
		return "", false
	}
	for _, r := range s {
		if !strings.ContainsRune(TokenAlphabet, r) {
			return "", false
		}
	}
	return Token(s), true
}

// Tag is the token as the subject and the foot of a letter show it.
func (t Token) Tag() string { return "〔督办 " + string(t) + "〕" }
