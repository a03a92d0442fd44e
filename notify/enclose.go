package notify

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	_ "image/jpeg" // decoded by faultOf
	_ "image/png"
	"mime"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
)

// enclose puts the files that a letter encloses behind its two parts. The library writes
// one boundary into all of a mail's multiparts, which with files would be two, one in the
// other; so the outer one is written here.
func enclose(raw []byte, messageID string, files []enclosedFile) []byte {
	if len(files) == 0 {
		return raw
	}
	header, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	rest, inner := takeField(string(header)+"\r\n", "Content-Type")
	boundary := "duban-files-" + hashOf(messageID)
	var b bytes.Buffer
	fmt.Fprintf(&b, "%sContent-Type: multipart/mixed;\r\n boundary=%s\r\n\r\n--%s\r\n%s\r\n", rest, boundary, boundary, inner)
	b.Write(body)
	for _, f := range files {
		fmt.Fprintf(&b, "\r\n--%s\r\nContent-Type: application/octet-stream;\r\n name=\"%s\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: %s\r\n\r\n",
			boundary, mime.BEncoding.Encode("UTF-8", f.name), strings.Replace(mime.FormatMediaType("attachment", map[string]string{"filename": f.name}), "; ", ";\r\n ", 1))
		writeBase64(&b, f.content)
	}
	fmt.Fprintf(&b, "\r\n--%s--\r\n", boundary)
	return b.Bytes()
}

// withoutFiles lists the files of a letter and encloses none.
func withoutFiles(l letter.Letter) letter.Letter {
	if l.Inquiry != nil {
		x := *l.Inquiry
		x.Files = slices.Clone(x.Files)
		for i := range x.Files {
			x.Files[i].Enclosed = false
		}
		l.Inquiry = &x
	}
	if l.Digest != nil {
		d := *l.Digest
		d.Review = slices.Clone(d.Review)
		letter.Enclose(d.Review, 0)
		l.Digest = &d
	}
	return l
}

// takeField takes a field with its folded lines out of a header.
func takeField(header, name string) (rest, field string) {
	var kept strings.Builder
	in := false
	for line := range strings.SplitAfterSeq(header, "\r\n") {
		if !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "\t") {
			in = strings.HasPrefix(line, name+":")
		}
		if in {
			field += line
		} else {
			kept.WriteString(line)
		}
	}
	return kept.String(), field
}

// writeBase64 writes lines of 76 characters, as RFC 2045, section 6.8, wants them.
func writeBase64(b *bytes.Buffer, content []byte) {
	const line = 57
	for from := 0; from < len(content); from += line {
		b.WriteString(base64.StdEncoding.EncodeToString(content[from:min(from+line, len(content))]))
		b.WriteString("\r\n")
	}
}

type enclosedFile struct {
	name    string
	content []byte
}

// enclosed reads the files that a letter encloses, each mail and each content once. What
// turns out to be no picture is not enclosed, and the letter, which is returned, says so.
func enclosed(l letter.Letter, o Office) (letter.Letter, []enclosedFile, error) {
	if o.Files == nil {
		return l, nil, nil
	}
	e := enclosing{read: o.Files, of: map[int64][][]byte{}, taken: map[string]bool{}}
	if l.Inquiry != nil {
		q := *l.Inquiry
		q.Files = e.those(q.Files)
		l.Inquiry = &q
	}
	if l.Digest != nil {
		d := *l.Digest
		d.Review = e.linesOf(d.Review)
		l.Digest = &d
	}
	return l, e.files, e.err
}

// encloseList adds the list itself to a first letter, or to the copy of one, and says so.
func (p *page) encloseList(l letter.Letter, o Office, files []enclosedFile) ([]enclosedFile, error) {
	first := l.Kind == letter.KindAssign || l.Copied != nil && l.Copied.Kind == letter.KindAssign
	if !first || o.List == nil || l.Checklist == 0 {
		return files, nil
	}
	name, raw, err := o.List(l.Checklist)
	if err != nil {
		return nil, fmt.Errorf("enclosing the list: %w", err)
	}
	if len(raw) == 0 || len(raw) > letter.MostEnclosed {
		return files, nil
	}
	p.add(para(p.say("清单原件随信附上：%s（%s）。", "The list itself is enclosed: %s (%s).", name, p.size(int64(len(raw))))))
	return append(files, enclosedFile{name, raw}), nil
}

// enclosing gathers the files of a letter.
type enclosing struct {
	read  func(mail int64) ([][]byte, error)
	of    map[int64][][]byte // those of a mail
	taken map[string]bool    // by content
	files []enclosedFile
	err   error
}

func (e *enclosing) linesOf(all []letter.Line) []letter.Line {
	all = slices.Clone(all)
	for i := range all {
		all[i].Files = e.those(all[i].Files)
	}
	return all
}

func (e *enclosing) those(files []letter.Enclosure) []letter.Enclosure {
	files = slices.Clone(files)
	for i := range files {
		f := &files[i]
		if !f.Enclosed || e.taken[f.SHA256] || e.err != nil {
			continue
		}
		content, err := e.content(*f)
		if e.err = err; err != nil {
			continue
		}
		if f.Note = faultOf(f.Type, content); !f.Note.IsZero() {
			f.Enclosed = false
			continue
		}
		e.taken[f.SHA256] = f.SHA256 != ""
		e.files = append(e.files, enclosedFile{f.Name, content})
	}
	return files
}

func (e *enclosing) content(f letter.Enclosure) (content []byte, err error) {
	if e.of[f.Mail] == nil {
		if e.of[f.Mail], err = e.read(f.Mail); err != nil {
			return nil, fmt.Errorf("enclosing a file: %w", err)
		}
	}
	if f.N < 1 || f.N > len(e.of[f.Mail]) {
		return nil, fmt.Errorf("%w: a mail has no file %d", checklist.ErrNotFound, f.N)
	}
	return e.of[f.Mail][f.N-1], nil
}

// mostPixels of a picture are decoded: what phones take has twelve to fifty million. A
// small file may ask whoever opens it for gigabytes.
const mostPixels = 64_000_000

// damaged: what is sent as a picture cannot be shown as one.
const damaged = "a damaged picture"

// faultOf decodes a picture, within bounds, before it is handed on; zero of one that is
// whole, and of other files.
func faultOf(kind string, content []byte) msg.Message {
	if !strings.HasPrefix(kind, "image/") {
		return msg.Message{}
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return msg.New(damaged)
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > mostPixels/config.Height {
		return msg.New("a picture too large")
	}
	if _, _, err := image.Decode(bytes.NewReader(content)); err != nil {
		return msg.New(damaged)
	}
	return msg.Message{}
}
