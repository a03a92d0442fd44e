package message

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// decodeTransfer undoes a Content-Transfer-Encoding (RFC 2045, section 6).
// Whatever can be decoded is returned; whole is false if something was damaged,
// known if the encoding is one that exists.
func decodeTransfer(encoding string, b []byte) (out []byte, known, whole bool) {
	switch strings.ToLower(strings.Trim(strings.TrimSpace(encoding), `"`)) {
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit":
		return b, true, true
	case "base64", "base-64", "b":
		out, whole = decodeBase64(b)
		return out, true, whole
	case "quoted-printable", "q":
		out, whole = decodeQuotedPrintable(b)
		return out, true, whole
	}
	return b, false, true
}

// decodeBase64 skips what is not of the alphabet, as RFC 2045, section 6.8,
// asks, and keeps a last group that lacks its padding. Some programs encode
// block by block, so that padding stands in the middle: every run of digits is
// decoded for itself. Whole is false where something had to be skipped or is
// missing.
func decodeBase64(b []byte) (out []byte, whole bool) {
	out = make([]byte, base64.StdEncoding.DecodedLen(len(b)))
	if n, err := base64.StdEncoding.Decode(out, b); err == nil { // ten times as fast, and nearly always enough
		return out[:n], true
	}
	out = out[:0]
	digits := make([]byte, 0, len(b))
	whole = true
	padded := false
	for _, c := range b {
		switch {
		case isBase64(c):
			whole = whole && (!padded || len(digits) > 0 || len(out) == 0)
			digits = append(digits, c)
		case c == '=':
			var ok bool
			out, ok = appendDigits(out, digits)
			digits, padded, whole = digits[:0], true, whole && ok
		case !isBlank(c):
			whole = false
		}
	}
	out, ok := appendDigits(out, digits)
	return out, whole && ok && len(digits)%4 == 0
}

// appendDigits decodes one run; a single left-over digit is six bits, and six
// bits are not a byte: something is missing.
func appendDigits(out, digits []byte) ([]byte, bool) {
	whole := len(digits)%4 != 1
	if !whole {
		digits = digits[:len(digits)-1]
	}
	out, err := base64.RawStdEncoding.AppendDecode(out, digits)
	return out, whole && err == nil
}

func isBase64(c byte) bool {
	return 'A' <= c && c <= 'Z' || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '+' || c == '/'
}

func isBlank(c byte) bool { return c == '\r' || c == '\n' || c == ' ' || c == '\t' }

// decodeQuotedPrintable is RFC 2045, section 6.7; an escape that is none is
// kept literally, and bytes above 127 pass.
func decodeQuotedPrintable(b []byte) (out []byte, whole bool) {
	out = make([]byte, 0, len(b))
	whole = true
	for len(b) > 0 {
		line, rest := CutLine(b)
		ended := len(rest) > 0 || b[len(b)-1] == '\n'
		line = trimRightBlanks(line)
		soft := len(line) > 0 && line[len(line)-1] == '='
		if soft {
			line = line[:len(line)-1]
		}
		var ok bool
		out, ok = appendUnescaped(out, line)
		whole = whole && ok
		if ended && !soft {
			out = append(out, '\r', '\n')
		}
		b = rest
	}
	return out, whole
}

func appendUnescaped(out, line []byte) ([]byte, bool) {
	ok := true
	for i := 0; i < len(line); i++ {
		if line[i] != '=' {
			out = append(out, line[i])
			continue
		}
		if i+2 >= len(line) || !isHex(line[i+1]) || !isHex(line[i+2]) {
			out, ok = append(out, '='), false
			continue
		}
		var c [1]byte
		_, _ = hex.Decode(c[:], line[i+1:i+3]) // both are hexadecimal
		out = append(out, c[0])
		i += 2
	}
	return out, ok
}

func trimRightBlanks(b []byte) []byte {
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}
