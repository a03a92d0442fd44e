package letter

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

// LongTokenLength is that of a letter whose answer makes somebody's words count: 26^10
// is some hundred thousand billion, and cannot be guessed.
const LongTokenLength = 10

// Token names one letter, in the places where a reply carries it back.
type Token string

// NewToken draws a token of so many characters from a source of randomness.
func NewToken(random io.Reader, length int) (Token, error) {
	fair := 256 / len(TokenAlphabet) * len(TokenAlphabet) // above it some letters would be likelier
	out := make([]byte, 0, length)
	var b [1]byte
	for len(out) < length {
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
// lower case, with spaces around, a long one with its hyphen or without. It never
// corrects a letter.
func ParseToken(s string) (Token, bool) {
	s = strings.ToUpper(strings.TrimSpace(norm.NFKC.String(s)))
	if front, back, hyphened := strings.Cut(s, "-"); hyphened && len(front) == LongTokenLength/2 {
		s = front + back
	}
	if len(s) != TokenLength && len(s) != LongTokenLength {
		return "", false
	}
	for _, r := range s {
		if !strings.ContainsRune(TokenAlphabet, r) {
			return "", false
		}
	}
	return Token(s), true
}

// Tag is the token as the subject and the foot of a letter show it: 〔督办 K7Q4M2〕, a
// long one in two halves, 〔督办 K7Q4M-2R9XA〕.
func (t Token) Tag() string {
	if half := LongTokenLength / 2; len(t) == LongTokenLength {
		return "〔督办 " + string(t[:half]) + "-" + string(t[half:]) + "〕"
	}
	return "〔督办 " + string(t) + "〕"
}
