package zh

import (
	"errors"
	"fmt"
	"regexp"
	"sync/atomic"
)

// Pattern is a regular expression that is compiled on first use. The readers hold some
// three hundred; compiling them all takes longer than everything else a process that
// stores one mail does, and most commands use none of them.
type Pattern struct {
	text     string
	compiled atomic.Pointer[regexp.Regexp]
}

// patterns lists every pattern of the program, since a fault in one shows only on use.
var patterns []*Pattern

// NewPattern is regexp.MustCompile, deferred, for package variables. Functions must not
// call it: every pattern stays registered.
func NewPattern(text string) *Pattern {
	p := &Pattern{text: text}
	patterns = append(patterns, p)
	return p
}

// CheckPatterns compiles all patterns of the program and returns every fault, for tests.
func CheckPatterns() error {
	var errs []error
	for _, p := range patterns {
		if _, err := regexp.Compile(p.text); err != nil {
			errs = append(errs, fmt.Errorf("compiling pattern %q: %w", p.text, err))
		}
	}
	return errors.Join(errs...)
}

// re returns the compiled expression. Two goroutines that use it first at the same time
// compile it twice; either result is right.
func (p *Pattern) re() *regexp.Regexp {
	if re := p.compiled.Load(); re != nil {
		return re
	}
	re := regexp.MustCompile(p.text)
	p.compiled.Store(re)
	return re
}

// String returns the expression as written.
func (p *Pattern) String() string { return p.text }

// The methods below are those of regexp.Regexp.

func (p *Pattern) Match(b []byte) bool                        { return p.re().Match(b) }
func (p *Pattern) MatchString(s string) bool                  { return p.re().MatchString(s) }
func (p *Pattern) FindString(s string) string                 { return p.re().FindString(s) }
func (p *Pattern) FindStringIndex(s string) []int             { return p.re().FindStringIndex(s) }
func (p *Pattern) FindStringSubmatch(s string) []string       { return p.re().FindStringSubmatch(s) }
func (p *Pattern) FindStringSubmatchIndex(s string) []int     { return p.re().FindStringSubmatchIndex(s) }
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
