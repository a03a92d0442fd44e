package message

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode"

	"duban/internal/zh"
)

// encodedWord is RFC 2047, section 2, with the language tag of RFC 2231 and
// with the blanks inside that the RFC forbids and programs write.
var encodedWord = zh.NewPattern(`=\?([^?\s]*)\?([bBqQ])\?([^?]*)\?=`)

// word is the bytes of one or more adjacent encoded words.
type word struct {
	charset string
	bytes   []byte
}

// decodeWords decodes the encoded words of a field for a reader. Adjacent words
// of one charset are joined as bytes before they are decoded: programs cut long
// subjects in the middle of a character. Structure (addresses, parameters) is
// always parsed before, so that nothing decoded becomes structure.
func decodeWords(s string) string {
	found := encodedWord.FindAllStringSubmatchIndex(s, -1)
	if found == nil {
		return s
	}
	var out strings.Builder
	var pending word
	flush := func() {
		text, _, _ := decodeCharset(pending.charset, pending.bytes)
		out.WriteString(text)
		pending = word{}
	}
	end := 0
	for i, at := range found {
		between := s[end:at[0]]
		// RFC 2047, section 6.2: blanks between two encoded words are not text.
		if i == 0 || strings.TrimSpace(between) != "" {
			flush()
			out.WriteString(between)
		}
		w := decodeWord(s[at[2]:at[3]], s[at[4]:at[5]], s[at[6]:at[7]])
		if !strings.EqualFold(w.charset, pending.charset) {
			flush()
		}
		pending.charset = w.charset
		pending.bytes = append(pending.bytes, w.bytes...)
		end = at[1]
	}
	flush()
	out.WriteString(s[end:])
	return out.String()
}

// cleanWords decodes the encoded words that hold raw bytes, against RFC 2047, and
// writes them anew as UTF-8. What a label says of bytes is asked before the bytes of
// the field are turned, and nothing decoded becomes structure.
func cleanWords(value []byte) []byte {
	if isASCII(value) {
		return value
	}
	var out []byte
	end := 0
	for _, at := range encodedWord.FindAllStringSubmatchIndex(string(value), -1) {
		if isASCII(value[at[0]:at[1]]) {
			continue
		}
		w := decodeWord(string(value[at[2]:at[3]]), string(value[at[4]:at[5]]), string(value[at[6]:at[7]]))
		text, _, _ := decodeCharset(w.charset, w.bytes)
		out = append(out, value[end:at[0]]...)
		out = append(out, "=?utf-8?B?"+base64.StdEncoding.EncodeToString([]byte(text))+"?="...)
		end = at[1]
	}
	return append(out, value[end:]...)
}

func decodeWord(charset, encoding, text string) word {
	charset, _, _ = strings.Cut(charset, "*") // RFC 2231, section 5: a language
	if strings.EqualFold(encoding, "b") {
		b, _ := decodeBase64([]byte(text))
		return word{charset, b}
	}
	return word{charset, decodeQ(text)}
}

// decodeQ is RFC 2047, section 4.2; what is no escape is kept as it is.
func decodeQ(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '_':
			out = append(out, ' ')
		case s[i] == '=' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b, _ := hex.DecodeString(s[i+1 : i+3])
			out = append(out, b...)
			i += 2
		default:
			out = append(out, s[i])
		}
	}
	return out
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// OneLine makes decoded text fit for one line: control characters, which could
// break headers and terminals, become blanks.
func OneLine(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s))
}

// visible drops what has no picture of its own but changes what the reader
// sees: bidi overrides and zero-width characters.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
}

// replyPrefix is what mail programs put in front of a subject: Outlook writes
// 答复, QQ and NetEase 回复, and some count: Re[2]:.
var replyPrefix = zh.NewPattern(`^(?i:\s*(?:回复|回覆|回復|答复|答覆|答復|转发|轉發|轉寄|转寄|re|fw|fwd)\s*(?:\[\d{1,3}\]|[(（]\d{1,3}[)）])?\s*[:：])+\s*`)

// baseSubject is the subject without the prefixes of replies and forwards.
func baseSubject(s string) string { return strings.TrimSpace(replyPrefix.ReplaceAllString(s, "")) }
