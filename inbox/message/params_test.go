package message

import (
	"testing"

	"duban/inbox/rawtest"
)

func TestParseParams_C24_fileNames(t *testing.T) {
	t.Parallel()
	const want = "整改报告.docx"
	gbk := "\xd5\xfb\xb8\xc4\xb1\xa8\xb8\xe6.docx"
	for name, disposition := range map[string]string{
		"gb18030 and percents":                `attachment; filename*=gb18030''%d5%fb%b8%c4%b1%a8%b8%e6.docx`,
		"gb2312 with a language":              `attachment; filename*=gb2312'zh-cn'%D5%FB%B8%C4%B1%A8%B8%E6.docx`,
		"utf-8 and percents":                  `attachment; filename*=UTF-8''%E6%95%B4%E6%94%B9%E6%8A%A5%E5%91%8A.docx`,
		"percents without a charset":          `attachment; filename*=%E6%95%B4%E6%94%B9%E6%8A%A5%E5%91%8A.docx`,
		"utf-8 declared, GBK written":         `attachment; filename*=utf-8''%d5%fb%b8%c4%b1%a8%b8%e6.docx`,
		"quoted percents":                     `attachment; filename*="gbk''%d5%fb%b8%c4%b1%a8%b8%e6.docx"`,
		"continuations":                       `attachment; filename*0*=gbk''%d5%fb%b8%c4; filename*1*=%b1%a8%b8%e6; filename*2=.docx`,
		"continuations in the wrong order":    `attachment; filename*2=.docx; filename*0*=gbk''%d5%fb%b8%c4; filename*1*=%b1%a8%b8%e6`,
		"a character cut by a continuation":   `attachment; filename*0*=gbk''%d5; filename*1*=%fb%b8%c4%b1%a8%b8%e6.docx`,
		"raw GBK":                             `attachment; filename="` + gbk + `"`,
		"raw GBK, unquoted":                   `attachment; filename=` + gbk,
		"raw UTF-8":                           `attachment; filename="整改报告.docx"`,
		"an encoded word in quotes":           `attachment; filename="=?gb18030?B?1fu4xLGouOYuZG9jeA==?="`,
		"an encoded word without quotes":      `attachment; filename==?gb18030?B?1fu4xLGouOYuZG9jeA==?=`,
		"an encoded word split in two":        `attachment; filename="=?gbk?B?1fu4xA==?= =?gbk?B?sai45i5kb2N4?="`,
		"an encoded word in a continuation":   `attachment; filename*0="=?gbk?B?1fu4xLGouOYu"; filename*1="ZG9jeA==?="`,
		"the plain one beside the good one":   `attachment; filename="=?x?="; filename*=utf-8''%E6%95%B4%E6%94%B9%E6%8A%A5%E5%91%8A.docx`,
		"the first of two counts":             `attachment; filename="整改报告.docx"; filename="b.exe"`,
		"upper-case name and blanks":          `attachment ;  FileName = "整改报告.docx" ;`,
		"a quote that never ends":             `attachment; filename="整改报告.docx`,
		"a semicolon inside, escapes outside": `attachment; x="a;filename=b.exe\""; filename="整改报告.docx"`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := Parse(rawtest.CRLF("From: a@b.cn", "Content-Type: multipart/mixed; boundary=x", "", "--x",
				"Content-Type: application/octet-stream", "Content-Disposition: "+disposition, "", "z", "--x--"), Limits{})
			if len(m.Attachments) != 1 || m.Attachments[0].Name != want {
				t.Errorf("got %+v", m.Attachments)
			}
		})
	}
}

func TestParseParams_C24_nameOfTheTypeIsSecondChoice(t *testing.T) {
	t.Parallel()
	m := Parse(rawtest.CRLF("From: a@b.cn", "Content-Type: multipart/mixed; boundary=x", "", "--x",
		`Content-Type: application/msword; name="=?gbk?B?1fu4xLGouOYuZG9jeA==?="`, "", "z", "--x--"), Limits{})
	if len(m.Attachments) != 1 || m.Attachments[0].Name != "整改报告.docx" {
		t.Errorf("got %+v", m.Attachments)
	}
}
