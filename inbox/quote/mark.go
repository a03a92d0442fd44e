package quote

import (
	"slices"
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

// quotesFound is what markQuotes recognised.
type quotesFound struct {
	reasons []msg.Message
	doubt   msg.Message // something looked like a quote and was kept
	openEnd bool        // a quote without marks ran to the end
	forward bool        // that quote was a forwarded letter

	unmarked bool // a quote has no > marks: an author may write into it unseen
}

func (f *quotesFound) add(reason msg.Message) {
	for _, r := range f.reasons {
		if r.Code == reason.Code && slices.Equal(r.Facts, reason.Facts) {
			return
		}
	}
	f.reasons = append(f.reasons, reason)
}

// all are the reasons in one, 甲，乙.
func (f *quotesFound) all() (all msg.Message) {
	for _, r := range f.reasons {
		if all.IsZero() {
			all = r
		} else {
			all = msg.New("by this and by that", all, r)
		}
	}
	return all
}

// markQuotes marks the quoted lines. Where a quote's lines carry marks (> or an
// HTML container), unmarked lines between and below them are answers and stay;
// where they carry none, the quote runs to the end.
func markQuotes(ls []quoteLine, letters []Letter) quotesFound {
	var f quotesFound
	markOurs(ls, letters)
	trustTyped(ls)
	marks := countMarks(ls)
	introduced := false // a sentence came that makes a bare <blockquote> a quote
	for i := 0; i < len(ls); {
		if !ls[i].boxed.IsZero() || introduced && ls[i].bare || marks > 1 && (isMark(ls, i) || isWrappedTail(ls, i)) {
			ls[i].part = quotedPart
			f.add(markOf(ls[i], introduced))
			f.openEnd = f.openEnd || ls[i].toEnd
			f.unmarked = f.unmarked || ls[i].depth == 0
			i++
			continue
		}
		switch form, n := headAt(ls, i); {
		case n == 0:
			i++
		case isMark(ls, i):
			ls[i].part = quotedPart
			f.add(msg.New("quote marks"))
			i++
		case ls[i].bare || followedByMarks(ls, i+n):
			setPart(ls[i:i+n], quotedPart)
			f.add(form.reason)
			marks, introduced = max(marks, 2), true
			i += n
		default:
			f.add(form.reason)
			f.openEnd, f.forward, f.unmarked = true, f.forward || form.forward, true
			end := footBelow(ls, i)
			setPart(ls[i:end], quotedPart)
			i = end
		}
	}
	quoteOurs(ls, &f)
	if marks == 1 && len(f.reasons) == 0 {
		f.doubt = msg.New("a single line behind a mark, kept")
	} else if len(f.reasons) == 0 {
		f.doubt = suspicion(ls)
	}
	return f
}

// markOf names what marks a quoted line.
func markOf(l quoteLine, introduced bool) msg.Message {
	switch {
	case !l.boxed.IsZero():
		return l.boxed
	case introduced && l.bare:
		return cited.reason
	}
	return msg.New("quote marks")
}

// trustTyped takes the > of an HTML part for marks where a sentence introduces
// them: some programs send plain text in a page.
func trustTyped(ls []quoteLine) {
	last := ""
	for _, l := range ls {
		if l.typed > 0 && (anyWrote.MatchString(last) || !attributionForms(last).IsZero()) {
			for i := range ls {
				ls[i].depth = ls[i].typed
			}
			return
		}
		if l.key != "" {
			last = l.key
		}
	}
}

const (
	wrapColumn  = 60 // a line that a program had to wrap is at least so long
	mostWrapped = 60 // and what it put on the next line at most
)

// isWrappedTail reports whether an unmarked line is the rest of the marked line
// above it, which a program has wrapped: that line is long and breaks off in the
// middle of a sentence or of a link.
func isWrappedTail(ls []quoteLine, i int) bool {
	if i == 0 || i+1 >= len(ls) || ls[i].depth > 0 || ls[i].key == "" || ls[i-1].key == "" || !isMark(ls, i-1) || !isMark(ls, i+1) {
		return false
	}
	above, tail := ls[i-1].key, ls[i].key
	if openLink.MatchString(above) && !strings.Contains(tail, " ") || linkAlone.MatchString(tail) {
		return true
	}
	first, last := tail[0], above[len(above)-1]
	return first >= 'a' && first <= 'z' && (last >= 'a' && last <= 'z' || last == ',') && len(above) >= wrapColumn && len(tail) <= mostWrapped
}

var (
	openLink  = zh.NewPattern(`[(<]https?://[^\s()<>]*$`)
	linkAlone = zh.NewPattern(`^[(<]https?://[^\s()<>]*[)>] ?>?$`)
)

func followedByMarks(ls []quoteLine, i int) bool {
	next := nextWritten(ls, i)
	return next < len(ls) && (!ls[next].boxed.IsZero() || ls[next].bare || isMark(ls, next))
}

var comparison = zh.NewPattern(`^\s*[>＞](?:=?\d| \d[\d.,]*(?:%|‰|[件项个次人天万户分秒元家宗起条年月日]))`)

// isMark reports whether a line is quoted by a > mark. ">95%" compares numbers; it is
// a quote only beside a marked line that does not.
func isMark(ls []quoteLine, i int) bool {
	if ls[i].depth == 0 || !comparison.MatchString(ls[i].raw) {
		return ls[i].depth > 0
	}
	for _, step := range []int{-1, 1} {
		for j := i + step; j >= 0 && j < len(ls) && j-i < 4 && i-j < 4 && ls[j].depth > 0; j += step {
			if !comparison.MatchString(ls[j].raw) {
				return true
			}
		}
	}
	return ls[i].ours
}

func countMarks(ls []quoteLine) int {
	n := 0
	for i := range ls {
		if ls[i].boxed.IsZero() && isMark(ls, i) {
			n++
		}
	}
	return n
}

// suspicion names what might be the head of a quote but lacks its second half.
func suspicion(ls []quoteLine) msg.Message {
	for i, l := range ls {
		if loneWord.MatchString(l.key) || halfSeparator.MatchString(l.key) {
			return msg.New("the words without a sender, kept", l.key)
		}
		if countHeaderLabels(ls, i) >= 2 {
			return msg.New("some lines look like a header, kept")
		}
	}
	return msg.Message{}
}
