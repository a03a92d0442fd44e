package message

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/inbox/rawtest"
	"duban/internal/words"
)

func TestReadHeader_tolerates(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		raw, names, body string
		junk             bool
	}{
		"nothing to tolerate":                      {raw: "A: 1\r\nB: 2\r\n\r\nbody", names: "A B", body: "body"},
		"bare line feeds":                          {raw: "A: 1\nB: 2\n\nbody", names: "A B", body: "body"},
		"a byte order mark":                        {raw: "\xef\xbb\xbfA: 1\n\nbody", names: "A", body: "body"},
		"blank lines in front":                     {raw: "\r\n\r\nA: 1\n\nbody", names: "A", body: "body"},
		"an mbox line in front":                    {raw: "From a@b Fri Apr 16 09:00:00 2027\nA: 1\n\nbody", names: "A", body: "body"},
		"a quoted mbox line in front":              {raw: ">From a@b Fri Apr 16 09:00:00 2027\nA: 1\n\nbody", names: "A", body: "body"},
		"a line without a colon":                   {raw: "A: 1\njunk without colon\nB: 2\n\nbody", names: "A B", body: "body", junk: true},
		"a name that is Chinese":                   {raw: "主题: 1\nB: 2\n\nbody", names: "B", body: "body", junk: true},
		"blanks before the colon":                  {raw: "A : 1\n\nbody", names: "A", body: "body"},
		"a folded first line":                      {raw: " folded\nA: 1\n\nbody", names: "A", body: "body"},
		"a line of blanks inside of the header":    {raw: "A: 1\n \nB: 2\n\nbody", names: "A B", body: "body"},
		"a line of blanks that ends it":            {raw: "A: 1\n \n3 已完成\n\nbody", names: "A", body: "3 已完成\n\nbody"},
		"a header without a body":                  {raw: "A: 1\nB: 2", names: "A B"},
		"no header at all: everything is the body": {raw: "3 已完成\n谢谢\n", body: "3 已完成\n谢谢\n", junk: true},
		"nothing": {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, body, faults := ReadHeader([]byte(tt.raw), DefaultLimits())
			var names []string
			for _, f := range h {
				names = append(names, f.Name)
			}
			got := fmt.Sprintf("%s|%s|%v", strings.Join(names, " "), body, faults.junk)
			want := fmt.Sprintf("%s|%s|%v", tt.names, tt.body, tt.junk)
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestReadHeader_M04_oneHugeLineIsCutOff(t *testing.T) {
	t.Parallel()
	raw := append([]byte("From: a@b.cn\r\nX-Big: "), bytes.Repeat([]byte("x"), 10<<20)...)
	raw = append(raw, "\r\nSubject: late\r\n\r\n已完成"...)
	m := Parse(raw, Limits{})
	if words.Say(words.Chinese, m.Over) != "信头超过 256 KB" || m.From.Addr != "a@b.cn" || m.Text != "已完成" {
		t.Errorf("got over %q, from %q, text %q", m.Over, m.From.Addr, m.Text)
	}
}

func TestReadHeader_M05_tooManyFieldsAreCutOff(t *testing.T) {
	t.Parallel()
	raw := rawtest.CRLF("From: a@b.cn", strings.Repeat("X: y\r\n", 30_000)+"Subject: late", "", "已完成")
	m := Parse(raw, Limits{})
	if len(m.Header) != 1000 || words.Say(words.Chinese, m.Over) != "信头超过 1000 个字段" || m.Text != "已完成" {
		t.Errorf("got %d fields, over %q, text %q", len(m.Header), m.Over, m.Text)
	}
}

func TestDecodeWords(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ in, want string }{
		"plain ASCII":                          {"hello", "hello"},
		"UTF-8 base64":                         {"=?utf-8?B?55Sz6K+3?=", "申请"},
		"quoted-printable with underscores":    {"=?utf-8?q?=E7=94=B3=E8=AF=B7_a?=", "申请 a"},
		"C23: gb2312 label with a GBK letter":  {"=?gb2312?B?htQ=?=", "喸"},
		"gb2312 label with four bytes":         {"=?gb2312?B?lTKCNg==?=", "𠀀"},
		"C32: Big5":                            {"=?big5?B?s6+kag==?=", "陳大"},
		"a character cut between two words":    {"=?utf-8?B?55Q=?= =?utf-8?B?s+ivtw==?=", "申请"},
		"two charsets side by side":            {"=?utf-8?B?55Sz?=\t=?gbk?B?x+s=?=", "申请"},
		"text between words keeps its blanks":  {"=?utf-8?B?55Sz?= : =?utf-8?B?6K+3?=", "申 : 请"},
		"blanks inside of a Q word":            {"=?utf-8?Q?a b?=", "a b"},
		"no padding":                           {"=?utf-8?B?55Sz6K+3YQ?=", "申请a"},
		"a language tag":                       {"=?utf-8*zh?B?55Sz?=", "申"},
		"utf-8 label, GBK bytes":               {"=?utf-8?B?yerH6w==?=", "申请"},
		"M19: an unknown charset does no harm": {"=?x-klingon?B?YWJj?=", "abc"},
		"no word at all":                       {"=?utf-8?X?abc?=", "=?utf-8?X?abc?="},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(decodeWords(tt.in), tt.want); diff != "" {
				t.Errorf("-got +want\n%s", diff)
			}
		})
	}
}

func TestBaseSubject_losesEveryPrefixInFront(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"回复：答复: Re：RE: 〔督办 K7Q4M2〕 事项": "〔督办 K7Q4M2〕 事项",
		"Re[2]: 事项":   "事项",
		"回复(3)：事项":    "事项",
		"转发：Fwd: 事项":  "事项",
		"Re:事项 回复：情况": "事项 回复：情况",
		"回复领导关于…的意见":  "回复领导关于…的意见",
		"":            "",
	} {
		if got := baseSubject(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestParse_H09_terminalEscapesAndBidiStayOutOfTheSubject(t *testing.T) {
	t.Parallel()
	m := Parse(rawtest.CRLF("From: a@b.cn", "Subject: =?utf-8?Q?=1B]0;x=07=E2=80=AE=E2=80=8B=E7=94=B3=0D=0ABcc:_x@y?=", "", ""), Limits{})
	if want := "]0;x 申  Bcc: x@y"; m.Subject != want {
		t.Errorf("got %q, want %q", m.Subject, want)
	}
}
