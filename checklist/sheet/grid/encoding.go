package grid

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"duban/checklist"
	"duban/internal/msg"
)

var (
	utf16le = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	utf16be = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
)

var askEncoding = msg.New("say the encoding")

// decode turns the bytes of a text file to text: by the mark at its beginning,
// else UTF-8 where the bytes are valid, else GB18030 where every byte decodes.
// UTF-8 goes before GB18030 because Chinese text in the latter is practically
// never valid in the former, while the reverse often is.
func decode(raw []byte, want string) (text, name string, err error) {
	if want != "" {
		return decodeAs(raw, want)
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		return decodeAs(raw, "utf-8")
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return decodeAs(raw, "utf-16le")
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return decodeAs(raw, "utf-16be")
	case bytes.IndexByte(raw, 0) >= 0:
		return "", "", checklist.Problems{{What: msg.New("no text, or UTF-16 unmarked"), Mend: askEncoding}}
	case utf8.Valid(raw):
		return string(raw), "utf-8", nil
	}
	if text, name, err = decodeAs(raw, "gb18030"); err != nil {
		return "", "", checklist.Problems{{What: msg.New("no encoding fits"), Mend: askEncoding}}
	}
	return text, name, nil
}

// decodeAs decodes from a named encoding. Decoders of x/text never fail but
// put U+FFFD for what they cannot read, so that is counted.
func decodeAs(raw []byte, want string) (text, name string, err error) {
	enc, name := EncodingOf(want)
	if enc == nil {
		return "", "", checklist.Problems{{What: msg.New("no such encoding", want), Mend: askEncoding}}
	}
	decoded, err := enc.NewDecoder().Bytes(raw)
	if err != nil {
		return "", "", fmt.Errorf("decoding %s: %w", name, err)
	}
	text = strings.TrimPrefix(string(decoded), "\ufeff")
	if bad := strings.Count(text, "\ufffd"); bad > 0 {
		return "", "", checklist.Problems{{What: msg.New("not text of the encoding", name, bad), Mend: askEncoding}}
	}
	if strings.ContainsRune(text, 0) {
		return "", "", checklist.Problems{{What: msg.New("null characters in the text", name), Mend: askEncoding}}
	}
	return text, name, nil
}

func EncodingOf(name string) (encoding.Encoding, string) {
	switch strings.ToLower(strings.ReplaceAll(name, "_", "-")) {
	case "utf-8", "utf8":
		return unicode.UTF8, "utf-8"
	case "gb18030", "gbk", "gb2312", "cp936":
		return simplifiedchinese.GB18030, "gb18030" // of which the others are parts
	case "utf-16le", "utf-16", "utf16", "utf16le", "unicode":
		return utf16le, "utf-16le"
	case "utf-16be", "utf16be":
		return utf16be, "utf-16be"
	}
	return nil, ""
}
