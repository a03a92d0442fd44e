package inbox

import "regexp"

// quotesFound is what markQuotes recognised.
type quotesFound struct {
	reasons []string
	doubt   string // something looked like a quote and was kept
	openEnd bool   // a quote without marks ran to the end
	forward bool   // that quote was a forwarded letter
}

func (f *quotesFound) add(reason string) {
	for _, r := range f.reasons {
		if r == reason {
			return
		}
	}
	f.reasons = append(f.reasons, reason)
}

// markQuotes marks the quoted lines. Where a quote's lines carry marks (> or an
// HTML container), unmarked lines between and below them are answers and stay;
// where they carry none, the quote runs to the end.
func markQuotes(ls []quoteLine) quotesFound {
	var f quotesFound
	marks := countMarks(ls)
	for i := 0; i < len(ls); {
		switch form, n := headAt(ls, i); {
		case ls[i].boxed != "":
			ls[i].part = quotedPart
			f.add(ls[i].boxed)
			i++
		case isMark(ls, i) && (marks > 1 || n > 0):
			ls[i].part = quotedPart
			f.add("“>”引用")
			i++
		case n == 0:
			i++
		case followedByMarks(ls, i+n):
			setPart(ls[i:i+n], quotedPart)
			f.add(form.reason)
			marks = max(marks, 2)
			i += n
		default:
			f.add(form.reason)
			f.openEnd, f.forward = true, form.forward
			setPart(ls[i:], quotedPart)
			return f
		}
	}
	if marks == 1 && len(f.reasons) == 0 {
		f.doubt = "只有一行以“>”开头，按原话保留"
	} else if len(f.reasons) == 0 {
		f.doubt = suspicion(ls)
	}
	return f
}

func followedByMarks(ls []quoteLine, i int) bool {
	next := nextWritten(ls, i)
	return next < len(ls) && (ls[next].boxed != "" || isMark(ls, next))
}

var comparison = regexp.MustCompile(`^\s*[>＞]\d`)

// isMark reports whether a line is quoted by a > mark. ">95%" alone compares
// numbers; it is a quote only beside another marked line.
func isMark(ls []quoteLine, i int) bool {
	if ls[i].depth == 0 {
		return false
	}
	if !comparison.MatchString(ls[i].raw) {
		return true
	}
	return i > 0 && ls[i-1].depth > 0 || i+1 < len(ls) && ls[i+1].depth > 0
}

func countMarks(ls []quoteLine) int {
	n := 0
	for i := range ls {
		if ls[i].boxed == "" && isMark(ls, i) {
			n++
		}
	}
	return n
}

// suspicion names what might be the head of a quote but lacks its second half.
func suspicion(ls []quoteLine) string {
	for i, l := range ls {
		if loneWord.MatchString(l.key) || halfSeparator.MatchString(l.key) {
			return "有“" + l.key + "”而无发件人等字样，按原话保留"
		}
		if countHeaderLabels(ls, i) >= 2 {
			return "有类似信头的几行，按原话保留"
		}
	}
	return ""
}
