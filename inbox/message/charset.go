package message

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
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

// sniffedLabels promise nothing: what they name is often not what was written.
var sniffedLabels = map[string]bool{
	"": true, "utf-8": true, "utf8": true, "us-ascii": true, "ascii": true, "ansi": true,
	"unknown": true, "unknown-8bit": true, "x-unknown": true, "default": true, "8bit": true, "binary": true,
}

// decodeCharset turns bytes with a declared charset into UTF-8. Known says
// whether the label was one that can be read; clean whether every byte could.
func decodeCharset(label string, b []byte) (s string, known, clean bool) {
	label = strings.ToLower(strings.Trim(strings.TrimSpace(label), `"'`))
	if sniffedLabels[label] {
		s, clean = sniffCharset(b)
		return s, true, clean
	}
	enc := encodingOf(label)
	if enc == nil {
		s, clean = sniffCharset(b)
		return s, false, clean
	}
	s = decodeWith(enc, b)
	return s, true, !strings.ContainsRune(s, utf8.RuneError)
}

func encodingOf(label string) encoding.Encoding {
	if gb18030Labels[label] {
		return simplifiedchinese.GB18030
	}
	if label == "hz-gb-2312" {
		return simplifiedchinese.HZGB2312
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

// sniffCharset reads bytes that nobody declared, or declared wrongly: UTF-8 if
// valid, else the first of GB18030 and Big5 that reads every byte, else the one
// that reads most.
func sniffCharset(b []byte) (s string, clean bool) {
	if utf8.Valid(b) {
		return string(b), !bytes.Contains(b, []byte("\uFFFD"))
	}
	best, lost := string(bytes.ToValidUTF8(b, []byte("\uFFFD"))), invalidBytes(b)
	for _, enc := range []encoding.Encoding{simplifiedchinese.GB18030, traditionalchinese.Big5} {
		s := decodeWith(enc, b)
		n := strings.Count(s, "\uFFFD")
		if n == 0 {
			return s, true
		}
		if n < lost {
			best, lost = s, n
		}
	}
	return best, false
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
	s, _ := sniffCharset(b)
	return s
}
