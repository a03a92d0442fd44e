package message

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"duban/checklist/letter"
	"duban/internal/msg"
)

// Attachment is one file that came with a message. Nothing is unpacked,
// executed or fetched.
type Attachment struct {
	Name      string // safe to show and to save under, unique in the message
	Unnamed   bool   // the name is ours and begins with NamelessFile, ForwardedMail or PastedPicture
	Type      string // as the sender declares
	Sniffed   string // as the content shows; application/octet-stream: unknown
	Size      int
	SHA256    string // of Content, lower-case hexadecimal
	Content   []byte // decoded
	Inline    bool   // shown inside of the page, as a picture of a signature is
	Quoted    bool   // shown in the letter that is quoted only
	ContentID string
	Warnings  []msg.Message // for whoever is about to open it
}

func (a *Attachment) warn(what msg.Message) {
	for _, w := range a.Warnings {
		if w.Code == what.Code {
			return
		}
	}
	a.Warnings = append(a.Warnings, what)
}

// warnIncomplete: the end of the file may be missing.
func (a *Attachment) warnIncomplete() { a.warn(msg.New("a file that may be incomplete")) }

// attach lists a part as a file.
func (m *Message) attach(p mimePart, content []byte) {
	if isTNEF(p) && m.unpackTNEF(content) {
		return
	}
	a := newAttachment(p, p.filename, content)
	if isTNEF(p) {
		m.Sealed = true
		a.warn(msg.New("a file in Outlook's own format"))
	}
	m.Attachments = append(m.Attachments, a)
}

// unpackTNEF lists the files of a winmail.dat as if they had come as such, and
// keeps its text for a mail that has no other. What is damaged stays whole.
func (m *Message) unpackTNEF(content []byte) bool {
	t, err := readTNEF(content)
	if err != nil {
		return false
	}
	m.TNEF = true
	for _, f := range t.files {
		if f.object {
			f.name += ".msg"
		}
		p := mimePart{mediaType: f.mediaType, header: Header{{Name: "Content-ID", Raw: f.contentID}}}
		if p.mediaType == "" {
			p.mediaType = UnknownType
		}
		m.Attachments = append(m.Attachments, newAttachment(p, f.name, f.content))
	}
	m.outlook = passage{plain: cleanText(t.plain), html: cleanText(t.html)}
	if strings.TrimSpace(t.plain+t.html) == "" {
		m.outlook.plain = t.text
	}
	return true
}

// attachEnclosed lists an enclosed message as a file named after its subject.
func (m *Message) attachEnclosed(p mimePart, raw []byte, h Header) {
	name, ours := p.filename, false
	if name == "" {
		if name = h.Get("Subject"); name == "" {
			name, ours = ForwardedMail, true
		}
		name += ".eml"
	}
	a := newAttachment(p, name, raw)
	a.Unnamed = a.Unnamed || ours
	m.Attachments = append(m.Attachments, a)
}

func newAttachment(p mimePart, name string, content []byte) Attachment {
	sum := sha256.Sum256(content)
	a := Attachment{
		Name: safeName(name, p.mediaType), Type: p.mediaType, Sniffed: sniff(content),
		Size: len(content), SHA256: hex.EncodeToString(sum[:]), Content: content,
		ContentID: strings.Trim(strings.TrimSpace(p.header.Raw("Content-ID")), "<>"),
	}
	a.Unnamed = strings.HasPrefix(a.Name, NamelessFile) && !strings.Contains(name, NamelessFile)
	a.Warnings = warnings(a)
	if p.damaged {
		a.warnIncomplete()
	}
	return a
}

// Note is what is stored beside the file's name.
func (a Attachment) Note() msg.Message {
	switch {
	case a.Quoted:
		return msg.Join(msg.Clauses, append([]msg.Message{letter.QuotedPicture()}, a.Warnings...)...)
	case a.isOrnament():
		return msg.Join(msg.Clauses, append([]msg.Message{letter.Ornament()}, a.Warnings...)...)
	}
	return msg.Join(msg.Clauses, a.Warnings...)
}

const ornamentSize = 40 << 10 // a logo, a face, a QR code; a photograph of a site is larger

// isOrnament: a small picture that the page itself shows comes with a signature;
// nobody attached it as evidence.
func (a Attachment) isOrnament() bool {
	return a.Inline && a.Size <= ornamentSize && strings.HasPrefix(a.Sniffed, "image/")
}

// Files are the attachments that somebody attached: all but the pictures of a
// signature and those of the letter he quotes.
func (m *Message) Files() []Attachment {
	return slices.DeleteFunc(slices.Clone(m.Attachments), func(a Attachment) bool { return a.Quoted || a.isOrnament() })
}

func isTNEF(p mimePart) bool {
	return p.mediaType == "application/ms-tnef" || p.mediaType == "application/vnd.ms-tnef" ||
		strings.EqualFold(p.filename, "winmail.dat")
}

// finishAttachments does what needs all of them: unique names, and which ones
// the page shows.
func (m *Message) finishAttachments() {
	taken := map[string]int{}
	pictures := picturesOf(m.HTML)
	for i := range m.Attachments {
		a := &m.Attachments[i]
		a.Name = uniqueName(a.Name, taken)
		a.Inline = a.ContentID != "" && pictures[a.ContentID]
	}
}

// picturesOf returns the Content-IDs that a page refers to, in one pass: to look
// for each of many attachments in a long page would take long.
func picturesOf(page string) map[string]bool {
	const longest = 256
	ids := map[string]bool{}
	for {
		_, after, found := strings.Cut(page, "cid:")
		if !found {
			return ids
		}
		if end := strings.IndexAny(FirstBytes(after, longest), " \t\r\n\"'<>()"); end > 0 {
			ids[after[:end]] = true
		}
		page = after
	}
}

// uniqueName counts up what is taken: 报告.docx, 报告 (2).docx. Names that
// differ in case only are the same file on some disks.
func uniqueName(name string, taken map[string]int) string {
	stem, ext := splitExt(name)
	unique := name
	for {
		key := strings.ToLower(unique)
		if taken[key] == 0 {
			taken[key] = 1
			return unique
		}
		base := strings.ToLower(name)
		taken[base]++
		unique = limitName(stem, fmt.Sprintf(" (%d)%s", taken[base], ext))
	}
}
