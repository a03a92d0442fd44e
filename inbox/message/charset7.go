package message

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// sevenBit are the charsets whose text is ASCII to the eye: only the label says
// what it is.
var sevenBit = map[string]func([]byte) string{
	"utf-7": decodeUTF7, "unicode-1-1-utf-7": decodeUTF7, "utf7": decodeUTF7,
	"hz-gb-2312": decoderOf(simplifiedchinese.HZGB2312), "hz": decoderOf(simplifiedchinese.HZGB2312),
	"iso-2022-jp": decoderOf(japanese.ISO2022JP), "csiso2022jp": decoderOf(japanese.ISO2022JP),
	"iso-2022-cn": shifted(simplifiedchinese.GB18030), "iso-2022-cn-ext": shifted(simplifiedchinese.GB18030),
	"iso-2022-kr": shifted(korean.EUCKR), "csiso2022kr": shifted(korean.EUCKR),
}

func decoderOf(enc encoding.Encoding) func([]byte) string {
	return func(b []byte) string { return decodeWith(enc, b) }
}

// decodeUTF7 is RFC 2152: UTF-16 in base64 between "+" and whatever is no base64.
func decodeUTF7(b []byte) string {
	var out strings.Builder
	for len(b) > 0 {
		plain, after, found := bytes.Cut(b, []byte("+"))
		out.Write(plain)
		if !found {
			break
		}
		n := 0
		for n < len(after) && isBase64(after[n]) {
			n++
		}
		out.WriteString(decodeUTF16(after[:n]))
		b = after[n:]
		if len(b) > 0 && b[0] == '-' {
			b = b[1:]
			if n == 0 {
				out.WriteByte('+')
			}
		}
	}
	return out.String()
}

func decodeUTF16(digits []byte) string {
	raw, err := base64.RawStdEncoding.DecodeString(string(digits))
	if err != nil {
		return "\uFFFD"
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(raw[2*i:])
	}
	return string(utf16.Decode(units))
}

const escape, shiftOut, shiftIn = 0x1b, 0x0e, 0x0f

// shifted reads the charsets of RFC 1922 and RFC 1557: between SO and SI stand the
// bytes of enc without their highest bit, and escapes say once which enc it is.
func shifted(enc encoding.Encoding) func([]byte) string {
	return func(b []byte) string {
		out := make([]byte, 0, len(b))
		high := byte(0)
		for i := 0; i < len(b); i++ {
			switch c := b[i]; {
			case c == escape && bytes.HasPrefix(b[i+1:], []byte("$")):
				i += min(3, len(b)-i-1)
			case c == shiftOut:
				high = 0x80
			case c == shiftIn || c == '\n':
				high = 0
				if c == '\n' {
					out = append(out, c)
				}
			case c > ' ':
				out = append(out, c|high)
			default:
				out = append(out, c)
			}
		}
		return decodeWith(enc, out)
	}
}
