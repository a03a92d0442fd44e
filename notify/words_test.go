package notify_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"duban/checklist/letter"
	"duban/inbox"
	"duban/inbox/quote"
	"duban/internal/fulltest"
	"duban/internal/words"
	"duban/notify"
	"duban/notify/wording"
)

func init() { fulltest.Checks(25) }

func worded(w wording.Words) notify.Office {
	o := office
	o.Words = map[letter.Kind]wording.Words{}
	for kind := range letter.Kinds() {
		o.Words[kind] = w
	}
	return o
}

func TestCompose_theOfficesWordsStandAroundWhatALetterSays(t *testing.T) {
	t.Parallel()
	w := wording.Words{Salutation: "尊敬的{收信人}", Opening: "（开头：{清单}{项数}项）", Closing: "（结尾：{日期}{部门}）", Signature: "{落款}<b>"}
	for _, c := range letterCases {
		if c.letter.Kind == letter.KindReport { // greets nobody, and is no letter that has such words
			continue
		}
		raw, _ := compose(t, c.letter, c.to, worded(w))
		plain, _ := compose(t, c.letter, c.to, office)
		m, was := decode(t, raw), decode(t, plain)
		checkPage(t, m.page)
		if strings.Contains(m.page, "<b>\n") || !strings.Contains(m.page, "&lt;b&gt;") {
			t.Errorf("%s: the office's words are markup", c.name)
		}
		lines := strings.Split(strings.TrimSpace(m.text), "\n")
		if lines[0] != "尊敬的"+c.to+"：" {
			t.Errorf("%s begins with %q", c.name, lines[0])
		}
		// Without its own words it is the letter of every office.
		for _, l := range lines {
			switch {
			case strings.HasPrefix(l, "（开头："), strings.HasPrefix(l, "（结尾："):
				m.text = strings.Replace(m.text, l+"\n\n", "", 1)
			case strings.HasSuffix(l, "<b>"):
				m.text = strings.Replace(m.text, l, "综合部（督办）　联系人：张三　电话：1234567", 1)
			}
		}
		if got := bare(m.text); got != bare(strings.Replace(was.text, c.to+"：", "尊敬的"+c.to+"：", 1)) {
			t.Errorf("%s says something else:\n%s\nbut\n%s", c.name, m.text, was.text)
		}
	}
}

// In an English letter the office's words stand as it wrote them.
func TestCompose_theOfficesWordsInAnEnglishLetter(t *testing.T) {
	t.Parallel()
	o := worded(wording.Words{Salutation: "To {reader}", Closing: "{items} items of {list}. 请办理。", Signature: "{office}, {day}"})
	o.Language, o.Name = words.English, "Registry"
	raw, _ := compose(t, letterCases[0].letter, letterCases[0].to, o)
	text := decode(t, raw).text
	if !strings.HasPrefix(text, "To 技术服务部负责人,\n") || !strings.Contains(text, "\n3 items of “不动产登记作风和素质提升专项行动实施清单”. 请办理。\n") || !strings.Contains(text, "\nRegistry, 27 April 2026\n") {
		t.Error(text)
	}
}

// bare is a text without its empty lines and the signature's.
func bare(text string) string {
	var kept []string
	for l := range strings.Lines(text) {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "综合部（督办）") {
			kept = append(kept, l)
		}
	}
	return strings.Join(kept, "\n")
}

// For any words that the configuration takes, and any mark, a letter that comes back is
// nobody's answer, and what its reader wrote above it and below is found.
func TestCompose_aLetterInTheOfficesWordsComesBackAsAQuote(t *testing.T) {
	t.Parallel()
	phrase := rapid.SampledFrom([]string{"请按时办理。", "谢谢", "收到", "14 已完成", "同意", "尊敬的{收信人}", "附：{清单}", "{项数}项", "14", "综合部", "（督办）", "联系人：张三", "特此通知，", "发件人：综合部", "-----", "> ", "此致　敬礼",
		"请回复“收到”。", "截至{日期}，", "主题：督办", "1. ", "请勿转发", "已阅"})
	said := func(slot wording.Slot) *rapid.Generator[string] {
		return rapid.Custom(func(t *rapid.T) string {
			return strings.TrimSpace(strings.Join(rapid.SliceOfN(phrase, 0, 3).Draw(t, "phrases"), ""))
		}).Filter(func(s string) bool {
			filled := wording.Fill(s, wording.Fields{Reader: tech, Department: "技术服务部", Day: "2026年4月27日", List: "《清单》", Items: "3"})
			return len(slot.Faults(s, wording.Fields{})) == 0 && (s == "" || inbox.TakenFor(filled) == inbox.TakenForWords)
		})
	}
	rapid.Check(t, func(rt *rapid.T) {
		w := wording.Words{Salutation: said(wording.Salutation).Draw(rt, "salutation"), Opening: said(wording.Opening).Draw(rt, "opening"),
			Closing: said(wording.Closing).Draw(rt, "closing"), Signature: said(wording.Signature).Draw(rt, "signature")}
		if w.Salutation == w.Opening { // nobody says it twice
			w.Opening = ""
		}
		o := worded(w)
		c := letterCases[rapid.IntRange(0, len(letterCases)-1).Draw(rt, "letter")]
		if c.letter.Kind == letter.KindCopy || c.letter.Kind == letter.KindClerk {
			return // they ask nobody for an answer
		}
		raw, _ := compose(t, c.letter, c.to, o)
		mark := rapid.SampledFrom([]string{"", "> ", "| "}).Draw(rt, "mark")
		const above, below = "14 正在办理，材料已报。", "其余下周补报。"
		text := above + "\n\n" + mark + strings.ReplaceAll(strings.TrimSpace(decode(t, raw).text), "\n", "\n"+mark) + "\n"
		want := above
		if rapid.Bool().Draw(rt, "also below") {
			text, want = text+"\n"+below+"\n", want+"\n"+below
		}
		if got := quote.OwnWords(text, "", quote.ReadLetter(raw)); got.Text != want {
			rt.Fatalf("%s: got %q, want %q (%s) of\n%s", c.name, got.Text, want, got.Reason, text)
		}
	})
}
