package message

import (
	"encoding/base64"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"duban/inbox/rawtest"
	"duban/internal/msg"
	"duban/internal/words"
)

func TestSafeName_M13(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ in, want string }{
		"an ordinary name":              {"整改报告.docx", "整改报告.docx"},
		"a path upwards":                {"../../etc/passwd", "passwd"},
		"a path upwards, as Windows":    {`..\..\x.doc`, "x.doc"},
		"an absolute path":              {"/abs", "abs"},
		"a drive":                       {`C:\x`, "x"},
		"a drive alone":                 {"C:x", "C_x"},
		"a device of Windows":           {"CON", "_CON"},
		"a device with an extension":    {"nul.txt", "_nul.txt"},
		"NUL bytes":                     {"a\x00b.doc", "a b.doc"},
		"a bidi override":               {"整改\u202efdp.exe", "整改fdp.exe"},
		"zero-width characters":         {"a\u200b.doc", "a.doc"},
		"a terminal escape":             {"\x1b[31m.doc", "[31m.doc"},
		"empty":                         {"", "附件.pdf"},
		"a dot":                         {".", "附件.pdf"},
		"two dots":                      {"..", "附件.pdf"},
		"a hidden file":                 {".profile", "profile"},
		"dots and blanks at the end":    {"a.doc. . ", "a.doc"},
		"characters Windows forbids":    {`a<b>:"c|d?e*.doc`, "a_b___c_d_e_.doc"},
		"a dot far from the end":        {"关于5.20会议精神贯彻落实情况的报告", "关于5.20会议精神贯彻落实情况的报告"},
		"line ends":                     {"a\r\nb.doc", "a  b.doc"},
		"a slash in the name of a file": {"4/5月.docx", "5月.docx"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := safeName(tt.in, "application/pdf"); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSafeName_M13_longNamesKeepTheirExtension(t *testing.T) {
	t.Parallel()
	got := safeName(strings.Repeat("长", 300)+".docx", "")
	if len(got) > maxNameBytes || !strings.HasSuffix(got, "长.docx") || !utf8.ValidString(got) {
		t.Errorf("got %d bytes, %q", len(got), got)
	}
}

func TestParse_M13_equalNamesBecomeUnique(t *testing.T) {
	t.Parallel()
	var parts []string
	for _, name := range []string{"a.doc", "A.doc", "a (2).doc", "a.doc"} {
		parts = append(parts, rawtest.Base64Part("Content-Type: application/msword; name=\""+name+"\"", "eg=="))
	}
	m := Parse(rawtest.CRLF(rawtest.Mixed, "", strings.Join(parts, "\r\n"), "--x--"), Limits{})
	var got []string
	for _, a := range m.Attachments {
		got = append(got, a.Name)
	}
	if diff := cmp.Diff(got, []string{"a.doc", "A (2).doc", "a (2) (2).doc", "a (3).doc"}); diff != "" {
		t.Errorf("-got +want\n%s", diff)
	}
}

// said are messages as they are said.
func said(all []msg.Message) (out []string) {
	for _, m := range all {
		out = append(out, words.Say(words.Chinese, m))
	}
	return out
}

func TestParse_attachmentsWarn(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		file, declared, content, sniffed string
		want                             []string
	}{
		"an honest PDF":                     {"a.pdf", "application/pdf", "%PDF-1.4", "application/pdf", nil},
		"a docx is a zip, and nothing else": {"a.docx", "application/octet-stream", "PK\x03\x04\x14\x00\x00\x00", "application/zip", nil},
		"M10, M11: a zip is not unpacked":   {"bomb.zip", "application/zip", "PK\x03\x04\x14\x00\x00\x00\x08\x00", "application/zip", nil},
		"M15: a program called a picture": {"a.png", "image/png", "MZ\x90\x00", "application/vnd.microsoft.portable-executable",
			[]string{"可执行文件，请勿直接打开", "内容是 application/vnd.microsoft.portable-executable，与声明的 image/png 不符"}},
		"M15: a page called a picture": {"a.png", "image/png", "<html><script>", "text/html",
			[]string{"网页或矢量图文件，只可下载，不可在浏览器中直接打开", "内容是 text/html，与声明的 image/png 不符"}},
		"a JPEG called PNG is still a picture": {"a.png", "image/png", "\xff\xd8\xff\xe0", "image/jpeg", nil},
		"M16: SVG":                             {"a.svg", "image/svg+xml", "<?xml version='1.0'?><svg onload=x>", "image/svg+xml", []string{"网页或矢量图文件，只可下载，不可在浏览器中直接打开"}},
		"M17: an encrypted zip":                {"a.zip", "application/zip", "PK\x03\x04\x14\x00\x01\x00", "application/zip", []string{"已加密，无法查看内容"}},
		"M17: an encrypted document": {"a.docx", "application/octet-stream", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" +
			strings.Join(strings.Split("EncryptedPackage", ""), "\x00") + "\x00", "application/x-ole-storage", []string{"已加密，无法查看内容"}},
		"M17: macros by their name":      {"a.xlsm", "application/octet-stream", "PK\x03\x04\x14\x00\x00\x00", "application/zip", []string{"含有宏，请谨慎打开"}},
		"M17: macros by their content":   {"a.docx", "application/octet-stream", "PK\x03\x04\x14\x00\x00\x00word/vbaProject.bin", "application/zip", []string{"含有宏，请谨慎打开"}},
		"M17: a script":                  {"a.js", "text/javascript", "x()", "text/plain", []string{"可执行文件，请勿直接打开"}},
		"M17: a bidi trick shows itself": {"整改\u202efdp.exe", "application/pdf", "MZ\x00", "application/vnd.microsoft.portable-executable", []string{"可执行文件，请勿直接打开", "内容是 application/vnd.microsoft.portable-executable，与声明的 application/pdf 不符"}},
		"a text that begins with MZ":     {"a.txt", "application/octet-stream", "MZ 2027", "text/plain", nil},
		"a text in GBK":                  {"a.txt", "application/octet-stream", "\xc9\xea\xc7\xeb\xb2\xc4\xc1\xcf", "text/plain", nil},
		"an empty file":                  {"a.doc", "application/msword", "", UnknownType, []string{"附件是空文件"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Parse(rawtest.CRLF(rawtest.Mixed, "", rawtest.Base64Part("Content-Type: "+tt.declared+"; name=\""+tt.file+"\"",
				base64.StdEncoding.EncodeToString([]byte(tt.content))), "--x--"), Limits{})
			if len(m.Attachments) != 1 {
				t.Fatalf("got %d attachments", len(m.Attachments))
			}
			a := m.Attachments[0]
			if diff := cmp.Diff(said(a.Warnings), tt.want); diff != "" || a.Sniffed != tt.sniffed || string(a.Content) != tt.content {
				t.Errorf("sniffed %s, -got +want\n%s", a.Sniffed, diff)
			}
		})
	}
}

func TestBigAttachments_C25_areLinksNotFiles(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		text, page string
		want       []BigAttachment
	}{
		"QQ, two of them": {
			text: "已完成\n从QQ邮箱发来的超大附件\n\n材料.zip (128.03M, 2027年05月16日 15:00 到期)进入下载页面：https://mail.qq.com/cgi-bin/ftnExs_download?k=1\n" +
				"照片.rar (1.5G，2027年05月17日 15:00 到期) 进入下载页面 ：https://mail.qq.com/cgi-bin/ftnExs_download?k=2",
			want: []BigAttachment{
				{"材料.zip", 134249185, "2027年05月16日 15:00", "https://mail.qq.com/cgi-bin/ftnExs_download?k=1"},
				{"照片.rar", 3 << 29, "2027年05月17日 15:00", "https://mail.qq.com/cgi-bin/ftnExs_download?k=2"},
			}},
		"Tencent's office mail, no day": {
			text: "从腾讯企业邮箱发来的超大附件\n材料.zip (60M, 无限期)",
			want: []BigAttachment{{"材料.zip", 60 << 20, "无限期", ""}}},
		"NetEase": {
			text: "从网易163邮箱发来的超大附件\n材料.zip (60.5MB, 2027年5月1日 10:00 到期)",
			page: `<div id="divNeteaseBigAttach"><a href="https://mail.163.com/large-attachment-download/index.html?p=a&amp;b=1">下载</a></div>`,
			want: []BigAttachment{{"材料.zip", 63438848, "2027年5月1日 10:00", "https://mail.163.com/large-attachment-download/index.html?p=a&b=1"}}},
		"NetEase's phone program": {
			page: `<a class="bigattach-mailmaster-download" href="https://u.163.com/abc">x</a>`,
			want: []BigAttachment{{URL: "https://u.163.com/abc"}}},
		"a way not known yet is still noticed": {
			text: "139邮箱发来的超大附件", want: []BigAttachment{{}}},
		"an ordinary link is none": {text: "见 https://www.gov.cn/a (3M)"},
		"people may talk of it":    {text: "超大附件发不出去，请问怎么办？"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(bigAttachments(tt.text, "", tt.page), tt.want); diff != "" {
				t.Errorf("-got +want\n%s", diff)
			}
		})
	}
}
