package message

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/ianaindex"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// gb18030Labels are names under which GB18030 travels. It contains GBK and
// GB 2312, and programs that declare the smaller sets write the larger one:
// read as declared, a name such as 㑇 or 𠮷 would be lost.
var gb18030Labels = map[string]bool{
	"gb18030": true, "gb2312": true, "gb_2312-80": true, "gbk": true, "x-gbk": true, "gb": true,
	"cp936": true, "ms936": true, "windows-936": true, "936": true, "euc-cn": true, "euccn": true,
	"csgb2312": true, "chinese": true, "iso-ir-58": true, "gb2312-80": true, "x-euc-cn": true,
}

// neverFail are the charsets in which any bytes are text, so that their labels
// prove nothing: programs write them over whatever there is.
var neverFail = map[encoding.Encoding]bool{
	charmap.Windows1252: true, charmap.ISO8859_1: true, charmap.ISO8859_15: true,
}

// decodeCharset turns bytes with a declared charset into UTF-8. Known says
// whether the label was one that can be read; clean whether every byte could.
//
// A label is a claim. The order in which claims are believed: a label of 7-bit
// text, for such text looks like ASCII; valid UTF-8 with anything beyond ASCII,
// whatever the label; the label, if it can fail and does not; GB18030; Big5; a
// label that never fails. Where all of them fail, what loses the least.
func decodeCharset(label string, b []byte) (s string, known, clean bool) {
	label = strings.ToLower(strings.Trim(strings.TrimSpace(label), `"'`))
	ascii := isASCII(b)
	if decode := sevenBit[label]; decode != nil && ascii {
		s = decode(b)
		return s, true, !strings.ContainsRune(s, utf8.RuneError)
	}
	if !ascii && utf8.Valid(b) {
		return string(b), encodingOf(label) != nil || silent[label], !bytes.Contains(b, []byte("\uFFFD"))
	}
	declared := encodingOf(label)
	s, clean = firstClean(b, declared)
	return s, declared != nil || silent[label] || sevenBit[label] != nil, clean
}

func isASCII(b []byte) bool {
	return !slices.ContainsFunc(b, func(c byte) bool { return c >= utf8.RuneSelf })
}

// firstClean reads bytes in the first charset that reads every one of them, else in
// the one that loses least.
func firstClean(b []byte, declared encoding.Encoding) (s string, clean bool) {
	best, lost := string(bytes.ToValidUTF8(b, []byte("\uFFFD"))), invalidBytes(b)
	for _, enc := range charsetsFor(b, declared) {
		s := decodeWith(enc, b)
		n := strings.Count(s, "\uFFFD")
		if n == 0 {
			return s, true
		}
		if n < lost {
			best, lost = s, n
		}
	}
	return best, lost == 0
}

// charsetsFor lists the charsets to be tried. Below a label that never fails,
// bytes are Chinese only if they stand in pairs: the é of a French letter stands
// alone among ASCII.
func charsetsFor(b []byte, declared encoding.Encoding) []encoding.Encoding {
	chinese := []encoding.Encoding{simplifiedchinese.GB18030, traditionalchinese.Big5}
	switch {
	case declared == nil:
		return chinese
	case !neverFail[declared]:
		return append([]encoding.Encoding{declared}, chinese...)
	case !inPairs(b):
		return []encoding.Encoding{declared}
	}
	return append(chinese, declared)
}

// inPairs: most bytes beyond ASCII have another one beside them.
func inPairs(b []byte) bool {
	alone, beside := 0, 0
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] < utf8.RuneSelf:
		case i+1 < len(b) && b[i+1] >= utf8.RuneSelf:
			beside++
			i++
		default:
			alone++
		}
	}
	return beside > alone
}

// silent labels name no charset.
var silent = map[string]bool{
	"": true, "ansi": true, "unknown": true, "unknown-8bit": true, "x-unknown": true, "default": true, "8bit": true, "binary": true,
}

func encodingOf(label string) encoding.Encoding {
	if gb18030Labels[label] {
		return simplifiedchinese.GB18030
	}
	// The index of the web gives up some charsets on purpose and reads nothing
	// at all in them (encoding.Replacement); a mail's bytes are worth a try.
	if enc, err := htmlindex.Get(label); err == nil && enc != encoding.Replacement {
		return enc
	}
	if enc, err := ianaindex.MIME.Encoding(label); err == nil {
		return enc // nil for a charset that is registered, but not supported
	}
	return nil
}

func decodeWith(enc encoding.Encoding, b []byte) string {
	out, err := enc.NewDecoder().Bytes(b)
	if err != nil { // the decoders of x/text replace and do not fail
		return string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	return string(out)
}

func invalidBytes(b []byte) int {
	n := 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			n++
		}
		b = b[size:]
	}
	return n
}

// toUTF8 reads raw 8-bit header bytes. It must come before addresses are
// parsed: behind a raw GBK display name no parser finds the address.
func toUTF8(b []byte) string {
	s, _, _ := decodeCharset("", b)
	return s
}
