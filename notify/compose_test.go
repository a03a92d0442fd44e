package notify_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/internal/msg"
	"duban/notify"
)

func TestCompose_theSameNoticeGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	for _, c := range letterCases {
		first, _ := compose(t, c.letter, c.to, office)
		again, _ := compose(t, c.letter, c.to, office)
		if !bytes.Equal(first, again) {
			t.Errorf("%s: two renderings differ", c.name)
		}
	}
}

func TestCompose_theTokenStandsInFourPlaces(t *testing.T) {
	t.Parallel()
	for _, c := range letterCases {
		raw, subject := compose(t, c.letter, c.to, office)
		m := decode(t, raw)
		if c.letter.Kind.Traits().Aside {
			if strings.Contains(subject+m.text+m.page+strings.ReplaceAll(m.headers, "Message-ID: <duban.K7Q4M2.", ""), "K7Q4M2") {
				t.Errorf("%s: it shows a number to answer under", c.name)
			}
			continue
		}
		for place, text := range map[string]string{
			"Message-ID: <duban.K7Q4M2.": m.headers, "Reply-To: <duban+K7Q4M2@djzx.example>": m.headers,
			"〔督办 K7Q4M2〕": subject, "〔督办 K7Q4M2〕（回复时请保留此编号）\n": m.text, "〔督办 K7Q4M2〕（回复时请保留此编号）<": m.page,
		} {
			if !strings.Contains(text, place) {
				t.Errorf("%s: no %q", c.name, place)
			}
		}
	}
}

func TestCompose_headersOfTheOffice(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		change func(*notify.Office)
		want   string
	}{
		"a server without address suffixes":    {func(o *notify.Office) { o.ReplySuffix = false }, "Reply-To: <duban@djzx.example>"},
		"answers go to another mailbox":        {func(o *notify.Office) { o.ReplyTo = "huifu@djzx.example" }, "Reply-To: <huifu+K7Q4M2@djzx.example>"},
		"the sender has a name in Chinese":     {func(o *notify.Office) { o.FromName = "督办" }, "From: 督办 <duban@djzx.example>"},
		"another checklist is another thread":  {func(o *notify.Office) { o.ID = 2 }, "References: <duban-thread."},
		"the loop header names our own domain": {func(o *notify.Office) { o.Domain = "duban.example" }, "X-Duban-Loop: duban.example"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := office
			tt.change(&o)
			raw, _ := compose(t, letterCases[0].letter, tech, o)
			if m := decode(t, raw); !strings.Contains(m.headers, tt.want) {
				t.Errorf("no %q in\n%s", tt.want, m.headers)
			}
		})
	}
}

func TestCompose_oneThreadForEachPersonAndChecklist(t *testing.T) {
	t.Parallel()
	thread := func(list int64, person string) string {
		l := lead(letter.KindRemind, code)
		l.Checklist = list
		raw, _ := compose(t, l, person, office)
		_, id, _ := strings.Cut(decode(t, raw).headers, "References: ")
		id, _, _ = strings.Cut(id, "\n")
		return id
	}
	base := thread(1, tech)
	if thread(1, tech) != base {
		t.Error("two letters on one checklist are two threads")
	}
	if thread(2, tech) == base || thread(1, deputy) == base {
		t.Error("another checklist or another person shares the thread")
	}
}

func TestCompose_aForgedIdentifierWritesNoHeader(t *testing.T) {
	t.Parallel()
	for name, id := range map[string]string{
		"a line break":    "<a@b>\r\nBcc: everybody@djzx.example",
		"a space":         "<a @everybody>",
		"no brackets":     "a@everybody",
		"not ASCII":       "<督办@everybody>",
		"longer than 998": "<" + strings.Repeat("x", 1000) + "@everybody>",
		"a second one":    "<a@b> <c@everybody>",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := receipt(letter.KindReceipt, letter.Receipt{Filed: []letter.Filed{filed}})
			l.InReplyTo = id
			if raw, _ := compose(t, l, tech, office); bytes.Contains(raw, []byte("everybody")) || bytes.Contains(raw, []byte("In-Reply-To")) {
				t.Errorf("%q stands in a header", id)
			}
		})
	}
}

func TestCompose_aStrangersTextShowsOnlyWhatItSays(t *testing.T) {
	t.Parallel()
	l := receipt(letter.KindReceipt, letter.Receipt{Filed: []letter.Filed{filed},
		Text: "<script>alert(1)</script>\x00\x1b[2J\u202e完成\u2066\r\n<img src=x>", Files: []letter.File{{Name: "a\u202egpj.exe\n<b>.docx"}}})
	l.Receipt.Filed[0].Outcome = msg.Words("已登记\r\nBcc: everybody@djzx.example")
	raw, subject := compose(t, l, tech, office)
	m := decode(t, raw)
	checkPage(t, m.page)
	if strings.ContainsAny(m.text+m.page+subject, "\x00\x1b\u202e\u2066\r") {
		t.Error("a hidden character went out")
	}
	if bytes.Contains(raw, []byte("\nBcc:")) {
		t.Error("an outcome became a header")
	}
	if !strings.Contains(m.text, "<script>alert(1)</script>") {
		t.Error("the text does not show what was written")
	}
}

func TestCompose_aLetterWithoutItsFactsIsRefused(t *testing.T) {
	t.Parallel()
	for kind := range letter.Kinds() {
		_, _, err := notify.Compose(notice(letter.Letter{Kind: kind}, tech), checklist.Person{ID: tech, Title: tech, Mail: "jsb@djzx.example"}, office, morning)
		if !errors.Is(err, checklist.ErrInvalid) {
			t.Errorf("an empty %s: %v", kind, err)
		}
	}
	if _, _, err := notify.Compose(notice(letter.Letter{Kind: "fax"}, tech), checklist.Person{}, office, morning); !errors.Is(err, checklist.ErrInvalid) {
		t.Errorf("a fax: %v", err)
	}
}

func TestCompose_anErrorDoesNotTellTheAddress(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*checklist.Person, *notify.Office){
		"recipient": func(p *checklist.Person, _ *notify.Office) { p.Mail = "everybody at home" },
		"sender":    func(_ *checklist.Person, o *notify.Office) { o.From = "everybody at home" },
		"reply":     func(_ *checklist.Person, o *notify.Office) { o.ReplyTo = "everybody at home" },
	} {
		p, o := checklist.Person{ID: tech, Title: tech, Mail: "jsb@djzx.example"}, office
		change(&p, &o)
		_, _, err := notify.Compose(notice(lead(letter.KindRemind, code), tech), p, o, morning)
		if !errors.Is(err, checklist.ErrInvalid) || strings.Contains(err.Error(), "everybody") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCompose_noWordOfTheMachine: readers know letters, items and replies.
func TestCompose_noWordOfTheMachine(t *testing.T) {
	t.Parallel()
	for _, c := range letterCases {
		raw, subject := compose(t, c.letter, c.to, office)
		text := strings.ToLower(subject + decode(t, raw).text)
		for _, word := range []string{"token", "notice", "assignment", "null", "%!", "{{", "！", "0001", "12月31日"} {
			if strings.Contains(text, word) {
				t.Errorf("%s says %q", c.name, word)
			}
		}
	}
}

// Of a year whose holidays are not published the deadline says so, and nothing else does.
func TestCompose_aComputedDayIsSaidOnce(t *testing.T) {
	t.Parallel()
	late := but(code, func(l *letter.Line) {
		l.Colour, l.Late, l.Forecast, l.Step, l.Reason = letter.Red, 2, true, "escalate-1", checklist.Computed(letter.LateTold(2, supervisor))
	})
	raw, _ := compose(t, lead(letter.KindEscalate, late), deputy, office)
	if text := decode(t, raw).text; strings.Count(text, "暂按周末推算") != 1 || strings.Count(text, "逾期2个工作日") != 1 {
		t.Error(text)
	}
}
