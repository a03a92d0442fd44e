package grid

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"duban/checklist"
	"duban/internal/msg"
)

// foreign are documents that are known by their first bytes and not read here.
var foreign = []struct {
	what, mend msg.Message
	magic      []string
}{
	{msg.New("an old Office file"), msg.New("open it and save it as docx or xlsx"), []string{compound}},
	{msg.New("a PDF"), msg.New("use the original, or convert the table"), []string{"%PDF"}},
	{msg.New("a picture"), msg.New("no text is read in pictures"), []string{"\x89PNG", "\xff\xd8\xff", "GIF8", "II*\x00"}},
	{msg.New("an archive"), msg.New("unpack it"), []string{"Rar!", "7z\xbc\xaf", "\x1f\x8b"}},
	{msg.New("an RTF document"), msg.New("open it in Word and save it as docx"), []string{`{\rtf`}},
	{msg.New("a web page or XML"), msg.New("open it in Excel and save it as xlsx"), []string{"<"}},
}

// refused says why a file is not read at all, nil when it can be tried.
func refused(name string, raw []byte) *checklist.Problem {
	bare := bytes.TrimLeft(raw, "\xef\xbb\xbf \r\n\t")
	if len(bare) == 0 {
		return &checklist.Problem{What: msg.New("an empty file"), Mend: msg.New("is it the right file, and saved")}
	}
	if len(raw) > mostBytes {
		return &checklist.Problem{What: msg.New("a file larger than", mostBytes>>20), Mend: msg.New("keep the table without pictures")}
	}
	if isEncrypted(raw) {
		return &checklist.Problem{What: msg.New("a file with a password"), Mend: msg.New("take off the password")}
	}
	for _, f := range foreign {
		if slices.ContainsFunc(f.magic, func(magic string) bool { return bytes.HasPrefix(bare, []byte(magic)) }) {
			return &checklist.Problem{What: f.what, Mend: f.mend}
		}
	}
	if IsZip(raw) {
		return nil
	}
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".txt", ".tsv", ".csv":
		return nil
	case ".xlsx", ".xlsm", ".docx":
		return &checklist.Problem{What: msg.New("not what its extension says", ext), Mend: msg.New("save it anew by its own program")}
	default:
		return &checklist.Problem{What: msg.New("no such extension", ext), Mend: msg.New("extensions that are read")}
	}
}

// compound begins the files of Office up to 2003 and of WPS, and those behind a password.
const compound = "\xd0\xcf\x11\xe0"

// IsLegacy reports whether a file is a Word or Excel file of before 2007, or of
// WPS: to be turned into .docx or .xlsx before it is read.
func IsLegacy(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte(compound)) && !isEncrypted(raw)
}

// isEncrypted knows an OOXML file behind a password: a compound file with a
// stream EncryptedPackage, whose name stands in UTF-16 ([MS-OFFCRYPTO], 2.3.4.4).
func isEncrypted(raw []byte) bool {
	return bytes.HasPrefix(raw, []byte(compound)) &&
		bytes.Contains(raw, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"))
}
