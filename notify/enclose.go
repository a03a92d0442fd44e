package notify

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime"
	"slices"
	"strings"

	"duban/checklist"
	"duban/db"
)

// enclose puts the files that a letter encloses behind its two parts. The library writes
// one boundary into all of a mail's multiparts, which with files would be two, one in the
// other; so the outer one is written here.
func enclose(raw []byte, n db.Notice, o Office) ([]byte, error) {
	files, err := enclosed(n.Letter, o)
	if err != nil || len(files) == 0 {
		return raw, err
	}
	header, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	rest, inner := takeField(string(header)+"\r\n", "Content-Type")
	boundary := "duban-files-" + hashOf(n.MessageID)
	var b bytes.Buffer
	fmt.Fprintf(&b, "%sContent-Type: multipart/mixed;\r\n boundary=%s\r\n\r\n--%s\r\n%s\r\n", rest, boundary, boundary, inner)
	b.Write(body)
	for _, f := range files {
		fmt.Fprintf(&b, "\r\n--%s\r\nContent-Type: application/octet-stream;\r\n name=\"%s\"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: %s\r\n\r\n",
			boundary, mime.BEncoding.Encode("UTF-8", f.name), strings.Replace(mime.FormatMediaType("attachment", map[string]string{"filename": f.name}), "; ", ";\r\n ", 1))
		writeBase64(&b, f.content)
	}
	fmt.Fprintf(&b, "\r\n--%s--\r\n", boundary)
	return b.Bytes(), nil
}

// withoutFiles lists the files of a letter and encloses none.
func withoutFiles(l checklist.Letter) checklist.Letter {
	if l.Inquiry == nil {
		return l
	}
	x := *l.Inquiry
	x.Files = slices.Clone(x.Files)
	for i := range x.Files {
		x.Files[i].Enclosed = false
	}
	l.Inquiry = &x
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

// enclosed reads the files that a letter encloses, each mail once.
func enclosed(l checklist.Letter, o Office) (files []enclosedFile, err error) {
	if l.Inquiry == nil || o.Files == nil {
		return nil, nil
	}
	of := map[int64][][]byte{}
	for _, e := range l.Inquiry.Files {
		if !e.Enclosed {
			continue
		}
		if of[e.Mail] == nil {
			if of[e.Mail], err = o.Files(e.Mail); err != nil {
				return nil, fmt.Errorf("enclosing a file: %w", err)
			}
		}
		if e.N < 1 || e.N > len(of[e.Mail]) {
			return nil, fmt.Errorf("%w: a mail has no file %d", checklist.ErrNotFound, e.N)
		}
		files = append(files, enclosedFile{e.Name, of[e.Mail][e.N-1]})
	}
	return files, nil
}
