package message

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func readMail(t *testing.T, name string) *Message {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return Parse(raw, Limits{})
}

func gbk(t *testing.T, s string) string {
	t.Helper()
	b, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func big5(t *testing.T, s string) string {
	t.Helper()
	b, err := traditionalchinese.Big5.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecodeCharset_aLabelIsAClaim(t *testing.T) {
	t.Parallel()
	const done = "14 已完成：查询时间降到10秒"
	for name, tt := range map[string]struct{ label, bytes, want string }{
		"UTF-8 below GB 2312":                 {"gb2312", done, done},
		"UTF-8 below windows-1252":            {"windows-1252", done, done},
		"UTF-8 below Big5":                    {"big5", done, done},
		"GBK below iso-8859-1":                {"iso-8859-1", gbk(t, done), done},
		"GBK below windows-1252":              {"windows-1252", gbk(t, done), done},
		"GBK below UTF-8":                     {"utf-8", gbk(t, done), done},
		"GBK below us-ascii":                  {"us-ascii", gbk(t, done), done},
		"GBK below Big5, which cannot":        {"iso-2022-jp", gbk(t, done), done},
		"Big5 below its own label":            {"big5", big5(t, "進度說明"), "進度說明"},
		"French below its own label":          {"iso-8859-1", "R\xe9ponse automatique : absent jusqu'au 5 d\xe9cembre", "Réponse automatique : absent jusqu'au 5 décembre"},
		"German below its own label":          {"windows-1252", "Ich bin bis zum 5. M\xe4rz nicht im B\xfcro.", "Ich bin bis zum 5. März nicht im Büro."},
		"HZ":                                  {"hz-gb-2312", "14 ~{RQMj3I~}", "14 已完成"},
		"UTF-7":                               {"utf-7", "14 +XfJbjGIQ-, 1 +- 1", "14 已完成, 1 + 1"},
		"ISO-2022-CN":                         {"iso-2022-cn", "14 \x1b$)A\x0eRQMj3I\x0f!", "14 已完成!"},
		"ISO-2022-KR":                         {"iso-2022-kr", "\x1b$)C14 \x0e?O7a\x0f!", "14 완료!"},
		"ASCII that only looks like 7-bit HZ": {"gb2312", "~{RQMj3I~}", "~{RQMj3I~}"},
		"Cyrillic below its own label":        {"koi8-r", "\xc1\xd7\xd4\xcf\xcf\xd4\xd7\xc5\xd4", "автоответ"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, known, clean := decodeCharset(tt.label, []byte(tt.bytes)); got != tt.want || !known || !clean {
				t.Errorf("got %q, known %v, clean %v", got, known, clean)
			}
		})
	}
}

func TestParse_whatWasWrittenIsRead(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"utf8-under-gb2312.eml":       "14 已完成：4月1日–4月20日查询功能升级",
		"gbk-under-latin1.eml":        "14 已完成：查询功能升级。",
		"raw-gbk-in-encoded-word.eml": "已完成",
		"digest.eml":                  "", // a letter in a digest is not its sender's word
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := strings.TrimSpace(readMail(t, name).Text); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestParse_rawBytesInAnEncodedWord(t *testing.T) {
	t.Parallel()
	m := readMail(t, "raw-gbk-in-encoded-word.eml")
	if m.Subject != "回复：整改报告" && !strings.HasPrefix(m.Subject, "回复：") || m.From.Addr != "a@b.cn" || strings.Contains(m.From.Name, "\uFFFD") {
		t.Errorf("got %q from %q <%s>", m.Subject, m.From.Name, m.From.Addr)
	}
	mixed := Parse([]byte("From: a@b.cn\r\nSubject: =?gb2312?Q?=BB=D8"+gbk(t, "复")+"?= "+"=?utf-8?B?5aW9?=\r\n\r\nx"), Limits{})
	if mixed.Subject != "回复好" {
		t.Errorf("got %q", mixed.Subject)
	}
	inside := Parse([]byte("From: =?gb2312?Q?"+gbk(t, "张")+"=3Cx@evil.cn=3E?= <a@b.cn>\r\n\r\nx"), Limits{})
	if inside.From.Addr != "a@b.cn" {
		t.Errorf("what was decoded became structure: %+v", inside.From)
	}
}

func TestParse_linesMayEndInACarriageReturn(t *testing.T) {
	t.Parallel()
	m := Parse([]byte("From: a@b.cn\rSubject: x\rContent-Type: text/plain; charset=utf-8\r\r14 已完成\r15 进行中\r"), Limits{})
	if m.From.Addr != "a@b.cn" || m.Subject != "x" || strings.TrimSpace(m.Text) != "14 已完成\n15 进行中" {
		t.Errorf("got %q %q %q", m.From.Addr, m.Subject, m.Text)
	}
}

func TestParse_aPictureWrittenIntoThePageIsAFile(t *testing.T) {
	t.Parallel()
	files := readMail(t, "picture-in-page.eml").Files()
	if len(files) != 1 || files[0].Sniffed != "image/png" || files[0].Name != "图片1.png" || files[0].Size < 1000 {
		t.Errorf("got %q", namesOf(files))
	}
	twice := Parse([]byte("From: a@b.cn\r\nContent-Type: text/html\r\n\r\n<IMG SRC='DATA:image/gif;base64,R0lGODlhAQABAAAAACw='><img src=data:image/png,><img src=\"data:image/svg+xml;utf8,%3Csvg/%3E\">"), Limits{})
	if names := namesOf(twice.Files()); !cmp.Equal(names, []string{"图片1.gif", "图片3.svg"}) || len(twice.Faults) == 0 {
		t.Errorf("got %q, faults %q", names, twice.Faults)
	}
}

func namesOf(list []Attachment) (names []string) {
	for _, a := range list {
		names = append(names, a.Name)
	}
	return names
}

func TestParse_linksThatExpireAreNoAttachments(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]BigAttachment{
		"link-aliyun.eml":   {Name: "整改材料.zip", URL: "https://mail.djzx.example/alimail/openLinks/downloadMimeMetaDiskBigAttach?id=netdiskid%3Av001%3Afile%3Aabc123"},
		"link-coremail.eml": {Name: "整改材料.zip", Expires: "2026-05-22", URL: "https://mail.djzx.example/coremail/common/nfFile/cloudAttachDownload.jsp?id=1"},
		"link-netdisk.eml":  {URL: "https://pan.baidu.com/s/1abc"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := readMail(t, name)
			if len(m.Links) != 1 || len(m.Files()) != 0 {
				t.Fatalf("got %+v, %d files", m.Links, len(m.Files()))
			}
			got := m.Links[0]
			got.Size = 0
			if diff := cmp.Diff(got, want); diff != "" {
				t.Error("-got +want\n" + diff)
			}
		})
	}
}

func TestBigAttachments_aWordWithoutALinkIsNone(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"云附件清理工作已完成", "14 已完成，网盘账号已停用", "14 已完成，见 https://www.zhsw.gov.cn/notice/1.html"} {
		if got := bigAttachments(text, "", ""); got != nil {
			t.Errorf("%s: got %+v", text, got)
		}
	}
	if got := bigAttachments("超大附件：\n材料.rar [2.5G]\nhttps://download.mail.10086.cn/d?id=1", "", ""); len(got) != 1 || got[0].Name != "材料.rar" {
		t.Errorf("got %+v", got)
	}
}

func TestParse_opaqueSMIME(t *testing.T) {
	t.Parallel()
	if m := readMail(t, "smime-signed-data.eml"); !m.Signed || !m.Wrapped || m.Encrypted {
		t.Errorf("got signed %v, wrapped %v, encrypted %v", m.Signed, m.Wrapped, m.Encrypted)
	}
	sealed := Parse([]byte("From: a@b.cn\r\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHA6CA"), Limits{})
	if sealed.Signed || !sealed.Encrypted {
		t.Errorf("got signed %v, encrypted %v", sealed.Signed, sealed.Encrypted)
	}
	silent := Parse([]byte("From: a@b.cn\r\nContent-Type: application/x-pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHAqCA"), Limits{})
	if !silent.Signed || silent.Encrypted {
		t.Errorf("got signed %v, encrypted %v", silent.Signed, silent.Encrypted)
	}
}
