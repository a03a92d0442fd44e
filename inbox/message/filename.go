package message

import (
	"mime"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What files are called whose senders gave them no name.
const (
	NamelessFile  = "附件"
	ForwardedMail = "转发的邮件"
	PastedPicture = "图片"
)

const (
	maxNameBytes = 180 // below the 255 of file systems, with space for a suffix
	maxExtBytes  = 20
)

// safeName makes a file name that shows what it is and can be saved anywhere:
// no path, no control, bidi or zero-width characters, no name that Windows
// reserves, the extension kept, at most 180 bytes.
func safeName(name, mediaType string) string {
	name = visible(OneLine(name))
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"|?*`, r) || r == utf8.RuneError {
			return '_'
		}
		return r
	}, name)
	// Windows drops blanks and dots at the end; a leading dot hides a file.
	name = strings.TrimRight(strings.TrimLeftFunc(name, isSpaceOrDot), " .\u3000")
	if name == "" {
		name = NamelessFile + extensionOf(mediaType)
	}
	stem, ext := splitExt(name)
	if reserved[strings.ToUpper(strings.TrimSpace(stem))] {
		stem = "_" + stem
	}
	return limitName(stem, ext)
}

func isSpaceOrDot(r rune) bool { return r == '.' || unicode.IsSpace(r) }

// reserved are the device names of Windows.
var reserved = func() map[string]bool {
	m := map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true}
	for _, n := range "123456789" {
		m["COM"+string(n)], m["LPT"+string(n)] = true, true
	}
	return m
}()

// splitExt cuts before the last dot, if what follows can be an extension.
func splitExt(name string) (stem, ext string) {
	i := strings.LastIndexByte(name, '.')
	if i <= 0 || len(name)-i > maxExtBytes {
		return name, ""
	}
	return name[:i], name[i:]
}

// limitName shortens the stem, at the end of a character, and keeps the tail.
func limitName(stem, tail string) string {
	most := max(maxNameBytes-len(tail), 1)
	if len(stem) > most {
		cut := most
		for cut > 0 && !utf8.RuneStart(stem[cut]) {
			cut--
		}
		stem = stem[:cut]
	}
	return stem + tail
}

// extensionOf gives a nameless file one that opens it. The table is fixed: that
// of the operating system differs from machine to machine.
func extensionOf(mediaType string) string {
	base, _, err := mime.ParseMediaType(mediaType)
	if err != nil {
		return ""
	}
	return map[string]string{
		"application/pdf": ".pdf", "application/msword": ".doc", "application/vnd.ms-excel": ".xls",
		"application/zip": ".zip", "image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif",
		"text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "message/rfc822": ".eml",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       ".xlsx",
	}[base]
}
