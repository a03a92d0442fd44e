package answer

import (
	"fmt"
	"slices"
	"strings"

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
	from := 0
	if skip := c.outlined(r); skip > 0 {
		from = skip
	}
	written := from // what is written from here on belongs to the open statement
	for i := from; i < len(r.toks); {
		if len(c.all) >= mostStatements {
			c.open.doubt = "来信所列过多，后面的未读"
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
			h.doubt = "既说除外，又写到同一项，以哪一个为准？"
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
	if c.open == nil || len(h.nums) == 0 || !r.endsAt(next) && r.kind(next) != kind(lexicon.Thing) {
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
		if r.toks[i].kind != number && r.toks[i].kind != kind(lexicon.Ordinal) || i == from || i > from+mostPhrase || r.toks[i-1].is(lexicon.Above) {
			continue
		}
		if h, after, ok := r.at(i); ok && c.glued(r, from, i, after, h) {
			c.add(r, from, i, i, i, no)
			c.write(w, r, *written, i)
			*written = after
			return c.enter(h, r, after, no)
		}
		if h, after, ok := c.verbFirst(r, from, i); ok {
			c.write(w, r, *written, from)
			c.begin(h, no)
			until := r.phraseEnd(after)
			c.add(r, from, i, after, until, no)
			*written = from
			return until + 1
		}
	}
	if i > from || i < len(r.toks) && (asksAlone[r.toks[i].kind] || r.toks[i].kind == shuts && i > 0 && r.toks[i-1].kind == opens) {
		c.add(r, from, i, i, i, no)
	}
	return i + 1
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
		end = r.toks[to2].kind
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
	key := strings.TrimSpace(r.span(from, i) + r.span(next, end))
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

// headAt reads a head where a phrase begins. At the beginning of a line or of a sentence
// any numbers of the letter are one; behind a comma a verb must follow; numbers that the
// letter does not list are items where they are called so, or what is said is an act.
func (c *cutter) headAt(r headReader, i int, lineStart bool) (head, int, bool) {
	if lineStart && r.toks[i].is(lexicon.Above) && c.open != nil && c.open.named() {
		return head{above: true}, i, true
	}
	h, next, ok := r.at(i)
	if !ok {
		return h, i, false
	}
	strong := lineStart || r.toks[i-1].kind == stop || r.toks[i-1].kind == column
	verb := c.opensVerb(r, next) || h.rest || h.all
	switch {
	case h.rest:
		return c.restAt(h, r, i, next, lineStart)
	case h.all:
		return h, next, true
	case i > 0 && r.toks[i-1].kind == colon && !c.introduced():
		return h, i, false // 例如：3 已完成
	case h.han && !h.explicit && !verb && !r.partedBehind(next):
		return h, i, false // 一是
	case c.letter.hasAll(h.nums) && c.countsThem(h) && verb:
		h.doubt = fmt.Sprintf("“%d项”是指第%d项，还是共%d项？", h.nums[0], h.nums[0], h.nums[0])
		return h, next, true
	case c.countsThem(h):
		return h, i, false
	case c.letter.hasAll(h.nums):
		return h, next, strong || h.explicit || verb || r.endsAt(next)
	case h.counts || len(c.letter.Lines) == 0:
		return h, next, len(c.letter.Lines) == 0
	}
	return h, next, h.explicit || strong && c.isAct(strings.TrimSpace(r.span(next, r.phraseEnd(next))), h)
}

// introduced reports that what stands before a colon only leads up to what is said.
func (c *cutter) introduced() bool {
	if c.open == nil || len(c.open.phrases) == 0 {
		return true
	}
	p := newSaid(c.open.phrases[len(c.open.phrases)-1], c.letter, nil, c.opt)
	return p.only(introduces) || c.isAct(p.key, c.open.head)
}

var introduces = filler.and(set(senses(lexicon.Courtesy, lexicon.DoneNoun, lexicon.Mark, lexicon.Promise, lexicon.Report, lexicon.Self, lexicon.When, lexicon.Done, lexicon.Past), number, count))

// restAt reads 其余. In a sentence that tells of parts of an item it may be the rest of
// these: 14 两个窗口未改，其余已完成.
func (c *cutter) restAt(h head, r headReader, i, next int, lineStart bool) (head, int, bool) {
	if c.open == nil || !c.open.named() || !c.opensVerb(r, next) {
		return h, i, false
	}
	if lineStart || h.explicit {
		return h, next, true
	}
	for _, p := range c.open.phrases {
		toks := lexer{key: p.key}.tokens()
		for _, t := range toks {
			if t.kind == free || t.is(lexicon.Except) || t.is(lexicon.Thing) || t.is(lexicon.Part) {
				if r.toks[i-1].kind != stop {
					return h, i, false
				}
				h.doubt = "“其余”指哪几项？请写明序号"
			}
		}
	}
	return h, next, true
}

// countsThem: 3项已完成 may be three of them, 14项 hardly fourteen.
func (c *cutter) countsThem(h head) bool {
	if !h.counts || len(h.nums) != 1 {
		return false
	}
	return h.han || h.nums[0] < 10 && h.nums[0] <= len(c.letter.Lines)
}

// partedBehind reports a mark between the numbers and what follows.
func (r headReader) partedBehind(i int) bool {
	return i > 0 && (i >= len(r.toks) || afterHead[r.toks[i-1].kind])
}

// openers begin what is said of an item.
var openers = set(senses(lexicon.Done, lexicon.Close, lexicon.Work, lexicon.Ack, lexicon.Extend, lexicon.Withdraw, lexicon.Transfer, lexicon.Disown, lexicon.Consent,
	lexicon.Reject, lexicon.Return, lexicon.Review, lexicon.Not, lexicon.Forbid, lexicon.Part, lexicon.Plan, lexicon.Ongoing, lexicon.Left, lexicon.Unsure, lexicon.Past, lexicon.All,
	lexicon.Manner, lexicon.Well, lexicon.Self, lexicon.This, lexicon.When, lexicon.Ask, lexicon.First, lexicon.Same, lexicon.DoneNoun, lexicon.Whether, lexicon.Until, lexicon.Because,
	lexicon.Promise, lexicon.Help), date, boxOn, boxOff)

func (c *cutter) opensVerb(r headReader, i int) bool {
	i = r.skip(i, set(senses(lexicon.Prep, lexicon.And), space, opens))
	return i < len(r.toks) && openers[r.toks[i].kind]
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

// outline is a numbered list inside what is said of an item, 1、… 2、…, whose numbers are
// no items'.
type outline struct{ next int }

// outlined returns how many tokens at a line's beginning only number it.
func (c *cutter) outlined(r headReader) int {
	i := r.skip(0, set(nil, space, opens))
	if r.kind(i) != number || r.suffix(i+1) > 0 {
		c.outline = outline{}
		return 0
	}
	n, behind := r.toks[i].n, r.skip(i+1, set(nil, enum, stop, shuts))
	if behind == i+1 {
		return 0
	}
	behind = r.skip(behind, set(nil, space))
	inner, next, ok := r.at(behind)
	switch {
	case ok && (inner.explicit || inner.counts) && (!c.letter.has(n) || n == 1 || r.kind(i+1) != enum || r.toks[i].han != inner.han):
		return behind // 1. 14项已完成
	case ok && c.letter.hasAll(inner.nums) && !c.letter.has(n) && c.opensVerb(r, next):
		return behind // 1. 14 已完成
	case c.outline.next == n && n > 1, n == 1 && (c.startsOutline() || c.open != nil && c.open.named() && !c.opensVerb(r, behind)):
		c.outline.next = n + 1
		return behind
	}
	c.outline = outline{}
	return 0
}

// startsOutline: below 14 已完成： or where the letter lists no 1, what is numbered 1 is
// the first of several measures.
func (c *cutter) startsOutline() bool {
	if c.open == nil || !c.open.named() || len(c.open.phrases) == 0 {
		return false
	}
	last := c.open.phrases[len(c.open.phrases)-1]
	return last.end == colon || !c.letter.has(1) || slices.Contains(c.open.nums, 1)
}
