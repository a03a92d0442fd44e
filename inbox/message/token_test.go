package message

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist/letter"
	"duban/inbox/rawtest"
)

func TestTokens_areFound(t *testing.T) {
	t.Parallel()
	const k = letter.Token("K7Q4M2")
	for name, tt := range map[string]struct {
		raw  []byte
		want []TokenAt
	}{
		"In-Reply-To":                    {rawtest.CRLF("In-Reply-To: <duban.K7Q4M2.1@d.cn>", "", ""), []TokenAt{{k, PlaceInReplyTo}}},
		"in lower case":                  {rawtest.CRLF("In-Reply-To: <DUBAN.k7q4m2.1@d.cn>", "", ""), []TokenAt{{k, PlaceInReplyTo}}},
		"C27: References only":           {rawtest.CRLF("References: <x@y>\r\n <duban.K7Q4M2.1@d.cn>", "", ""), []TokenAt{{k, PlaceReferences}}},
		"the address written to":         {rawtest.CRLF("To: duban+k7q4m2@d.cn", "", ""), []TokenAt{{k, PlaceAddress}}},
		"the address copied to":          {rawtest.CRLF("Cc: x@y.cn, <duban+K7Q4M2@d.cn>", "", ""), []TokenAt{{k, PlaceAddress}}},
		"the address delivered to":       {rawtest.CRLF("Delivered-To: duban+K7Q4M2@d.cn", "X-Original-To: duban+K7Q4M2@d.cn", "", ""), []TokenAt{{k, PlaceAddress}}},
		"C26: the subject":               {rawtest.CRLF("Subject: 回复：〔督办 K7Q4M2〕 x", "", ""), []TokenAt{{k, PlaceSubject}}},
		"C30: square brackets":           {rawtest.CRLF("Subject: 答复：Re：[督办 K7Q4M2]", "", ""), []TokenAt{{k, PlaceSubject}}},
		"C30: lenticular brackets":       {rawtest.CRLF("Subject: 【督办K7Q4M2】", "", ""), []TokenAt{{k, PlaceSubject}}},
		"C30: round brackets, full":      {rawtest.CRLF("Subject: （督办　Ｋ７Ｑ４Ｍ２）", "", ""), []TokenAt{{k, PlaceSubject}}},
		"C30: round brackets":            {rawtest.CRLF("Subject: (督办:k7q4m2)", "", ""), []TokenAt{{k, PlaceSubject}}},
		"C30: a blank inserted":          {rawtest.CRLF("Subject: 〔 督 办 K7Q 4M2 〕", "", ""), []TokenAt{{k, PlaceSubject}}},
		"C30: a zero-width one inserted": {rawtest.CRLF("Subject: 〔督办 K7Q\u200b4M2〕", "", ""), []TokenAt{{k, PlaceSubject}}},
		"C30: the end cut off":           {rawtest.CRLF("Subject: 〔督办 K7Q4M2", "", ""), []TokenAt{{k, PlaceSubject}}},
		"C32: traditional":               {rawtest.CRLF("Subject: [督辦 K7Q4M2]", "", ""), []TokenAt{{k, PlaceSubject}}},
		"the foot of the text":           {rawtest.CRLF("", "3 已完成\n\n> x\n> 〔督办 K7Q4M2〕"), []TokenAt{{k, PlaceText}}},
		"S28: wrapped in a quote":        {rawtest.CRLF("", "3 已完成\n> 〔督办\n> K7Q4M2〕"), []TokenAt{{k, PlaceText}}},
		"the foot of the page only": {rawtest.CRLF("Content-Type: multipart/alternative; boundary=x", "", rawtest.TextPart("已完成"),
			"--x\r\nContent-Type: text/html\r\n\r\n<p>已完成<p>〔督办&nbsp;K7Q4M2〕", "--x--"), []TokenAt{{k, PlaceText}}},
		"once per place, best place first": {rawtest.CRLF("Subject: 〔督办 K7Q4M2〕〔督办 K7Q4M2〕", "References: <duban.K7Q4M2.1@d.cn> <duban.K7Q4M2.2@d.cn>", "", ""),
			[]TokenAt{{k, PlaceReferences}, {k, PlaceSubject}}},
		"S27: two that disagree are both told": {rawtest.CRLF("Subject: 〔督办 K7Q4M2〕", "In-Reply-To: <duban.A2C3D4.1@d.cn>", "", ""),
			[]TokenAt{{"A2C3D4", PlaceInReplyTo}, {k, PlaceSubject}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(Tokens(Parse(tt.raw, Limits{})), tt.want); diff != "" {
				t.Errorf("-got +want\n%s", diff)
			}
		})
	}
}

func TestTokens_S26_areNeverGuessed(t *testing.T) {
	t.Parallel()
	for name, raw := range map[string][]byte{
		"one letter short":              rawtest.CRLF("Subject: 〔督办 K7Q4M〕", "", ""),
		"one letter more":               rawtest.CRLF("Subject: 〔督办 K7Q4M22〕", "", ""),
		"a letter that is in no token":  rawtest.CRLF("Subject: 〔督办 K7Q4MO〕", "", ""),
		"no bracket":                    rawtest.CRLF("Subject: 督办 K7Q4M2", "", ""),
		"another word":                  rawtest.CRLF("Subject: 〔督查 K7Q4M2〕", "", ""),
		"a number of our file":          rawtest.CRLF("Subject: 〔督办 2026〕105号", "", ""),
		"an id of another program":      rawtest.CRLF("In-Reply-To: <xduban.K7Q4M2.1@d.cn>", "", ""),
		"an id without a tail":          rawtest.CRLF("In-Reply-To: <duban.K7Q4M2@d.cn>", "", ""),
		"the suffix of the sender":      rawtest.CRLF("From: a+K7Q4M2@d.cn", "", ""),
		"S28: only in an enclosed mail": rawtest.CRLF(rawtest.Mixed, "", rawtest.TextPart("x"), "--x\r\nContent-Type: message/rfc822\r\n\r\nSubject: 〔督办 K7Q4M2〕\r\n\r\n〔督办 K7Q4M2〕", "--x--"),
		"only in an attachment":         rawtest.CRLF(rawtest.Mixed, "", "--x\r\nContent-Type: text/plain; name=a.txt\r\n\r\n〔督办 K7Q4M2〕", "--x--"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Tokens(Parse(raw, Limits{})); got != nil {
				t.Errorf("got %v", got)
			}
		})
	}
}

func TestTokens_areBounded(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("〔督办 K7Q4M2", 100_000)
	if got := tokensOfTags(text); len(got) > maxTags {
		t.Errorf("got %d tokens", len(got))
	}
}

// Every token that is written into a subject is read from it again.
func FuzzToken(f *testing.F) {
	for _, s := range []string{"〔督办 K7Q4M2〕", "[督辦k7q4m2]", "督督督", "〔督", "\xe7\x9d", "（督办　Ｋ７Ｑ４Ｍ２"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, token := range tokensOfTags(s) {
			if _, ok := letter.ParseToken(string(token)); !ok {
				t.Errorf("%q: %q is no token", s, token)
			}
		}
		want := letter.Token("A2C3D4")
		if got := tokensOfTags(want.Tag() + s); len(got) == 0 || got[0] != want {
			t.Errorf("%q: got %v", s, got)
		}
	})
}

func TestTokens_theThreadOfOurLettersIsNoToken(t *testing.T) {
	t.Parallel()
	m := Parse(rawtest.AsPerson("References: <duban-thread.e559d2d8f6d8bc1d@djzx.example> <duban.K7Q4M2.0011@djzx.example>"), Limits{})
	for _, got := range Tokens(m) {
		if got.Token != "K7Q4M2" {
			t.Errorf("got %v", got)
		}
	}
}
