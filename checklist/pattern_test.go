package checklist

import (
	"regexp"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPattern_answersAsItsExpressionDoes(t *testing.T) {
	t.Parallel()
	p := &Pattern{text: `(\d+)月`}
	if got := p.FindStringSubmatch("4月底"); len(got) != 2 || got[1] != "4" {
		t.Errorf("got %q, want 4", got)
	}
	if got, want := p.String(), `(\d+)月`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestPattern_isAskedByManyAtOnce(t *testing.T) {
	t.Parallel()
	p := &Pattern{text: `^(?:完成|已完成)$`}
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			if !p.MatchString("已完成") {
				t.Error("no match")
			}
		})
	}
	all.Wait()
}

// BenchmarkPattern shows that to be compiled late costs nothing afterwards.
func BenchmarkPattern(b *testing.B) {
	const text, line = `^(?:已|均)?完成$`, "已完成"
	for name, p := range map[string]interface{ MatchString(string) bool }{"late": &Pattern{text: text}, "at once": regexp.MustCompile(text)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				p.MatchString(line)
			}
		})
	}
}

// A hint must never refuse what the expression fits.
func TestPattern_hintsRefuseNothingThatFits(t *testing.T) {
	t.Parallel()
	texts := []string{"", "a", "-- 原始邮件 --", "ſent from K", "Sent from my iPhone", "sent FROM x", "\xff", "\uFFFD坏字", "从我的手机发送", "x到期)", "ab", "b", "\n", " ", "4月底", "K"}
	for _, text := range []string{
		`^(?:a|)b?$`, `^$`, `^[-_=*~ ]{2,}(?:原始邮件|原信)[- ]{2,}$`, `^(?i:sent from) `, `(?i)k`, `^(?i:K)`, "^\uFFFD", "\uFFFD", `到期\)$`, `^.{1,160}到期\)`,
		`^(?:从|来自).*发送$|^Sent.*`, `^(?:从|来自)|\d`, `(?m)^a$`, `^\s*b`, `^(?:x?)*b`, `^[^\S]`, `^\b4月`, `^(a{0}|b{2,3}|ab{0,1})$`, `(?:坏|好)字`, `^(?s:.)`, `^\W`,
	} {
		p, re := &Pattern{text: text}, regexp.MustCompile(text)
		for _, s := range texts {
			if got, want := p.MatchString(s), re.MatchString(s); got != want {
				t.Errorf("%s on %q: got %v, want %v", text, s, got, want)
			}
			if got, want := len(p.FindStringSubmatch(s)), len(re.FindStringSubmatch(s)); got != want {
				t.Errorf("%s in %q: got %d groups, want %d", text, s, got, want)
			}
		}
	}
}

func TestHint_isWhatATextMustHave(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]hint{
		`^(?:从|来自).{0,9}发来的(?:超大|云)附件$`: {begins: []rune("从从来来"), needs: []string{"发来的"}},
		`写道 ?:$`:       {needs: []string{"写道"}},
		`^.{1,9}到期\)`:  {needs: []string{"到期)"}},
		`^(?i:Sent)?.`: {},
		`a|b|c|d?`:     {},
	} {
		if diff := cmp.Diff(hintOf(text), want, cmp.AllowUnexported(hint{})); diff != "" {
			t.Errorf("%s: -got +want\n%s", text, diff)
		}
	}
}
