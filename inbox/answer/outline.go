package answer

import (
	"slices"
)

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
	case ok && c.letter.hasAll(inner.nums) && (!c.letter.has(n) || r.text(i+1) == ".") && c.opensVerb(r, next):
		return behind // 1. 14 已完成
	case c.outline.next == n, n == 1 && (c.startsOutline() || c.open != nil && c.open.named() && !c.opensVerb(r, behind)):
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
