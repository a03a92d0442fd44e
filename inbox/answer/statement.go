package answer

import (
	"slices"
	"strings"

	"duban/internal/msg"
	"duban/internal/zh/lexicon"
)

// phrase is words between two marks.
type phrase struct {
	key  string
	end  kind // the mark behind it
	line int  // 1-based, in the text
}

// statement is what is said of some items.
type statement struct {
	head
	phrases []phrase
	text    []string // as written, a line each
	line    int
}

const (
	mostStatements = 300 // in one mail; what comes later is not read
	mostPhrase     = 64  // tokens; a longer phrase is no act
)

// cutter divides a text into statements.
type cutter struct {
	letter Letter
	opt    Options
	all    []*statement
	open   *statement // takes what names no item of its own
	points int        // the last number of a list of points
	outline
}

func (c *cutter) current(line int) *statement {
	if c.open == nil {
		c.begin(head{}, line)
	}
	return c.open
}

func (c *cutter) begin(h head, line int) {
	c.open = &statement{head: h, line: line}
	c.all = append(c.all, c.open)
}

// line cuts one line.
func (c *cutter) line(w words, no int) {
	r := headReader{key: w.key, toks: lexer{key: w.key}.tokens(), letter: c.letter}
	from, written := c.outlined(r), 0 // what is written from here on belongs to the open statement
	if from > 0 && from < len(r.toks) {
		if _, _, ok := c.headAt(r, from, true); ok {
			written = from
		}
	}
	for i := from; i < len(r.toks); {
		if len(c.all) >= mostStatements {
			c.open.doubt = msg.New("too much listed, the end was not read")
			return
		}
		if h, next, ok := c.headAt(r, i, i == from); ok {
			c.write(w, r, written, i)
			i = c.enter(h, r, next, no)
			written = next
			continue
		}
		i = c.phrase(w, r, i, no, &written)
	}
	c.write(w, r, written, len(r.toks))
}

// write adds the words between two tokens to the open statement, as written.
func (c *cutter) write(w words, r headReader, from, to int) {
	if from >= to || len(c.all) == 0 {
		return
	}
	if s := tidy(w.slice(r.toks[from].from, r.toks[to-1].to)); s != "" {
		c.open.text = append(c.open.text, s)
	}
}

// tidy takes the marks from a text that parted it from the next.
func tidy(s string) string { return strings.TrimRight(strings.TrimSpace(s), "，,；;、 　") }

// enter opens the statement of a head; one that only leaves items out is joined with what
// was said before it, or comes next: 全部完成，7除外; 3、7、9除9外; 7除外，其余同意.
func (c *cutter) enter(h head, r headReader, next, no int) int {
	if o := c.open; h.all && o != nil && (len(o.phrases) > 0 && r.endsAt(next) || len(o.phrases) == 0 && o.some() && o.line == no) {
		o.except = append(o.except, h.except...)
		return r.skip(next, atEnd)
	}
	if label := c.label(h, r, next); label != nil {
		c.begin(h, no)
		c.open.phrases = append(c.open.phrases, *label)
		return next
	}
	if o := c.open; o != nil && o.all && len(o.phrases) == 0 && o.line == no {
		if h.rest {
			h = head{all: true, except: o.except}
		} else if slices.ContainsFunc(h.nums, func(n int) bool { return slices.Contains(o.except, n) }) {
			h.doubt = msg.New("an item both excepted and named")
		}
	}
	c.begin(h, no)
	c.open.which, next = r.qualifier(h, next)
	return next
}

func (r headReader) endsAt(i int) bool { return i >= len(r.toks) || atEnd[r.toks[i].kind] }

// label takes the phrase that stood before a colon for what is said of the numbers
// behind it: 同意销号：8、14.
func (c *cutter) label(h head, r headReader, next int) *phrase {
	if c.open == nil || len(h.nums) == 0 || !r.endsAt(next) && r.kind(next) != opens && r.kind(next) != kind(lexicon.Thing) {
		return nil
	}
	n := len(c.open.phrases)
	if n == 0 || c.open.phrases[n-1].end != colon || !c.isAct(c.open.phrases[n-1].key, h) && !isKnown(c.open.phrases[n-1].key) {
		return nil
	}
	p := c.open.phrases[n-1]
	c.open.phrases = c.open.phrases[:n-1]
	p.end = stop
	return &p
}

// phrase adds the words up to the next mark to the open statement. Numbers among them are
// those of another where the words about them are a closed form: 同意3、5; 完成14没完成29.
func (c *cutter) phrase(w words, r headReader, i, no int, written *int) (next int) {
	from := i
	for ; i < len(r.toks) && !parts[r.toks[i].kind]; i++ {
		if next, ok := c.others(w, r, from, i, no, written); ok {
			return next
		}
		if r.toks[i].kind != number && r.toks[i].kind != kind(lexicon.Ordinal) || i == from || i > from+mostPhrase || r.toks[i-1].is(lexicon.Above) {
			continue
		}
		if !r.namesNumber(i) {
			continue
		}
		if h, after, ok := r.at(i); ok && c.glued(r, from, i, after, h) {
			c.add(r, from, r.withoutMark(from, i), i, i, no)
			c.write(w, r, *written, i)
			*written = after
			return c.enter(h, r, after, no)
		}
		if h, after, ok := c.verbFirst(r, from, i); ok {
			c.write(w, r, *written, from)
			c.begin(h, no)
			until := r.phraseEnd(after)
			c.add(r, from, r.withoutMark(from, i), after, until, no)
			*written = from
			return until + 1
		}
	}
	if i > from || i < len(r.toks) && (asksAlone[r.toks[i].kind] || r.toks[i].kind == shuts && i > 0 && r.toks[i-1].kind == opens) {
		c.add(r, from, i, i, i, no)
	}
	return i + 1
}

// others reads, behind an act, which items it is not about, or that it is about all that are
// left: approve all except 7, 同意其余.
func (c *cutter) others(w words, r headReader, from, i, no int, written *int) (next int, ok bool) {
	if i == from || i > from+mostPhrase {
		return i, false
	}
	named := c.open != nil && c.open.named()
	switch t := r.toks[i]; {
	case t.is(lexicon.Except) && !named && slices.ContainsFunc(r.toks[from:i], func(t token) bool { return t.is(lexicon.All) }):
		h, after, ok := r.exception(i)
		if !ok || !r.endsAt(after) || !c.isAct(strings.TrimSpace(r.span(from, i)), head{}) {
			return i, false
		}
		c.add(r, from, i, i, i, no)
		c.write(w, r, *written, after)
		*written = after
		return c.enter(h, r, after, no), true
	case t.is(lexicon.Rest) && named:
		until := r.phraseEnd(i + 1)
		if until-i > mostPhrase || !c.isAct(strings.TrimSpace(r.span(from, i)), head{}) || !c.isAct(strings.TrimSpace(r.span(from, i)+r.span(i+1, until)), head{}) {
			return i, false
		}
		c.write(w, r, *written, from)
		c.begin(head{rest: true}, no)
		c.add(r, from, i, i+1, until, no)
		*written = from
		return until + 1, true
	}
	return i, false
}

// parts are the marks between phrases.
var parts = set(nil, comma, colon, stop, query, opens, shuts, column, dots, slash, boxOn, boxOff)

// asksAlone are marks that say something without words before them.
var asksAlone = set(nil, query, boxOn, boxOff)

// phraseEnd is the mark that ends a phrase; of a long one it is not looked for.
func (r headReader) phraseEnd(i int) int {
	for n := 0; i < len(r.toks) && !parts[r.toks[i].kind] && n <= mostPhrase; n++ {
		i++
	}
	return i
}

// add adds a phrase made of two stretches of tokens.
func (c *cutter) add(r headReader, from, to, from2, to2, no int) {
	key := r.span(from, to) + r.span(from2, to2)
	end := stop
	if to2 < len(r.toks) {
		if end = r.toks[to2].kind; end == shuts && r.kind(to2+1) == colon {
			end = colon // 完成（是/否）：
		}
	}
	s := c.current(no)
	s.phrases = append(s.phrases, phrase{strings.TrimSpace(key), end, no})
}

func (r headReader) span(from, to int) string {
	if from >= to {
		return ""
	}
	return r.key[r.toks[from].from:r.toks[to-1].to]
}

// verbFirst reads 撤回14, 同意3、5, 已完成第3项: all words about the numbers are one act.
func (c *cutter) verbFirst(r headReader, from, i int) (h head, next int, ok bool) {
	if p := r.toks[i-1].kind; p == free || p == own || p == kind(lexicon.Same) {
		return h, i, false // 转交张三
	}
	r.verbFirst = true
	h, next, ok = r.list(i)
	if !ok || !c.letter.hasAll(h.nums) {
		return h, i, false
	}
	end := r.phraseEnd(next)
	if end-next > mostPhrase {
		return h, i, false
	}
	key := strings.TrimSpace(r.span(from, r.withoutMark(from, i)) + r.span(next, end))
	if h.counts && !c.isRequest(key, h) {
		return h, i, false // 完成5项
	}
	return h, next, c.isAct(key, h) || isKnown(key) && !h.counts
}

// isKnown reports a phrase of words that speak of an item's standing, none of them
// unknown: 预计下周完成.
func isKnown(key string) bool {
	speaks := false
	for _, t := range (lexer{key: key}).tokens() {
		if t.kind == free || t.kind == own || t.kind == count || t.kind == number || t.is(lexicon.Same) {
			return false
		}
		speaks = speaks || t.is(lexicon.Done) || t.is(lexicon.Consent) || t.is(lexicon.Reject) || t.is(lexicon.Return) || t.is(lexicon.Close) || t.is(lexicon.Ongoing)
	}
	return speaks
}

// glued reports a head inside a phrase whose words before it are an act, and behind which
// a verb stands: 14已完成29没完成, 8同意 29同意延期.
func (c *cutter) glued(r headReader, from, i, next int, h head) bool {
	if c.open == nil || !c.letter.hasAll(h.nums) || !c.opensVerb(r, next) {
		return false
	}
	before := strings.TrimSpace(r.span(from, i))
	if len(c.open.phrases) == 0 && (c.isAct(before, c.open.head) || isKnown(before)) {
		return true
	}
	return r.toks[i-1].kind == space && c.isAct(strings.TrimSpace(r.span(next, r.phraseEnd(next))), h)
}

// isAct reports whether a phrase alone is an act of the writer's.
func (c *cutter) isAct(key string, h head) bool {
	return c.reads(key, h, actOf)
}

func (c *cutter) isRequest(key string, h head) bool {
	return c.reads(key, h, func(p said, opt Options) act {
		if a := actOf(p, opt); a == withdraws {
			return a
		}
		return nothing
	})
}

func (c *cutter) reads(key string, h head, read func(said, Options) act) bool {
	if len(key) > len("完成")*mostPhrase {
		return false
	}
	var at []int
	for _, n := range h.nums {
		at = append(at, c.letter.with(n)...)
	}
	return key != "" && read(newSaid(phrase{key: key, end: stop}, c.letter, at, c.opt), c.opt) != nothing
}
