package sender

import "strings"

type authKind uint8

const (
	authWord authKind = iota
	authQuoted
	authEquals
	authSemicolon
)

// authToken is a lexical token of RFC 5322, section 3.2, as far as
// Authentication-Results needs them. Comments are none: they only part tokens.
type authToken struct {
	kind  authKind
	text  string // of a quoted string: what is quoted
	glued bool   // nothing stands between it and the token before
}

const mostAuthTokens = 2000

// authTokens splits a field into its tokens in one pass. A quote or a comment
// that is never closed reaches to the end: what a sender opened to hide our
// server's words behind it makes them unreadable, never different.
func authTokens(raw string) (tokens []authToken) {
	glued := false
	for raw != "" && len(tokens) < mostAuthTokens {
		var t authToken
		switch c := raw[0]; c {
		case ' ', '\t', '\r', '\n':
			raw, glued = raw[1:], false
			continue
		case '(':
			raw, glued = afterComment(raw), false
			continue
		case '"':
			t.kind = authQuoted
			t.text, raw = cutQuoted(raw)
		case ';', '=':
			t.kind, t.text, raw = authEquals, raw[:1], raw[1:]
			if c == ';' {
				t.kind = authSemicolon
			}
		default:
			end := strings.IndexAny(raw, " \t\r\n(\";=")
			if end < 0 {
				end = len(raw)
			}
			t.text, raw = raw[:end], raw[end:]
		}
		t.glued = glued
		tokens = append(tokens, t)
		glued = true
	}
	return tokens
}

// afterComment returns what follows a comment; comments nest.
func afterComment(raw string) string {
	depth := 0
	for i := 0; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return raw[i+1:]
			}
		}
	}
	return ""
}

// cutQuoted returns the content of the quoted string that raw begins with.
func cutQuoted(raw string) (content, rest string) {
	var b strings.Builder
	for i := 1; i < len(raw); i++ {
		switch raw[i] {
		case '\\':
			if i++; i < len(raw) {
				b.WriteByte(raw[i])
			}
		case '"':
			return b.String(), raw[i+1:]
		default:
			b.WriteByte(raw[i])
		}
	}
	return b.String(), ""
}
