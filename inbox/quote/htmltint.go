package quote

import (
	"strings"

	"duban/internal/zh"
)

// tint follows the outermost coloured element that is open, and counts how much of
// a line stands in it: people who answer inside a letter do it in red or blue.
type tint struct {
	tag         string // "": none is open
	open        int    // elements of this name open inside, itself included
	in, written int    // letters of the line, in the element and all
}

// strongColour is one that a person chooses to be seen by. Links are blue by their
// element, not by their style; the inks of our own letters are softer.
var strongColour = zh.NewPattern(`(?:^|;)color:(?:red|blue|green|#f00|#00f|#[c-f]00000|#ff[0-3][0-9a-f][0-3][0-9a-f]|#0000[c-f][0-9a-f]|#0070c0|#00b050|#ed5c57|` +
	`rgb\((?:2\d\d|192),(?:\d|[1-3]\d),(?:\d|[1-3]\d)\)|rgb\((?:\d|[1-3]\d),(?:\d|[1-9]\d),2\d\d\)|rgb\(0,112,192\)|rgb\(0,176,80\)|rgb\(237,92,87\))`)

func (c *tint) start(t htmlTag) {
	switch {
	case c.tag == t.name:
		c.open++
	case c.tag == "" && t.name != "a" && (strongColour.MatchString(t.style) || t.color != "" && strongColour.MatchString("color:"+t.color)):
		c.tag, c.open = t.name, 1
	}
}

func (c *tint) end(name string) {
	if c.tag != name || name == "" {
		return
	}
	if c.open--; c.open == 0 {
		c.tag = ""
	}
}

func (c *tint) wrote(s string) {
	n := len(strings.TrimSpace(s))
	c.written += n
	if c.tag != "" {
		c.in += n
	}
}

// line reports whether most of the line that ends stands in colour.
func (c *tint) line() bool {
	tinted := c.in > 0 && 2*c.in > c.written
	c.in, c.written = 0, 0
	return tinted
}

// takeTinted gives the coloured lines of the letter to the author.
func takeTinted(ls []quoteLine) (found bool) {
	for i := range ls {
		if ls[i].part == quotedPart && ls[i].tinted {
			ls[i].part, found = ownPart, true
		}
	}
	return found
}
