package message

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset"
	"github.com/google/go-cmp/cmp"

	"duban/inbox/rawtest"
	"duban/internal/words"
)

func TestParse_describesTheHeader(t *testing.T) {
	t.Parallel()
	m := Parse(rawtest.CRLF("Received: one", "Received: two", "From: a@b.cn", "Cc: c@b.cn", "Cc: d@b.cn",
		"Date: Fri, 16 Apr 2027 09:00:00 +0800 (CST)", "Message-ID: <m1@b.cn>", "In-Reply-To: <p@b.cn> (of you)",
		"References: <r1@b.cn>,<r2@b.cn><r3@b.cn>", "X-OQ-MSGID: o@b.cn", "Auto-Submitted: No ; x=y", "", ""), Limits{})
	got := []any{m.Received, m.Cc, m.Date, m.MessageID, m.InReplyTo, m.References, m.OQMsgID, m.AutoSubmitted, m.Header.Get("received"), len(m.Faults)}
	want := []any{2, []Address{{"", "c@b.cn"}, {"", "d@b.cn"}}, time.Date(2027, 4, 16, 1, 0, 0, 0, time.UTC), "<m1@b.cn>",
		[]string{"<p@b.cn>"}, []string{"<r1@b.cn>", "<r2@b.cn>", "<r3@b.cn>"}, "<o@b.cn>", "no", "one", 0}
	if diff := cmp.Diff(got, want); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

// P02: what may be echoed into References has neither blanks nor line ends.
func TestParse_P02_aMessageIDWithBlanksIsNone(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"<a b@c>", "<a@b", "<ab>", "x <é@c>", ""} {
		if m := Parse(rawtest.CRLF("Message-ID: "+id, "", ""), Limits{}); m.MessageID != "" {
			t.Errorf("%q: got %q", id, m.MessageID)
		}
	}
}

func TestParse_A20_aLongWayRoundIsNoted(t *testing.T) {
	t.Parallel()
	for hops, want := range map[int]bool{50: false, 51: true} {
		m := Parse([]byte(strings.Repeat("Received: from a by b\r\n", hops)+"From: a@b.cn\r\nDate: Thu, 15 Apr 2027 09:00:00 +0800\r\n\r\nx"), Limits{})
		if got := strings.Contains(strings.Join(said(m.Faults), "；"), "可能在循环投递"); got != want {
			t.Errorf("%d servers: %v", hops, m.Faults)
		}
	}
}

func TestParse_P14_missingOrBrokenDateIsNoDate(t *testing.T) {
	t.Parallel()
	for _, date := range []string{"X: y", "Date: soon", "Date: 31 Feb 2027 25:00:00 +0800"} {
		if m := Parse(rawtest.CRLF("From: a@b.cn", date, "", ""), Limits{}); !m.Date.IsZero() || len(m.Faults) != 1 {
			t.Errorf("%s: got %v, %v", date, m.Date, m.Faults)
		}
	}
}

func TestParse_textsOfEveryCharset(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ contentType, body, want string }{
		"C23: gb2312 label, GBK letter":    {"text/plain; charset=gb2312", "\x86\xd4", "喸"},
		"C23: gb2312 label, four bytes":    {"text/plain; charset=GB2312", "\x95\x32\x82\x36", "𠀀"},
		"utf-8 label, GBK bytes":           {"text/plain; charset=utf-8", "\xc9\xea\xc7\xeb", "申请"},
		"no label, GBK bytes":              {"text/plain", "\xc9\xea\xc7\xeb", "申请"},
		"us-ascii label, UTF-8 bytes":      {"text/plain; charset=us-ascii", "申请", "申请"},
		"quoted label":                     {`text/plain; charset="'gbk'"`, "\xc9\xea\xc7\xeb", "申请"},
		"C32: Big5":                        {"text/plain; charset=big5", "\xb3\xaf\xa4j", "陳大"},
		"M19: UTF-7":                       {"text/plain; charset=utf-7", "+dTM-", "申"},
		"M19: unknown label, GBK bytes":    {"text/plain; charset=x-office", "\xc9\xea\xc7\xeb", "申请"},
		"no Content-Type":                  {"", "申请", "申请"},
		"a Content-Type that is none":      {"text", "申请", "申请"},
		"a byte order mark":                {"text/plain; charset=utf-8", "\xef\xbb\xbf申请", "申请"},
		"control characters are dropped":   {"text/plain", "a\x00b\x1b[31m\tc\r\nd\re", "ab[31m\tc\nd\ne"},
		"a page that names its charset":    {"text/html", "<meta charset=gbk><p>\xc9\xea\xc7\xeb", "申请"},
		"format=flowed joins its lines":    {"text/plain; format=flowed", "3 已完成， \r\n5 份 \r\n材料\r\n> a \r\n> b\r\n-- \r\nx", "3 已完成， 5 份 材料\n> a b\n-- \nx"},
		"format=flowed with delsp":         {"text/plain; format=flowed; delsp=yes", "已完 \r\n成", "已完成"},
		"HZ, which the web gave up":        {"text/plain; charset=hz-gb-2312", "~{IjGk~}", "申请"},
		"ISO-2022-KR, likewise":            {"text/plain; charset=iso-2022-kr", "abc", "abc"},
		"UTF-16":                           {"text/plain; charset=utf-16le", "3u\xf7\x8b", "申请"},
		"ISO-2022-JP is one among many":    {"text/plain; charset=iso-2022-jp", "\x1b$B?=@A\x1b(B", "申請"},
		"bytes of no charset are replaced": {"text/plain; charset=utf-8", "\xff\xff", "\uFFFD"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			raw := rawtest.CRLF("From: a@b.cn", "Content-Type: "+tt.contentType, "", tt.body)
			if got := Parse(raw, Limits{}).Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestParse_choosesTheBestText(t *testing.T) {
	t.Parallel()
	const alternative = "Content-Type: multipart/alternative; boundary=x"
	page := "--x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>已完成</p>"
	for name, tt := range map[string]struct {
		raw  []byte
		want string
	}{
		"plain text beside a page":               {rawtest.CRLF(alternative, "", rawtest.TextPart("已完成！"), page, "--x--"), "已完成！"},
		"QQ's blank plain text beside a page":    {rawtest.CRLF(alternative, "", rawtest.TextPart(" "), page, "--x--"), "已完成"},
		"a page alone":                           {rawtest.CRLF(alternative, "", page, "--x--"), "已完成"},
		"a page, and a footer of the gateway":    {rawtest.CRLF(rawtest.Mixed, "", page, rawtest.TextPart("本邮件已杀毒"), "--x--"), "已完成\n本邮件已杀毒"},
		"texts around a picture":                 {rawtest.CRLF(rawtest.Mixed, "", rawtest.TextPart("上"), rawtest.Base64Part("Content-Type: image/png", "AAAA"), rawtest.TextPart("下"), "--x--"), "上\n下"},
		"a named text is a file":                 {rawtest.CRLF(rawtest.Mixed, "", rawtest.TextPart("正文"), "--x\r\nContent-Type: text/plain; name=a.txt\r\n\r\n文件", "--x--"), "正文"},
		"an attached text is a file":             {rawtest.CRLF(rawtest.Mixed, "", rawtest.TextPart("正文"), "--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment\r\n\r\n文件", "--x--"), "正文"},
		"a named text that is all there is":      {rawtest.CRLF("Content-Type: text/plain; name=a.txt", "", "正文"), "正文"},
		"an enclosed mail is not the reply":      {rawtest.CRLF(rawtest.Mixed, "", rawtest.TextPart("见附"), "--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\n3 已完成", "--x--"), "见附"},
		"a multipart without a boundary is text": {rawtest.CRLF("Content-Type: multipart/mixed", "", "已完成"), "已完成"},
		"a boundary that never comes":            {rawtest.CRLF(rawtest.Mixed, "", "已完成"), "已完成"},
		"a preamble and an epilogue are not":     {rawtest.CRLF(rawtest.Mixed, "", "前言", rawtest.TextPart("已完成"), "--x--", "后记"), "已完成"},
		"a boundary that begins like another":    {rawtest.CRLF(rawtest.Mixed, "", rawtest.TextPart("--xy\r\n已完成"), "--x--"), "--xy\n已完成"},
		"a boundary in the middle of a line":     {rawtest.CRLF(rawtest.Mixed, "", rawtest.TextPart("见 --x\r\n已完成"), "--x--"), "见 --x\n已完成"},
		"blanks behind the boundary":             {rawtest.CRLF(rawtest.Mixed, "", "--x \t", "", "已完成", "--x-- "), "已完成"},
		"a part whose header is broken":          {rawtest.CRLF(rawtest.Mixed, "", "--x", "no header here", "Content-Type: text/plain", "", "上", rawtest.TextPart("下"), "--x--"), "上\n下"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Parse(tt.raw, Limits{}).Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestParse_M01_aBombOfPartsStopsAtTheCap(t *testing.T) {
	t.Parallel()
	m := Parse(rawtest.CRLF("From: a@b.cn", rawtest.Mixed, "", strings.Repeat(rawtest.TextPart("z\r\n"), 100_000)+"--x--"), Limits{})
	if m.Parts != 1000 || words.Say(words.Chinese, m.Over) != "超过 1000 个部分，其余未读" {
		t.Errorf("got %d parts, over %q", m.Parts, m.Over)
	}
}

func TestParse_M02_nestedMultipartsStopAtTheCap(t *testing.T) {
	t.Parallel()
	var raw bytes.Buffer
	raw.WriteString("From: a@b.cn\r\n")
	for i := range 1000 {
		fmt.Fprintf(&raw, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	m := Parse(raw.Bytes(), Limits{})
	if m.Parts != 21 || words.Say(words.Chinese, m.Over) != "嵌套超过 20 层，其余未读" {
		t.Errorf("got %d parts, over %q", m.Parts, m.Over)
	}
}

func TestParse_M03_nestedMessagesStopAtTheCap(t *testing.T) {
	t.Parallel()
	raw := rawtest.CRLF("From: a@b.cn", strings.Repeat("Content-Type: message/rfc822\r\n\r\n", 300)+"Subject: deep", "", "已完成")
	m := Parse(raw, Limits{})
	if m.Nested != 4 || len(m.Attachments) != 1 || m.Text != "" {
		t.Errorf("got %d nested, %d attachments, text %q", m.Nested, len(m.Attachments), m.Text)
	}
}

func TestParse_M06_aTooLargeMailIsReadAsHeaderOnly(t *testing.T) {
	t.Parallel()
	raw := rawtest.CRLF("From: a@b.cn", "Subject: s", "", strings.Repeat("z", 2048))
	m := Parse(raw, Limits{Bytes: 1024})
	if m.From.Addr != "a@b.cn" || m.Text != "" || m.Size != len(raw) || !strings.Contains(words.Say(words.Chinese, m.Over), "只读了信头") {
		t.Errorf("got %+v", m)
	}
}

func TestParse_M07_damagedAttachmentsAreKeptAndFlagged(t *testing.T) {
	t.Parallel()
	const head = "Content-Type: application/pdf; name=a.pdf"
	whole := "JVBERi0xLjQ="
	for name, tt := range map[string]struct {
		raw     []byte
		content string
		damaged bool
	}{
		"whole":                      {rawtest.CRLF(rawtest.Mixed, "", rawtest.Base64Part(head, whole), "--x--"), "%PDF-1.4", false},
		"garbage between the digits": {rawtest.CRLF(rawtest.Mixed, "", rawtest.Base64Part(head, "JVBE!!Ri0x*LjQ="), "--x--"), "%PDF-1.4", true},
		"no padding":                 {rawtest.CRLF(rawtest.Mixed, "", rawtest.Base64Part(head, "JVBERi0xLjQ"), "--x--"), "%PDF-1.4", true},
		"cut in a group":             {rawtest.CRLF(rawtest.Mixed, "", rawtest.Base64Part(head, "JVBERi0xL"), "--x--"), "%PDF-1", true},
		"text behind the padding":    {rawtest.CRLF(rawtest.Mixed, "", rawtest.Base64Part(head, whole+"\r\nscanned by gateway?"), "--x--"), "%PDF-1.4", true},
		"encoded block by block":     {rawtest.CRLF(rawtest.Mixed, "", rawtest.Base64Part(head, "JVBERi0=\r\nMS40"), "--x--"), "%PDF-1.4", true},
		"no closing boundary":        {rawtest.CRLF(rawtest.Mixed, "", rawtest.Base64Part(head, whole)), "%PDF-1.4", true},
		"a broken QP escape": {rawtest.CRLF(rawtest.Mixed, "", "--x", head, "Content-Transfer-Encoding: quoted-printable", "",
			"%PDF=2D1.4=ZZ", "--x--"), "%PDF-1.4=ZZ", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Parse(tt.raw, Limits{})
			if len(m.Attachments) != 1 {
				t.Fatalf("got %d attachments", len(m.Attachments))
			}
			a := m.Attachments[0]
			flagged := strings.Contains(strings.Join(said(a.Warnings), ""), "附件可能不完整")
			if !strings.HasPrefix(string(a.Content), tt.content) || flagged != tt.damaged || m.Incomplete != tt.damaged {
				t.Errorf("got %q, warnings %v, incomplete %v", a.Content, a.Warnings, m.Incomplete)
			}
		})
	}
}

func TestParse_M18_theFirstOfTwoTypesCounts(t *testing.T) {
	t.Parallel()
	m := Parse(rawtest.CRLF("From: a@b.cn", "Date: Fri, 16 Apr 2027 09:00:00 +0800", "Content-Type: text/plain", "Content-Type: text/html",
		"Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: 8bit", "", base64.StdEncoding.EncodeToString([]byte("<b>3</b>"))), Limits{})
	if m.Text != "<b>3</b>" || len(m.Faults) != 2 {
		t.Errorf("got %q, faults %v", m.Text, m.Faults)
	}
}

func TestParse_notesWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	type notes struct{ Partial, Signed, Encrypted, Sealed bool }
	for name, tt := range map[string]struct {
		contentType, body, text string
		want                    notes
	}{
		"M20: message/partial":       {"message/partial; id=1", "z", "", notes{Partial: true}},
		"M20: message/external-body": {"message/external-body; access-type=URL", "z", "", notes{Partial: true}},
		"M27: PGP signed": {"multipart/signed; boundary=x", rawtest.TextPart("已完成") + "\r\n--x\r\nContent-Type: application/pgp-signature; name=s.asc\r\n\r\nz\r\n--x--",
			"已完成", notes{Signed: true}},
		"M27: PGP encrypted": {"multipart/encrypted; boundary=x", "--x\r\nContent-Type: application/pgp-encrypted\r\n\r\nz\r\n--x--", "", notes{Encrypted: true}},
		"M27: S/MIME":        {"application/pkcs7-mime; name=smime.p7m", "z", "", notes{Encrypted: true}},
		"M27: PGP in the text": {"text/plain", "-----BEGIN PGP MESSAGE-----\r\nz", "-----BEGIN PGP MESSAGE-----\nz",
			notes{Encrypted: true}},
		"M26: winmail.dat by its name": {"application/octet-stream; name=WINMAIL.DAT", "z", "", notes{Sealed: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Parse(rawtest.CRLF("From: a@b.cn", "Content-Type: "+tt.contentType, "", tt.body), Limits{})
			got := notes{m.Partial, m.Signed, m.Encrypted, m.Sealed}
			if got != tt.want || m.Text != tt.text {
				t.Errorf("got %+v, text %q", got, m.Text)
			}
		})
	}
}

func TestParse_5MiBAttachmentComesThroughWhole(t *testing.T) {
	t.Parallel()
	content := bytes.Repeat([]byte("整改材料"), 5<<20/12)
	raw := rawtest.CRLF("From: a@b.cn", rawtest.Mixed, "", rawtest.Base64Part("Content-Type: application/zip; name=a.zip", base64.StdEncoding.EncodeToString(content)), "--x--")
	m := Parse(raw, Limits{})
	if len(m.Attachments) != 1 || !bytes.Equal(m.Attachments[0].Content, content) || m.Incomplete {
		t.Errorf("got %d attachments, faults %v", len(m.Attachments), m.Faults)
	}
}

// M22: a page may name one picture as often as it likes; nothing is inlined.
func TestParse_M22_repeatedPicturesCostNothing(t *testing.T) {
	t.Parallel()
	page := "--x\r\nContent-Type: text/html\r\n\r\n" + strings.Repeat("<img src=cid:p>", 100_000)
	m := Parse(rawtest.CRLF(rawtest.Mixed, "", page, rawtest.Base64Part("Content-Type: image/png\r\nContent-ID: <p>", "iVBORw0KGgo="), "--x--"), Limits{})
	if len(m.Attachments) != 1 || !m.Attachments[0].Inline || m.Text != "" {
		t.Errorf("got %+v, text %q", m.Attachments, m.Text)
	}
}

// A second opinion: where another parser reads a mail of the corpus without an
// error, it finds the same leaves with the same contents.
func TestParse_agreesWithGoMessageOnTheCorpus(t *testing.T) {
	t.Parallel()
	for _, name := range rawtest.Corpus(t) {
		raw := rawtest.ReadTestFile(t, name)
		theirs, err := attachmentsOfGoMessage(raw)
		if err != nil {
			continue
		}
		var ours []string
		for _, a := range Parse(raw, Limits{}).Attachments {
			if a.Type != "message/rfc822" {
				ours = append(ours, string(a.Content))
			}
		}
		if diff := cmp.Diff(ours, theirs); diff != "" {
			t.Errorf("%s: -ours +theirs\n%s", name, diff)
		}
	}
}

func attachmentsOfGoMessage(raw []byte) ([]string, error) {
	e, err := message.Read(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	var out []string
	err = e.Walk(func(_ []int, e *message.Entity, err error) error {
		mediaType, _, typeErr := e.Header.ContentType()
		if err != nil || typeErr != nil {
			return fmt.Errorf("reading a part: %w, %w", err, typeErr)
		}
		switch kind, _, _ := strings.Cut(mediaType, "/"); kind {
		case "multipart", "text", "message":
			return nil
		}
		b, err := io.ReadAll(e.Body)
		out = append(out, string(b))
		return err
	})
	return out, err
}

func FuzzParse(f *testing.F) {
	for _, name := range rawtest.Corpus(f) {
		f.Add(rawtest.ReadTestFile(f, name))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := Parse(raw, Limits{})
		if m.Parts > 1000 || len(m.Header) > 1000 {
			t.Errorf("%d parts, %d fields", m.Parts, len(m.Header))
		}
		// Decoding a charset triples a byte at most, and Text is one of Plain and
		// HTMLText; an attachment has no more than its transfer.
		if most := 4*len(raw) + 64; len(m.Text) > most || len(m.HTML) > most {
			t.Errorf("%d bytes became %d of text, %d of page", len(raw), len(m.Text), len(m.HTML))
		}
		for _, a := range m.Attachments {
			if a.Size > len(raw) || len(a.Name) > maxNameBytes || strings.ContainsAny(a.Name, "/\\\x00\n") {
				t.Errorf("attachment %q of %d bytes", a.Name, a.Size)
			}
		}
		Tokens(m)
	})
}

// Only the reader of a mailbox writes on top of what servers have written.
func TestParse_S32_onlyTheFirstLineSaysThatAMailIsMissing(t *testing.T) {
	t.Parallel()
	line := missingField + ": 信有 73.0 MB\r\n"
	for name, c := range map[string]struct{ raw, want string }{
		"ours":          {line + "From: <a@b.cn>\r\n\r\n", "信有 73.0 MB"},
		"the sender's":  {"Received: from x\r\n" + line + "From: <a@b.cn>\r\n\r\n已完成", ""},
		"in the letter": {"From: <a@b.cn>\r\n\r\n" + line, ""},
	} {
		if got := words.Say(words.Chinese, Parse([]byte(c.raw), Limits{}).Over); got != c.want {
			t.Errorf("%s: over %q, want %q", name, got, c.want)
		}
	}
}
