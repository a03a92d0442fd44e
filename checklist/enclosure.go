package checklist

import (
	"path"
	"slices"
	"strings"
)

// Enclosure is a file of a mail that came in, listed in a letter and enclosed where it fits.
type Enclosure struct {
	File
	Mail     int64 `json:"mail"`
	N        int   `json:"n"` // of the mail's files, from 1
	Enclosed bool  `json:"enclosed"`

	Type   string `json:"type,omitempty"`   // what the content shows
	Proven bool   `json:"proven,omitempty"` // surely from the person in whose name it came, or recorded by the clerk
}

// MostEnclosed is how much a letter encloses, in bytes: with base64 it stays below 10 MB,
// which mail servers take.
const MostEnclosed = 7 << 20

// fileKinds say what a file is, by the end of its name; content is what such a file must
// hold to be enclosed in a letter without a second thought. Old office files have none:
// that they hold no macros cannot be seen from outside.
var fileKinds = []struct{ name, ends, content string }{
	{"PDF", ".pdf", "application/pdf"},
	{"Word文档", ".docx", "application/zip"},
	{"Word文档", ".doc .docm .rtf .wps", ""},
	{"Excel表格", ".xlsx", "application/zip"},
	{"Excel表格", ".xls .xlsm .csv .et", ""},
	{"演示文稿", ".pptx", "application/zip"},
	{"演示文稿", ".ppt .pptm .dps", ""},
	{"版式文件", ".ofd", ""},
	{"图片", ".jpg .jpeg", "image/jpeg"},
	{"图片", ".png", "image/png"},
	{"图片", ".gif .bmp .tif .tiff .heic .webp", ""},
	{"视频", ".mp4 .mov .avi .mkv .wmv", ""},
	{"录音", ".mp3 .m4a .wav .amr", ""},
	{"压缩包", ".zip .rar .7z .gz .tar", ""},
	{"文本", ".txt .md .log", ""},
	{"邮件", ".eml .msg", ""},
}

// Notes of pictures that nobody attached as evidence.
const (
	NoteQuoted   = "引用原文中的图片"
	NoteOrnament = "签名图片"
)

// Ornamental reports whether a file only adorns its mail.
func (f File) Ornamental() bool {
	return strings.HasPrefix(f.Note, NoteQuoted) || strings.HasPrefix(f.Note, NoteOrnament)
}

// FileKind names what a file is; "" where the end of its name says nothing.
func FileKind(name string) string {
	kind, _ := fileKind(name)
	return kind
}

func fileKind(name string) (kind, content string) {
	end := strings.ToLower(path.Ext(name))
	for _, k := range fileKinds {
		if end != "" && slices.Contains(strings.Fields(k.ends), end) {
			return k.name, k.content
		}
	}
	return "", ""
}

// opens reports whether whoever judges may be handed a file without asking: its sender is
// proven, its content what its name says, and nothing warns of it.
func (e Enclosure) opens() bool {
	_, content := fileKind(e.Name)
	return e.Proven && e.Note == "" && content != "" && e.Type == content
}

// Enclose marks the files that a letter about some lines encloses: each at most so large,
// all of them within MostEnclosed, the same content once.
func Enclose(lines []Line, largest int64) {
	total, seen := int64(0), map[string]bool{}
	for i := range lines {
		lines[i].Files = slices.Clone(lines[i].Files)
		for j := range lines[i].Files {
			f := &lines[i].Files[j]
			fits := f.Size <= largest && total+f.Size <= MostEnclosed
			if f.Enclosed = f.opens() && (seen[f.SHA256] || fits); f.Enclosed && !seen[f.SHA256] {
				total, seen[f.SHA256] = total+f.Size, true
			}
		}
	}
}
