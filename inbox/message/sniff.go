package message

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"duban/internal/msg"
)

const UnknownType = "application/octet-stream"

// magic is how contents begin. What a sender declares is a claim; this is what
// a program that opens the file will see.
var magic = []struct {
	prefix, mediaType string
}{
	{"%PDF-", "application/pdf"},
	{"PK\x03\x04", "application/zip"}, // also docx, xlsx, pptx, ofd
	{"PK\x05\x06", "application/zip"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"}, // doc, xls, wps
	{"\x89PNG\r\n\x1a\n", "image/png"},
	{"\xff\xd8\xff", "image/jpeg"},
	{"GIF8", "image/gif"},
	{"BM", "image/bmp"},
	{"II*\x00", "image/tiff"},
	{"MM\x00*", "image/tiff"},
	{"Rar!\x1a\x07", "application/vnd.rar"},
	{"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
	{"\x1f\x8b", "application/gzip"},
	{"{\\rtf", "application/rtf"},
	{"MZ", "application/vnd.microsoft.portable-executable"},
	{"\x7fELF", "application/x-executable"},
	{"#!", "text/x-script"},
	{"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"},
	{"\x78\x9f\x3e\x22", "application/ms-tnef"},
}

// sniff returns the type that the content shows.
func sniff(b []byte) string {
	head := b[:min(len(b), 1024)]
	binary := bytes.IndexByte(head, 0) >= 0
	for _, m := range magic {
		// Two letters may begin a text as well; a program has a NUL soon.
		vague := len(m.prefix) == 2 && m.prefix[0] >= 'A'
		if bytes.HasPrefix(head, []byte(m.prefix)) && (binary || !vague) {
			return m.mediaType
		}
	}
	lower := bytes.ToLower(head)
	switch {
	case len(b) == 0:
		return UnknownType
	case bytes.Contains(lower, []byte("<svg")):
		return "image/svg+xml"
	case bytes.Contains(lower, []byte("<html")), bytes.Contains(lower, []byte("<script")), bytes.Contains(lower, []byte("<!doctype html")):
		return "text/html"
	case isPlainText(head):
		return "text/plain"
	}
	return UnknownType
}

// isPlainText: no NUL, and readable in one of the encodings in use. The
// end is cut off, since a character may be cut in two there.
func isPlainText(b []byte) bool {
	if bytes.IndexByte(b, 0) >= 0 {
		return false
	}
	if len(b) > 8 {
		b = b[:len(b)-4]
	}
	s, _, _ := decodeCharset("", b)
	return strings.Count(s, string(utf8.RuneError)) <= 1
}

var (
	programExts = extensions(".exe .com .scr .pif .bat .cmd .msi .js .jse .vbs .vbe .wsf .wsh .hta .lnk .ps1 .jar .reg .cpl .dll .apk .iso .img .chm")
	macroExts   = extensions(".docm .dotm .xlsm .xltm .xlam .pptm .potm")
	pageExts    = extensions(".html .htm .svg .xhtml .mht .mhtml .xml")
)

func extensions(list string) map[string]bool {
	m := map[string]bool{}
	for _, ext := range strings.Fields(list) {
		m[ext] = true
	}
	return m
}

// warnings says what whoever opens the file should know. Archives are never
// unpacked: only what their bytes show without it.
func warnings(a Attachment) (out []msg.Message) {
	ext := strings.ToLower(path.Ext(a.Name))
	add := func(is bool, what msg.Message) {
		if is {
			out = append(out, what)
		}
	}
	add(a.Size == 0, msg.New("an attachment that is empty"))
	add(isProgram(a.Sniffed) || programExts[ext], msg.New("a program, do not open it"))
	add(macroExts[ext] || bytes.Contains(a.Content, []byte("vbaProject.bin")), msg.New("an attachment with macros"))
	add(isLocked(a), msg.New("an encrypted file"))
	add(pageExts[ext] || a.Sniffed == "text/html" || a.Sniffed == "image/svg+xml", msg.New("a page or a drawing, download it"))
	add(contradicts(a), msg.New("the content is not what it says", a.Sniffed, a.Type))
	return out
}

func isProgram(sniffed string) bool {
	switch sniffed {
	case "application/vnd.microsoft.portable-executable", "application/x-executable", "text/x-script", "application/x-ms-shortcut":
		return true
	}
	return false
}

// isLocked reads the encryption bit of a zip's first entry (APPNOTE 4.4.4), and
// knows how Office wraps an encrypted document.
func isLocked(a Attachment) bool {
	switch a.Sniffed {
	case "application/zip":
		return len(a.Content) > 6 && a.Content[0] == 'P' && a.Content[2] == 3 && a.Content[6]&1 != 0
	case "application/x-ole-storage":
		return bytes.Contains(a.Content, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"))
	}
	return false
}

// contradicts: a picture or a PDF that is something else is a disguise; other
// declarations are too vague to be wrong.
func contradicts(a Attachment) bool {
	exact := strings.HasPrefix(a.Type, "image/") || a.Type == "application/pdf"
	return exact && a.Sniffed != a.Type && a.Sniffed != UnknownType &&
		!(strings.HasPrefix(a.Type, "image/") && strings.HasPrefix(a.Sniffed, "image/"))
}
