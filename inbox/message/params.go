package message

import (
	"sort"
	"strconv"
	"strings"
)

// parseParams reads Content-Type and Content-Disposition: the value, lower
// case, and its parameters, decoded, under their lower-case names. It knows RFC
// 2231 with any charset and continuations, which the standard library knows
// only for UTF-8, and the encoded words in parameters that RFC 2047 forbids and
// everybody writes. Of two equal parameters the first counts.
func parseParams(field string) (value string, params map[string]string) {
	pieces := splitParams(field)
	value = strings.ToLower(strings.TrimSpace(pieces[0]))
	raw := map[string]string{}
	for _, piece := range pieces[1:] {
		name, v, ok := strings.Cut(piece, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := raw[name]; ok && name != "" && !twice {
			raw[name] = strings.TrimSpace(v)
		}
	}
	return value, decodeParams(raw)
}

// splitParams cuts at the semicolons that stand outside of quotes.
func splitParams(s string) []string {
	var out []string
	var quoted quotes
	start := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '"':
			i += quoted.end(s[i:]) - 1
		case ';':
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// decodeParams joins continuations and decodes. The extended form name* wins
// over the plain one, as RFC 6266, section 4.3, asks: the plain one is there
// for programs that know no better.
func decodeParams(raw map[string]string) map[string]string {
	out := map[string]string{}
	segments := map[string][]segment{}
	for name, v := range raw {
		base, seg, ok := extended(name, v)
		if ok {
			segments[base] = append(segments[base], seg)
		} else {
			out[name] = plainParam(v)
		}
	}
	for base, segs := range segments {
		if v := joinSegments(segs); v != "" {
			out[base] = v
		}
	}
	return out
}

// plainParam decodes an ordinary value. Only \" and \\ are escapes: Outlook
// writes whole paths, C:\new.docx.
func plainParam(v string) string {
	if len(v) >= 2 && v[0] == '"' && v[len(v)-1] == '"' {
		v = v[1 : len(v)-1]
	}
	v = strings.NewReplacer(`\"`, `"`, `\\`, `\`).Replace(strings.TrimPrefix(v, `"`))
	return OneLine(decodeWords(v))
}

// segment is one piece of an extended parameter (RFC 2231, sections 3 and 4).
type segment struct {
	no      int // name*no; -1 is name* alone, which comes first and stands alone
	percent bool
	value   string
}

// extended takes "filename*0*" apart; ok is false for a plain name.
func extended(name, value string) (base string, seg segment, ok bool) {
	base, rest, ok := strings.Cut(name, "*")
	if !ok || base == "" {
		return name, segment{}, false
	}
	seg = segment{no: -1, percent: rest == "" || strings.HasSuffix(rest, "*"), value: unquote(value)}
	if digits := strings.TrimSuffix(rest, "*"); digits != "" {
		no, err := strconv.Atoi(digits)
		if err != nil || no < 0 {
			return name, segment{}, false
		}
		seg.no = no
	}
	return base, seg, true
}

// joinSegments puts the pieces together as bytes and decodes them at once, for
// a character may be cut in two. The first piece names the charset.
func joinSegments(segs []segment) string {
	sort.Slice(segs, func(i, j int) bool { return segs[i].no < segs[j].no })
	if segs[0].no == -1 {
		segs = segs[:1]
	}
	var charset string
	var bytes []byte
	for i, s := range segs {
		if i == 0 && s.percent {
			charset, s.value = cutCharset(s.value)
		}
		if s.percent {
			bytes = append(bytes, percentDecode(s.value)...)
		} else {
			bytes = append(bytes, s.value...)
		}
	}
	text, _, _ := decodeCharset(charset, bytes)
	return OneLine(decodeWords(text)) // some write encoded words even here
}

// cutCharset takes gb18030'zh-cn' off; a value without the two apostrophes has
// no charset.
func cutCharset(v string) (charset, rest string) {
	charset, after, ok := strings.Cut(v, "'")
	if !ok {
		return "", v
	}
	_, rest, ok = strings.Cut(after, "'")
	if !ok {
		return "", v
	}
	return charset, rest
}

// percentDecode keeps what is no escape.
func percentDecode(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			n, _ := strconv.ParseUint(s[i+1:i+3], 16, 8) // both are hexadecimal
			out = append(out, byte(n))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}
