package quote

import (
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const ownReply = "已办结，附件请查收。"

func (s quoteSample) words(own string) Words {
	if s.html != nil {
		return OwnWords("", s.html(own))
	}
	return OwnWords(s.plain(own), "")
}

func TestOwnWords_everyProgramsQuoteIsCut(t *testing.T) {
	t.Parallel()
	for _, s := range quoteSamples {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			w := s.words(ownReply)
			if w.Text != ownReply {
				t.Errorf("text %q, want %q; reason %s", w.Text, ownReply, w.Reason)
			}
			if w.Reason.IsZero() || w.Unsure || !strings.Contains(w.Quoted, "严格落实") {
				t.Errorf("reason %q unsure %v quoted %q", w.Reason, w.Unsure, w.Quoted)
			}
		})
	}
}

// A person's words above any quote come back exactly, and by the same form.
func TestOwnWords_anyWordsAboveAnyQuoteComeBackExactly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.SampledFrom(quoteSamples).Draw(t, "form")
		lines := rapid.SliceOfN(rapid.StringMatching(`[一-龥]{1,12}[，。：；！]?[0-9]{0,3}[一-龥a-z]{1,8}[。？]?`), 1, 6).Draw(t, "lines")
		own := strings.Join(lines, "\n")
		if w := s.words(own); w.Text != own {
			t.Fatalf("%s: got %q, want %q (%s)", s.name, w.Text, own, w.Reason)
		}
	})
}

func TestOwnWords_falseFriendsStay(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a sentence about the original mail":      "14 已完成。\n原始邮件已归档，请查看。\n后附材料。",
		"写道 without a quote below":                "他在最后写道：\n我们一定按时完成。",
		"a dated report quoted in the text":       "局长在2027年4月的报告中写道：\n要从严从实。\n我部已落实。",
		"a date and a name, no time, no mark":     "在2027年4月27日，张三写道：\n要从严从实。",
		"a lone sender line":                      "请按下表核对。\n发件人：张三\n其余无误。",
		"a row of a form":                         "| 序号 | 发件人 | 内容 |\n| 1 | 张三 | 材料 |",
		"a sentence that mentions a phone":        "发自我的iPhone的邮件打不开，请重发附件，我明天处理完一起报送给你们。",
		"official closing":                        "14 已完成。\n此致\n敬礼\n技术服务部\n电话：0571-88880000",
		"a dash line inside":                      "第一部分\n------------\n第二部分",
		"a mail address in the middle":            "联系人邮箱：\nzhang@example.cn\n请知悉。",
		"the day a thing was written, with colon": "2027年4月27日 会议记录：\n一、已完成。",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := OwnWords(text, "")
			if diff := cmp.Diff(Words{Text: text, From: "plain"}, w); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOwnWords_suspectedQuotesAreKeptAndSaid(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"dashes on one side":     "已完成\n---原始邮件\n其他说明",
		"the word alone":         "已完成\n原始邮件\n其他说明",
		"one marked line":        "> 14 严格落实\n已完成",
		"half a letter's head":   "已完成\n发件人：张三\n主题：关于一码通\n请查收",
		"a forward and no words": "-------- 转发邮件信息 --------\n发件人：王五\n发送日期：2027-04-27\n主题：已办结\n\n14 已完成",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := OwnWords(text, "")
			if w.Text != text || !w.Unsure || w.Reason.IsZero() {
				t.Errorf("got %+v", w)
			}
		})
	}
}

func TestOwnWords_answersBelowAndBetweenQuotedLinesAreKept(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"below", "在 2027年4月27日，09:00，督办 <d@example.cn> 写道：\n> 14　严格落实\n> 29　按照\n\n14、29 已完成\n", "14、29 已完成"},
		{"between", "On Tue, Apr 27, 2027 at 9:00 AM d <d@example.cn> wrote:\n> 14 严格落实\n14 已完成\n> 29 按照\n29 申请延期到5月20日，因设备未到\n> 综合部\n", "14 已完成\n29 申请延期到5月20日，因设备未到"},
		{"above and below", "领导好：\n> 14 严格落实\n> 时限\n已完成", "领导好：\n已完成"},
		{"older quote under the marks", "收到\n> 在 2027-04-27 09:00，督办 写道：\n> 14 严格落实\n\n-----原始邮件-----\n发件人：督办\n主题：待办\n14 已完成", "收到"},
		{"a comparison is no mark", "完成率\n>95%\n以上", "完成率\n>95%\n以上"},
		{"below our foot, nothing above", "-----原始邮件-----\n发件人：督办\n发送时间：2027-04-27\n主题：〔督办 K7Q4M2〕待办\n\n14 已完成：采取措施\n综合部\n〔督办 K7Q4M2〕\n\n14 正在办理", "14 正在办理"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := OwnWords(tt.text, "").Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOwnWords_betweenQuotesInHTMLAreKept(t *testing.T) {
	t.Parallel()
	gmail := `<div dir="ltr"></div><div class="gmail_quote"><div class="gmail_attr">督办 写道：</div><blockquote class="gmail_quote">14 严格<div>落实</div></blockquote><div>14 已完成</div><blockquote class="gmail_quote">29 按照</blockquote><div>29 延期到5月20日</div></div>`
	if got, want := OwnWords("", gmail).Text, "14 已完成\n29 延期到5月20日"; got != want {
		t.Errorf("gmail: got %q, want %q", got, want)
	}
	cite := `<blockquote type="cite"><div>14 严格<blockquote type="cite">旧</blockquote>落实</div></blockquote><p>14 已完成</p>`
	if got, want := OwnWords("", cite).Text, "14 已完成"; got != want {
		t.Errorf("cite: got %q, want %q", got, want)
	}
}

func TestOwnWords_quoteWithNothingAboveIsNeverReadAsTheAnswer(t *testing.T) {
	t.Parallel()
	w := OwnWords("发自我的企业微信\n\n------------------ 原始邮件 ------------------\n发件人: d\n主题: 〔督办 K7Q4M2〕\n\n14 已完成：采取措施\n〔督办 K7Q4M2〕\n", "")
	if w.Text != "" || !w.Unsure || !strings.Contains(w.Quoted, "采取措施") || w.Signature != "发自我的企业微信" {
		t.Errorf("got %+v", w)
	}
}

func TestOwnWords_partsThatDisagreeAreBothKept(t *testing.T) {
	t.Parallel()
	w := OwnWords("14 未完成", "<p>14 已完成</p>")
	if w.Text != "14 未完成" || w.Other != "14 已完成" {
		t.Errorf("H06: got %+v", w)
	}
	w = OwnWords("14 已完成，\n见附件 [image: logo]", "<p>14 <b>已完成</b>，<br>见附件</p>")
	if w.Unsure || w.Other != "" {
		t.Errorf("same words: got %+v", w)
	}
}

func TestOwnWords_whichPartIsTaken(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, plain, html, text, from string }{
		{"plain has words", "已完成", "<p>已完成</p>", "已完成", "plain"},
		{"plain is blank", " \n", "<p>已完成</p>", "已完成", "html"},
		{"plain has only the quote", "> 14 严格\n> 落实", "<p>已完成</p><blockquote type=cite>14 严格落实</blockquote>", "已完成", "html"},
		{"plain hides where the quote begins", "已完成\n14 严格落实", "<p>已完成</p><div class=gmail_quote>14 严格落实</div>", "已完成", "html"},
		{"the whole mail stands in a quote container", "", "<div id=mailcontent><p>已完成</p></div>", "已完成", "html"},
		{"Alimail wraps the whole mail", "", `<div class="__aliyun_email_body_block"><div>已完成</div></div>`, "已完成", "html"},
		{"nothing at all", "", "", "", "plain"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := OwnWords(tt.plain, tt.html)
			if w.Text != tt.text || w.From != tt.from {
				t.Errorf("got %q from %s (%s)", w.Text, w.From, w.Reason)
			}
		})
	}
}

func TestOwnWords_pagesAreReadAsSeen(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, html, want string }{
		{"numbered list of Outlook", `<ol start="3"><li>已完成</li><li>收到<ul><li>细节</li></ul></li></ol>`, "3. 已完成\n4. 收到\n细节"},
		{"table", `<table><tr><td>14</td><td>已完成</td></tr><tr><td>29</td><td>收到</td></tr></table>`, "14\t已完成\n29\t收到"},
		{"line breaks, white space, entities", "<p>14&nbsp;已完成：\n  整改<br>成效 &lt;好&gt;</p>", "14 已完成： 整改\n成效 <好>"},
		{"no text of scripts", `<script>1 已完成</script><style>x</style><title>t</title>收到`, "收到"},
		{"head never closed", `<head><meta charset=utf-8><body>收到`, "收到"},
		{"preformatted", "<pre>14 已完成\n29 收到</pre>", "14 已完成\n29 收到"},
		{"a > typed by the author", "<div>&gt; 95%</div><div>&gt; 90%</div>", "> 95%\n> 90%"},
		{"Word's paragraphs without ends", "<p>14 已完成<p>29 收到", "14 已完成\n29 收到"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := OwnWords("", tt.html).Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestOwnWords_hiddenTextIsNotTheAuthors(t *testing.T) {
	t.Parallel()
	w := OwnWords("", `<p>未完成</p><span style="DISPLAY: none">已完成</span><p style="font-size:0">已办结<p>请等待`)
	if w.Text != "未完成\n请等待" || !w.Unsure {
		t.Errorf("H03: got %+v", w)
	}
}

func TestOwnWords_M23_bombsFinishAtOnce(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"one character a line":     strings.Repeat("在\n", 60000),
		"在 on one line":            strings.Repeat("在", 3000),
		"On a":                     strings.Repeat("On a ", 2000),
		"dashes":                   strings.Repeat("-", 50000),
		"a long line":              strings.Repeat("已完成，", 20000),
		"senders":                  strings.Repeat("发件人：a\n", 20000),
		"attributions cut short":   strings.Repeat("在 2027-04-27 09:00，某 写\n", 10000),
		"colons":                   strings.Repeat("在 2027-04-27 09:00：\n", 10000),
		"marks":                    strings.Repeat(">", 200000),
		"separators half finished": strings.Repeat("---- 原始邮件 ", 15000),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if w := OwnWords(text, ""); lost(text, w) != "" {
				t.Errorf("lost %.80q", lost(text, w))
			}
		})
	}
	nested := strings.Repeat("<div>", 20000) + "已完成" + strings.Repeat("<blockquote type=cite>", 20000) + "旧"
	if w := OwnWords("", nested); w.Text != "已完成" {
		t.Errorf("H05: got %.80q", w.Text)
	}
	if w := OwnWords("", "已完成<a href='"+strings.Repeat("x", 450000)); w.Text != "已完成" {
		t.Errorf("H05: unclosed attribute: got %.80q", w.Text)
	}
}

// lost returns the characters of a text, white space apart, that no part of the
// words has.
func lost(text string, w Words) string {
	count := map[rune]int{}
	for _, r := range text {
		count[r]++
	}
	for _, r := range w.Text + w.Quoted + w.Signature {
		count[r]--
	}
	var b strings.Builder
	for r, n := range count {
		if n != 0 && !unicode.IsSpace(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func FuzzQuote(f *testing.F) {
	for _, s := range quoteSamples {
		if s.html != nil {
			f.Add("", s.html(ownReply))
			continue
		}
		f.Add(s.plain(ownReply), "")
	}
	f.Add("已完成\n-- \n张三\n", "<ol><li>x</ol></ol></blockquote></p>")
	f.Fuzz(func(t *testing.T, plain, html string) {
		plain, html = strings.ToValidUTF8(plain, "\uFFFD"), strings.ToValidUTF8(html, "\uFFFD") // as Parse hands them on
		if w := OwnWords(plain, ""); lost(plain, w) != "" {
			t.Errorf("lost %q of %q: %+v", lost(plain, w), plain, w)
		}
		w := OwnWords(plain, html)
		if most := 3*(len(plain)+len(html)) + 64; len(w.Text) > most || len(w.Other) > most || len(w.Reason.String()) > 8000 {
			t.Errorf("grew beyond its input: %d bytes", len(w.Text))
		}
	})
}
