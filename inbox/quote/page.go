package quote

import "duban/inbox/message"

// pageLines reads an HTML part as lines, each with the container it stands in. hidden is
// the text that nobody can see. With opened, what the outermost containers hold is
// looked into: some programs put the whole mail into one.
func pageLines(src string, opened bool) (ls []quoteLine, hidden string) {
	p := message.ReadPage(src, standsApart)
	for _, l := range p.Lines {
		q := newQuoteLine(l.Text)
		q.depth, q.typed = 0, q.depth // a > typed into HTML is the author's
		q.tinted = isStrong(l.Colour)
		ls = append(ls, q)
	}
	c := containers{lines: ls, all: p.Apart, opened: opened}
	c.mark()
	return ls, p.Hidden
}

func standsApart(e *message.Element) bool {
	_, found := matchBox(e)
	return found || e.Name == "article" || isCard(e)
}

// isCard: the table of the new QQ card, whose only stable sign is that it cannot be
// edited and stands inside an <article> that says 原始邮件 or Original.
func isCard(e *message.Element) bool { return e.Name == "table" && e.Has("data-uneditable") }

// containers marks the lines that stand in one.
type containers struct {
	lines   []quoteLine
	all     []message.Element
	opened  bool
	outer   int // with opened: where the container ends that was looked into
	quoted  int // where the last quote ends
	tail    int // where Foxmail's signature begins; 0: it has none
	article int // the first line of the last <article>
}

func (c *containers) mark() {
	for i := range c.all {
		e := &c.all[i]
		switch rule, found := matchBox(e); {
		case e.First < c.quoted:
		case e.Name == "article":
			c.article = e.First
		case isCard(e) && c.isQQCard(e):
			c.toEnd(c.article, qqCard)
			return
		case !found:
		case rule.kind == boxRest:
			c.toEnd(e.First, rule)
			return
		default:
			c.apply(i, rule)
		}
	}
	c.signTail(len(c.lines))
}

func (c *containers) isQQCard(e *message.Element) bool {
	for _, l := range c.lines[c.article:e.First] {
		if loneWord.MatchString(l.key) {
			return true
		}
	}
	return false
}

func (c *containers) apply(i int, rule boxRule) {
	e := &c.all[i]
	switch rule.kind {
	case boxQuote, boxSoft:
		end := e.End
		if rule.kind == boxSoft {
			end = c.firstQuoteIn(i)
		}
		if c.opened && e.First >= c.outer {
			c.outer = e.End
			return
		}
		c.signTail(e.First)
		c.quote(e.First, end, rule)
	case boxSignature:
		for j := e.First; j < e.End; j++ {
			c.lines[j].part = signaturePart
		}
	case boxBare:
		for j := e.First; j < e.End; j++ {
			c.lines[j].bare = true
		}
	case boxTail:
		if c.tail == 0 {
			c.tail = e.First
		}
	}
}

// firstQuoteIn is where Gmail's wrapper ceases to be the quote: who answers between the
// lines writes into the wrapper, below its first inner quote.
func (c *containers) firstQuoteIn(i int) int {
	for _, inner := range c.all[i+1:] {
		if inner.First >= c.all[i].End {
			break
		}
		if inner.Name == "blockquote" {
			return inner.End
		}
	}
	return c.all[i].End
}

func (c *containers) quote(from, to int, rule boxRule) {
	for j := from; j < to; j++ {
		c.lines[j].boxed, c.lines[j].part = rule.reason, quotedPart
	}
	c.quoted = to
}

// toEnd makes all that follows a quote.
func (c *containers) toEnd(from int, rule boxRule) {
	c.signTail(from)
	c.quote(from, len(c.lines), rule)
	for j := from; j < len(c.lines); j++ {
		c.lines[j].toEnd = true
	}
}

// signTail makes a signature of what Foxmail puts between its rule and the quote.
func (c *containers) signTail(to int) {
	for j := c.tail; c.tail > 0 && j < to; j++ {
		c.lines[j].part = signaturePart
	}
	c.tail = 0
}

// isStrong: a colour that a person chooses to be seen by. The colours of our own letters
// are softer.
func isStrong(c message.Colour) bool {
	switch (message.Colour{R: c.R, G: c.G, B: c.B}) {
	case message.Colour{G: 128}, message.Colour{R: 237, G: 92, B: 87}: // green; the red of a phone
		return c.Set
	}
	return c.Set && max(c.R, c.G, c.B)-min(c.R, c.G, c.B) >= 176
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
