package answer

import (
	"strings"

	"duban/internal/msg"
	"duban/internal/zh/lexicon"
)

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
	point := c.isPoint(h)
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
		h.doubt = msg.New("an item, or so many items", h.nums[0])
		return h, next, true
	case c.countsThem(h):
		return h, i, false
	case c.letter.hasAll(h.nums):
		return h, next, strong || h.explicit || verb || r.endsAt(next)
	case h.counts || len(c.letter.Lines) == 0:
		return h, next, len(c.letter.Lines) == 0
	}
	said := strings.TrimSpace(r.span(next, r.phraseEnd(next)))
	return h, next, h.explicit || strong && (c.isAct(said, h) || lexicon.AsksOf(said)) || lineStart && !point && c.namesAnother(h, r, next, said)
}

// isPoint reports a number of no item that may be that of a list of points: these begin with
// a 1, and each comes behind the one before it.
func (c *cutter) isPoint(h head) bool {
	if len(h.nums) == 0 || h.nums[0] > c.points+1 || c.letter.has(h.nums[0]) {
		return false
	}
	c.points = max(c.points, h.nums[0])
	return true
}

// namesAnother reports a number, parted from words, with which a line begins: the item of
// another letter, 7 请抓紧 in answer to one about 8. In a report numbers below words count
// its rows.
func (c *cutter) namesAnother(h head, r headReader, next int, said string) bool {
	if h.han || c.open != nil && c.opt.Writer == Responsible && c.letter.hasAll(c.open.nums) && !c.opensOnly() {
		return false
	}
	return (r.partedBehind(next) || r.text(next-1) == ".") && !r.countsWhat(next, said)
}

// opensOnly reports that nothing was said so far but a greeting, or that a letter came.
func (c *cutter) opensOnly() bool {
	var phrases []said
	for _, p := range c.open.phrases {
		phrases = append(phrases, newSaid(p, c.letter, nil, c.opt))
	}
	return len(c.all) == 1 && len(c.open.nums) == 0 && sentence{report{phrases: phrases}}.only(lexicon.Courtesy, lexicon.Ack)
}

// countsWhat reports that a number counts the words behind it: 7 天内报, 3 days. Of English
// whatever word is not known may be counted; behind a colon nothing is.
func (r headReader) countsWhat(next int, said string) bool {
	mark := strings.TrimRight(r.key[:r.toks[next-1].to], " ")
	switch {
	case said == "" || strings.HasSuffix(mark, ":"):
		return false
	case isLatin(r.key, r.toks[next].from):
		return r.kind(next) == free
	}
	return unit.MatchString(said)
}

// introduced reports that what stands before a colon only leads up to what is said.
func (c *cutter) introduced() bool {
	if c.open == nil || len(c.open.phrases) == 0 {
		return true
	}
	p := newSaid(c.open.phrases[len(c.open.phrases)-1], c.letter, nil, c.opt)
	return p.only(introduces) || c.isAct(p.key, c.open.head)
}

var introduces = filler.and(set(senses(lexicon.Courtesy, lexicon.DoneNoun, lexicon.Mark, lexicon.Promise, lexicon.Report, lexicon.Wrong, lexicon.Self, lexicon.When, lexicon.Done, lexicon.Past), number, count))

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
				h.doubt = msg.New("which items are the rest")
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
	lexicon.Promise, lexicon.Help, lexicon.Question), date, boxOn, boxOff)

func (c *cutter) opensVerb(r headReader, i int) bool {
	i = r.skip(i, set(senses(lexicon.Prep, lexicon.And), space, opens))
	return i < len(r.toks) && openers[r.toks[i].kind]
}
