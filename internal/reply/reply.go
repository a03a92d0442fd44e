package reply

import (
	"cmp"
	"encoding/base64"
	"fmt"
	"mime"
	"strings"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Mail is a mail that somebody writes.
type Mail struct {
	From, Subject, Text string
	GB18030             bool   // the charset of QQ's web mail
	Auto                bool   // written by a program
	File                string // name of an attachment
	Content             string // of it; empty: its name and the words of the mail
}

// Raw is the mail as a client writes it; in GB18030 as QQ's web mail does.
func (m Mail) Raw(serial int, to string, at time.Time) []byte {
	body, charset := []byte(m.Text), "utf-8"
	if m.GB18030 {
		if gb, err := simplifiedchinese.GB18030.NewEncoder().Bytes(body); err == nil {
			body, charset = gb, "gb18030"
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "From: <%s>\r\nTo: <%s>\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <tencent_%08d@qq.com>\r\nMIME-Version: 1.0\r\n",
		m.From, to, mime.BEncoding.Encode("utf-8", m.Subject), at.Format(time.RFC1123Z), serial)
	if m.Auto {
		b.WriteString("Auto-Submitted: auto-replied\r\n")
	}
	part := fmt.Sprintf("Content-Type: text/plain; charset=%s\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n", charset, folded(body))
	if m.File == "" {
		return []byte(b.String() + part)
	}
	const boundary = "----=_Part_duban_demo"
	content := cmp.Or(m.Content, fmt.Sprintf("%s %d\n%s\n", m.File, serial, m.Text))
	fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=\"%s\"\r\n\r\n--%s\r\n%s--%s\r\n", boundary, boundary, part, boundary)
	fmt.Fprintf(&b, "Content-Type: text/plain; name=\"%s\"\r\nContent-Disposition: attachment; filename=\"%s\"\r\nContent-Transfer-Encoding: base64\r\n\r\n%s\r\n--%s--\r\n",
		mime.BEncoding.Encode("utf-8", m.File), mime.BEncoding.Encode("utf-8", m.File), folded([]byte(content)), boundary)
	return []byte(b.String())
}

// folded is base64 in lines of 76 characters (RFC 2045, section 6.8).
func folded(raw []byte) string {
	const width = 76
	s := base64.StdEncoding.EncodeToString(raw)
	var b strings.Builder
	for len(s) > width {
		b.WriteString(s[:width] + "\r\n")
		s = s[width:]
	}
	return b.String() + s
}
