package letter

import (
	"path"
	"slices"
	"strings"

	"duban/internal/msg"
)

// File is an attachment as receipts and manifests name it.
type File struct {
	Name   string      `json:"name"`
	Size   int64       `json:"size"`
	SHA256 string      `json:"sha256"`
	Note   msg.Message `json:"note,omitzero"` // what whoever opens it should know
}

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
var fileKinds = []struct {
	name          msg.Message
	ends, content string
}{
	{msg.Words("PDF"), ".pdf", "application/pdf"},
	{msg.New("a Word document"), ".docx", "application/zip"},
	{msg.New("a Word document"), ".doc .docm .rtf .wps", ""},
	{msg.New("an Excel workbook"), ".xlsx", "application/zip"},
	{msg.New("an Excel workbook"), ".xls .xlsm .csv .et", ""},
	{msg.New("a presentation"), ".pptx", "application/zip"},
	{msg.New("a presentation"), ".ppt .pptm .dps", ""},
	{msg.New("an OFD document"), ".ofd", ""},
	{msg.New("an attached picture"), ".jpg .jpeg", "image/jpeg"},
	{msg.New("an attached picture"), ".png", "image/png"},
	{msg.New("an attached picture"), ".gif .bmp .tif .tiff .heic .webp", ""},
	{msg.New("a video"), ".mp4 .mov .avi .mkv .wmv", ""},
	{msg.New("a recording"), ".mp3 .m4a .wav .amr", ""},
	{msg.New("an attached archive"), ".zip .rar .7z .gz .tar", ""},
	{msg.New("a text"), ".txt .md .log", ""},
	{msg.New("an enclosed mail"), ".eml .msg", ""},
}

// Notes of pictures that nobody attached as evidence.
const (
	quotedPicture    = "a picture of the quoted mail"
	signaturePicture = "a picture of a signature"
)

// QuotedPicture notes that a picture stands in the quote.
func QuotedPicture() msg.Message { return msg.New(quotedPicture) }

// Ornament notes that a picture belongs to a signature.
func Ornament() msg.Message { return msg.New(signaturePicture) }

// Ornamental reports whether a file only adorns its mail.
func (f File) Ornamental() bool {
	return f.Note.Holds(quotedPicture) || f.Note.Holds(signaturePicture)
}

// FileKind names what a file is; zero where the end of its name says nothing.
func FileKind(name string) msg.Message {
	kind, _ := fileKind(name)
	return kind
}

func fileKind(name string) (kind msg.Message, content string) {
	end := strings.ToLower(path.Ext(name))
	for _, k := range fileKinds {
		if end != "" && slices.Contains(strings.Fields(k.ends), end) {
			return k.name, k.content
		}
	}
	return msg.Message{}, ""
}

// opens reports whether whoever judges may be handed a file without asking: its sender is
// proven, its content what its name says, and nothing warns of it.
func (e Enclosure) opens() bool {
	_, content := fileKind(e.Name)
	return e.Proven && e.Note.IsZero() && content != "" && e.Type == content
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
