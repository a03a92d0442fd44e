package checklist

import (
	"errors"
	"fmt"
	"regexp"
	"sync/atomic"
)

// Pattern is a regular expression that is compiled when it is first asked. The
// rules know some three hundred, which took longer to compile than a process
// that stores one mail takes for all else, and most of which it never asks.
type Pattern struct {
	text     string
	compiled atomic.Pointer[expression]
}

// expression is a compiled pattern.
type expression struct {
	*regexp.Regexp
	hint hint
}

// patterns are all that there are, since a fault in one shows only when it is asked.
var patterns []*Pattern

// NewPattern is regexp.MustCompile for package variables, put off; it is not for use
// in functions.
func NewPattern(text string) *Pattern {
	p := &Pattern{text: text}
	patterns = append(patterns, p)
	return p
}

// CheckPatterns compiles all patterns of the program, for a test to see that it can
// be done.
func CheckPatterns() error {
	var errs []error
	for _, p := range patterns {
		if _, err := regexp.Compile(p.text); err != nil {
			errs = append(errs, fmt.Errorf("pattern %q: %w", p.text, err))
		}
	}
	return errors.Join(errs...)
}

// re is the way of every question, so it is short enough to be set in line. Two who
// ask first at the same time compile it twice, and either is right.
func (p *Pattern) re() *expression {
	if re := p.compiled.Load(); re != nil {
		return re
	}
	return p.compile()
}

func (p *Pattern) compile() *expression {
	re := &expression{Regexp: regexp.MustCompile(p.text), hint: hintOf(p.text)}
	p.compiled.Store(re)
	return re
}

// String is the expression as written.
func (p *Pattern) String() string { return p.text }

// The questions are those of regexp.Regexp.

func (p *Pattern) Match(b []byte) bool { return p.re().Match(b) }
func (p *Pattern) MatchString(s string) bool {
	re := p.re()
	return re.hint.mayFit(s) && re.Regexp.MatchString(s)
}

func (p *Pattern) FindString(s string) string     { return p.re().FindString(s) }
func (p *Pattern) FindStringIndex(s string) []int { return p.re().FindStringIndex(s) }
func (p *Pattern) FindStringSubmatch(s string) []string {
	re := p.re()
	if !re.hint.mayFit(s) {
		return nil
	}
	return re.Regexp.FindStringSubmatch(s)
}
func (p *Pattern) FindStringSubmatchIndex(s string) []int {
	return p.re().FindStringSubmatchIndex(s)
}
func (p *Pattern) FindSubmatch(b []byte) [][]byte             { return p.re().FindSubmatch(b) }
func (p *Pattern) FindAllString(s string, n int) []string     { return p.re().FindAllString(s, n) }
func (p *Pattern) FindAllStringIndex(s string, n int) [][]int { return p.re().FindAllStringIndex(s, n) }
func (p *Pattern) FindAllStringSubmatch(s string, n int) [][]string {
	return p.re().FindAllStringSubmatch(s, n)
}
func (p *Pattern) FindAllStringSubmatchIndex(s string, n int) [][]int {
	return p.re().FindAllStringSubmatchIndex(s, n)
}
func (p *Pattern) ReplaceAll(src, repl []byte) []byte { return p.re().ReplaceAll(src, repl) }
func (p *Pattern) ReplaceAllString(src, repl string) string {
	return p.re().ReplaceAllString(src, repl)
}
func (p *Pattern) ReplaceAllStringFunc(src string, repl func(string) string) string {
	return p.re().ReplaceAllStringFunc(src, repl)
}
func (p *Pattern) Split(s string, n int) []string { return p.re().Split(s, n) }
func (p *Pattern) SubexpIndex(name string) int    { return p.re().SubexpIndex(name) }
