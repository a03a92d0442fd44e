package zh

import (
	"regexp"
	"sync"
	"testing"
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
