package notify_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/notify"
)

var update = flag.Bool("update", false, "rewrite the golden letters and docs/letters.md")

// notice is a letter as the store hands it out.
func notice(l letter.Letter, to string) db.Notice {
	l.To, l.Salutation, l.On = to, to, checklist.Date(2026, 4, 27)
	return db.Notice{ID: 7, Kind: l.Kind, Person: l.To, Token: "K7Q4M2", MessageID: "<duban.K7Q4M2.0011@djzx.example>", Letter: l}
}

// composeOn composes a letter for the day that it names itself.
func composeOn(t *testing.T, l letter.Letter, to string, o notify.Office) (raw []byte, subject string) {
	t.Helper()
	n := notice(l, to)
	if l.On != 0 {
		n.Letter.On = l.On
	}
	raw, subject, err := notify.Compose(n, checklist.Person{ID: to, Title: to, Mail: "reader@djzx.example"}, o, morning)
	if err != nil {
		t.Fatal(err)
	}
	return raw, subject
}

func compose(t *testing.T, l letter.Letter, to string, o notify.Office) (raw []byte, subject string) {
	t.Helper()
	raw, subject, err := notify.Compose(notice(l, to), checklist.Person{ID: to, Title: to, Mail: "reader@djzx.example"}, o, morning)
	if err != nil {
		t.Fatal(err)
	}
	return raw, subject
}

func TestCompose_everyLetterReadsAsAgreed(t *testing.T) {
	t.Parallel()
	for _, c := range letterCases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			raw, subject := compose(t, c.letter, c.to, office)
			m := decode(t, raw)
			if m.subject != subject {
				t.Errorf("the mail's subject is %q, Compose says %q", m.subject, subject)
			}
			golden(t, filepath.Join("testdata", "letters", c.name+".txt"), m.headers+"\n"+m.text)
			golden(t, filepath.Join("testdata", "letters", c.name+".html"), m.page)
			checkPage(t, m.page)
		})
	}
}

// TestCompose_theBytesOfEachKindStay holds what goes over the wire, headers in
// their order, encodings and boundaries, for the first case of each kind.
func TestCompose_theBytesOfEachKindStay(t *testing.T) {
	t.Parallel()
	left := map[letter.Kind]bool{}
	for kind := range letter.Kinds() {
		left[kind] = true
	}
	for _, c := range letterCases {
		if !left[c.letter.Kind] {
			continue
		}
		delete(left, c.letter.Kind)
		raw, _ := compose(t, c.letter, c.to, office)
		golden(t, filepath.Join("testdata", "letters", string(c.letter.Kind)+".eml"), string(raw))
	}
	if len(left) > 0 {
		t.Errorf("no golden letter of %v", left)
	}
}

// TestCompose_theManualShowsEveryLetter keeps docs/letters.md what goes out.
func TestCompose_theManualShowsEveryLetter(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	b.WriteString("# 每封信怎么说\n\n督办发出的每一种信，各举一例；由测试生成（`make golden`），与实际发出的文字一致。\n" +
		"每封信另有内容相同的网页格式；网页里另有〔已完成〕〔同意〕等链接，点开是一封开好头的回信（`mail.reply_links`）。\n\n" +
		"次序：逾期和将到期的在前，接着是怎么回复，其余每个时限一行。在 375 × 812 的手机上（`TestCompose_longLettersFitThePhone`）：\n\n" +
		"| 信 | 从前 | 现在 | 至多 |\n|---|---|---|---|\n| 交办29项 | 6.7屏 | 4.2屏 | 7屏 |\n| 提醒，29项中13项今日到期 | 5.0屏 | 2.3屏 | 2.5屏 |\n" +
		"| 专报，16项25份待审 | 6.4屏 | 3.3屏 | 3.5屏 |\n| 专报，逾期3项，附进度图 | 2.3屏 | 1.9屏 | 2屏 |\n\n" +
		"专报里，报办结写全文（300字以内）、附件的名称种类大小、时限和此前的申请、进展、退回；同时待审的超过6项时，先全文列出需要您看的（退回过、无附件、撤回过、未核验），" +
		"其余只摘开头，要看全文回复“14 情况”。\n")
	for _, c := range letterCases {
		raw, subject := compose(t, c.letter, c.to, office)
		fmt.Fprintf(&b, "\n## %s\n\n**%s**\n\n```text\n%s```\n", c.name, subject, decode(t, raw).text)
	}
	seasons, err := os.ReadFile(filepath.Join("..", "scheduler", "testdata", "seasons.md"))
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "\n# 一季多少封信\n\n示例清单（40项，11个收信人）从4月1日到7月31日，各人收到的交办、提醒、提级、分管情况、专报和日报；回执、询问、审核结果不计。\n\n%s", seasons)
	golden(t, filepath.Join("..", "docs", "letters.md"), b.String())
}

// TestGolden_noneIsLeftOver finds files whose letter is gone.
func TestGolden_noneIsLeftOver(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, c := range letterCases {
		known[c.name+".txt"], known[c.name+".html"], known[string(c.letter.Kind)+".eml"] = true, true, true
	}
	files, err := os.ReadDir(filepath.Join("testdata", "letters"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[f.Name()] && f.Name() != ".gitattributes" {
			t.Errorf("%s belongs to no letter", f.Name())
		}
	}
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func TestRenderers_knowEveryKind(t *testing.T) {
	t.Parallel()
	for kind := range letter.Kinds() {
		empty := db.Notice{Kind: kind, Letter: letter.Letter{Kind: kind}}
		if _, _, err := notify.Compose(empty, checklist.Person{}, office, morning); err == nil || strings.Contains(err.Error(), "no letter of kind") {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestCompose_onlyWhoGetsTheReportIsToldOfIt(t *testing.T) {
	t.Parallel()
	last := digest(letter.KindDigest, func(d *letter.Digest) { *d = ended })
	for _, c := range []struct {
		letter letter.Letter
		to     string
		told   bool
	}{{last, director, true}, {copiedOf(director, last), deputy, false}} {
		raw, _ := compose(t, c.letter, c.to, office)
		text := decode(t, raw).text
		if !strings.Contains(text, "40项已全部销号，督办结束。") || strings.Contains(text, "另有一页报告") != c.told {
			t.Errorf("to %s:\n%s", c.to, text)
		}
	}
}
