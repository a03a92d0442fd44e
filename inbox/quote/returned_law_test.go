package quote

import (
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"duban/inbox/message"
	"duban/internal/fulltest"
)

func init() { fulltest.Checks(25) }

// ourLetter is a letter as it was sent, and as a program gives it back.
type ourLetter struct {
	name, text string
	known      Letter
}

func ourLetters(t testing.TB) (all []ourLetter) {
	t.Helper()
	names, err := filepath.Glob("testdata/letters/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no letters: %v", err)
	}
	for _, name := range names {
		raw := readTestdata(t, name)
		all = append(all, ourLetter{filepath.Base(name), message.Parse(raw, message.Limits{}).Text, ReadLetter(raw)})
	}
	return all
}

// ownLines are words that a person writes, such as stand in no letter.
func ownLines() *rapid.Generator[[]string] {
	line := rapid.OneOf(
		rapid.StringMatching(`[1-9]\d? (已完成|正在办理|申请延期到7月\d日|收到|同意|退回)(，[一-龥]{2,9}。)?`),
		rapid.StringMatching(`[一-龥]{3,14}[，。][一-龥]{1,8}[。！]`),
		rapid.SampledFrom([]string{"好的", "收到", "14 同意", "来自华为的工程师已驻场", "发件人：技术服务部", "完成率>95%", "见附件"}),
	)
	return rapid.SliceOfN(line, 1, 4)
}

var heads = []string{
	"", "已发送: 2027年4月26日 8:31", "&gt; -----原始邮件-----", "原始消息", "----- 来信 -----", "督办 2027-04-26 08:31", "【原始邮件】", "========历史邮件========",
	"在 2027-04-26 08:31，督办 <duban@djzx.example> 写道：", "在 2027年4月26日星期一 上午8:31，督办\n<duban@djzx.example> 写道：",
	"发件人: 督办\n投递于: 2027年4月26日 8:31\n收件人: 技术服务部\n主题: 〔督办 K7Q4M2〕待办", "发件人:\t督办/中心\n日期:\t2027-04-26 08:31\n主题:\t待办",
	"________________________________\n发件人: 督办 <duban@djzx.example>\n已发送: 2027年4月26日 8:31\n主题: 待办", "On Mon, Apr 26, 2027 at 8:31 AM duban <duban@djzx.example> wrote:",
}

// For any letter of ours, any head, any mark and any words, above it and below, the
// words found are the author's alone: where the letter is at hand, and where it is not.
func TestOwnWords_whateverHeadAndMark_theWordsAreTheAuthorsAlone(t *testing.T) {
	t.Parallel()
	letters := ourLetters(t)
	rapid.Check(t, func(t *rapid.T) {
		l := letters[rapid.IntRange(0, len(letters)-1).Draw(t, "letter")]
		above := ownLines().Draw(t, "above")
		head := rapid.SampledFrom(heads).Draw(t, "head")
		mark := rapid.SampledFrom([]string{"", "> ", ">", "| ", "&gt; ", ": ", "＞ "}).Draw(t, "mark")
		quoted := strings.ReplaceAll(strings.TrimSpace(l.text), "\n", "\n"+mark)
		text := strings.Join(above, "\n") + "\n\n" + head + "\n" + mark + quoted + "\n"
		want := strings.Join(above, "\n")
		if rapid.Bool().Draw(t, "also below") {
			below := ownLines().Draw(t, "below")
			text += "\n" + strings.Join(below, "\n") + "\n"
			want += "\n" + strings.Join(below, "\n")
		}
		if w := OwnWords(text, "", l.known); w.Text != want {
			t.Fatalf("%s: got %q, want %q (%s) of\n%s", l.name, w.Text, want, w.Reason, text)
		}
		if w := OwnWords(text, ""); w.Text != want {
			t.Fatalf("%s, not at hand: got %q, want %q (%s) of\n%s", l.name, w.Text, want, w.Reason, text)
		}
	})
}

// Words between the lines of a letter, whose quote has no mark, are the author's where he
// wrote nothing else, and are said to be there where he did.
func TestOwnWords_betweenTheLinesOfALetterAtHand(t *testing.T) {
	t.Parallel()
	letters := ourLetters(t)
	rapid.Check(t, func(t *rapid.T) {
		l := letters[rapid.IntRange(0, len(letters)-1).Draw(t, "letter")]
		own := rapid.StringMatching(`已于4月[1-9]日[一-龥]{4,9}[。！]`).Draw(t, "own")
		lines := strings.Split(strings.TrimSpace(l.text), "\n")
		at := rapid.IntRange(2, len(lines)-3).Draw(t, "at")
		mark := rapid.SampledFrom([]string{"", "> "}).Draw(t, "mark")
		text := mark + strings.Join(lines[:at], "\n"+mark) + "\n" + mark + own + "\n" + mark + strings.Join(lines[at:], "\n"+mark)
		if w := OwnWords("在 2027-04-26 08:31，督办 <duban@djzx.example> 写道：\n"+text, "", l.known); w.Text != own || !w.Unsure {
			t.Fatalf("%s: got %q, want %q (%s) of\n%s", l.name, w.Text, own, w.Reason, text)
		}
		if w := OwnWords("14 收到\n\n在 2027-04-26 08:31，督办 <duban@djzx.example> 写道：\n"+text, "", l.known); w.Text != "14 收到" || len(w.Inserted) != 1 || w.Inserted[0] != own {
			t.Fatalf("%s: got %q and %q (%s) of\n%s", l.name, w.Text, w.Inserted, w.Reason, text)
		}
	})
}

// The same of pages, in any container or in none.
func TestOwnWords_whateverContainer_theWordsAreTheAuthorsAlone(t *testing.T) {
	t.Parallel()
	var pages []string
	for _, name := range []string{"remind-late", "digest-red", "touch-remind-late", "touch-digest-red"} {
		pages = append(pages, string(readTestdata(t, "testdata/letters/"+name+".html")))
	}
	wraps := []string{"LETTER", "<blockquote>LETTER</blockquote>", `<blockquote type="cite">LETTER</blockquote>`, `<div class="nobodys-quote">LETTER</div>`, `<div style="border-left:1px solid #ccc;padding-left:8px">LETTER</div>`,
		`<table><tr><td>LETTER</td></tr></table>`, `<hr>LETTER`, `<div class="gmail_quote"><blockquote class="gmail_quote">LETTER</blockquote></div>`, `<details><summary>原始邮件</summary>LETTER</details>`}
	rapid.Check(t, func(t *rapid.T) {
		letter := pages[rapid.IntRange(0, len(pages)-1).Draw(t, "page")]
		own := ownLines().Draw(t, "own")
		head := rapid.SampledFrom(heads).Draw(t, "head")
		wrap := rapid.SampledFrom(wraps).Draw(t, "container")
		quoted := strings.ReplaceAll(wrap, "LETTER", letter)
		outer := rapid.SampledFrom([]string{"BODY", `<div name="messageReplySection">BODY</div>`, `<blockquote class="gmail_quote" style="border-left:1px #ccc solid">BODY</blockquote>`, `<div id="mailcontent">BODY</div>`}).Draw(t, "around all")
		page := strings.ReplaceAll(outer, "BODY", divs(strings.Join(own, "\n"))+"<div><br></div>"+divs(head)+quoted)
		if w := OwnWords("", page); w.Text != strings.Join(own, "\n") {
			t.Fatalf("got %q, want %q (%s): %s in %s in %s", w.Text, own, w.Reason, head, wrap, outer)
		}
	})
}
