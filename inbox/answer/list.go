package answer

import (
	"strings"

	"duban/internal/zh"
)

// outline is a numbered list inside an answer's text, 1、… 2、…, whose numbers are
// no item numbers.
type outline struct {
	style   string
	chinese bool
	next    int // the number of its next entry; 0: no list is open
}

// mostOutline is how far below its first entry a list is looked for.
const mostOutline = 200

// listEntry reads a line that begins like an entry of a list.
func listEntry(key string) (answerHead, bool) {
	h, ok := readHead(key)
	return h, ok && len(h.nums) == 1 && !h.explicit && !h.count && strings.TrimSpace(key[h.end:]) != ""
}

// isEnumeration reports whether a line that begins with a number is an entry of
// an outline. It keeps count of the list from line to line.
func (r *answerReader) isEnumeration(l answerLine) bool {
	if r.outline.next > 0 && r.outline.fits(l) {
		r.outline.next++
		return true
	}
	r.outline = outline{}
	if l.head.nums[0] != 1 || !r.startsOutline(l) {
		return false
	}
	r.outline = outline{l.head.style, l.head.chinese, 2}
	return true
}

func (o outline) fits(l answerLine) bool {
	return l.head.nums[0] == o.next && l.head.style == o.style && l.head.chinese == o.chinese
}

// startsOutline judges a line numbered 1. A list of which the letter offered no
// number is an outline; so is one below "14 已完成：", and one that is numbered in
// another manner than the item above it and does not answer entry by entry.
func (r *answerReader) startsOutline(l answerLine) bool {
	entries, verbs := r.run(l)
	offered := false
	for n := 1; n <= entries; n++ {
		offered = offered || r.knows(n)
	}
	switch {
	case !offered:
		return entries > 1 || r.current != nil && !verbs
	case r.current == nil:
		return false
	case r.current.opensList():
		return true
	}
	return entries > 1 && !verbs && l.head.style != r.current.style
}

// run counts the entries of the list that begins at a line, and says whether
// each goes straight to a verb.
func (r *answerReader) run(l answerLine) (entries int, verbs bool) {
	o := outline{l.head.style, l.head.chinese, 2}
	verbs = startsVerb.MatchString(clip(l.key[l.head.end:]))
	for _, next := range l.rest[:min(len(l.rest), mostOutline)] {
		if !next.listed {
			continue
		}
		if !o.fits(next) {
			break
		}
		o.next++
		verbs = verbs && startsVerb.MatchString(clip(next.key[next.head.end:]))
	}
	return o.next - 1, verbs
}

// opensList reports whether a draft's last line ends with a colon, or it is about
// item 1 itself, so that a list below it is its text.
func (d *draft) opensList() bool {
	if len(d.keys) == 0 {
		return false
	}
	last := strings.TrimSpace(d.keys[len(d.keys)-1])
	for _, n := range d.nums {
		if n == 1 {
			return true
		}
	}
	return strings.HasSuffix(last, ":")
}

var outlineMark = zh.NewPattern(`^ *(?:[(]?` + cnOne + `{1,3}[)、.,]|[(]?\d{1,2}[).、]) ?`)

// withoutOutline drops the number of an outline whose entries name their items
// themselves: 一、第3项已完成. An item's number before another, 3、第7项, is none.
func (r *answerReader) withoutOutline(l answerLine) answerLine {
	w := len(outlineMark.FindString(clip(l.key)))
	if w == 0 {
		return l
	}
	h, ok := readHead(l.key[w:])
	if !ok || !h.explicit {
		return l
	}
	if mark, _ := readNumbers(l.key); !mark.chinese && len(mark.nums) > 0 && len(r.offered) > 0 && r.knows(mark.nums[0]) && !outlineDot.MatchString(l.key) {
		return l
	}
	l.said, l.listed = l.said.from(w), false
	return l
}

// outlineDot: 1. and 1) before 第3项 number a paragraph.
var outlineDot = zh.NewPattern(`^ *[(]?\d{1,2}[).]`)
