package notify

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"duban/internal/msg"
)

// ended ends a sentence that somebody else began, once.
func (v voice) ended(s string) string { return v.endedBy(s, v.Of("。", ".")) }

// clause is such a sentence before ours goes on.
func (v voice) clause(s string) string { return v.endedBy(s, v.Of("，", ". ")) }

func (v voice) endedBy(s, mark string) string {
	s = strings.TrimRight(s, v.Of("。；，、 　", "。；，、 　.;,"))
	switch {
	case strings.HasSuffix(s, "？"), strings.HasSuffix(s, "！"):
		return s
	case strings.HasSuffix(s, "?"), strings.HasSuffix(s, "!"):
		return s + strings.TrimPrefix(mark, ".") // what follows stands apart from it
	}
	return s + mark
}

// shorten cuts somebody's words to what fits on one line of a letter.
func (v voice) shorten(s string, most int) string {
	return v.first(strings.Join(strings.Fields(s), " "), most)
}

// first are the first characters of somebody's words, marked where more follow.
func (v voice) first(s string, most int) string { return v.says(msg.Shortened(s, most)) }

// Somebody's whole text goes back to him, but not without end: some programs cut
// an HTML mail at 102 kB, and what stands behind it, the foot with it.
const (
	mostLines      = 200
	mostCharacters = 5000
)

// excerpt is a text as lines, cut where it is longer than a letter should be.
func (v voice) excerpt(text string) (out []string) {
	text = strings.TrimSpace(text)
	whole := utf8.RuneCountInString(text) <= mostCharacters
	if !whole {
		text = string([]rune(text)[:mostCharacters])
	}
	for line := range strings.Lines(text) {
		if whole = whole && len(out) < mostLines; len(out) == mostLines {
			break
		}
		out = append(out, strings.TrimRight(line, "\r\n"))
	}
	if !whole {
		out = append(out, v.Of("……（以下从略，全文已存档）", "… (cut here, the whole text is kept)"))
	}
	return out
}

// size is a file's size as people say it: 218 KB, 1.2 MB.
func (v voice) size(n int64) string {
	switch {
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	case n >= 1<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return v.say("%d 字节", "%d {1:byte|bytes}", n)
}

// shortHash is enough of a SHA-256 to compare by eye: 9f2c…41.
func shortHash(sha string) string {
	if len(sha) < 6 {
		return sha
	}
	return sha[:4] + "…" + sha[len(sha)-2:]
}

// thousands groups digits: 1,204.
func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
