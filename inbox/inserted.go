package inbox

import (
	"strings"
	"unicode/utf8"

	"duban/internal/zh"
)

// Some programs quote a letter without a mark, and people write between its lines.
// Nothing in such a mail tells their words from ours; the letter that we sent does.

const (
	anchorRunes  = 6   // a line of so many letters that ours has too is ours
	mostInserted = 40  // lines
	mostCompares = 500 // lines of the quote that are held against the letter
)

// mailLink is what a program makes of an address in a letter: it is no address of a
// quoted header.
var mailLink = zh.NewPattern(`<mailto:[^>\s]*>`)

// hearInserted takes what the person wrote between the lines of our letter: as his
// words where he wrote none above it, or only that his answer is inside; else to be
// told in the receipt that it was not read.
func (c *docket) hearInserted() {
	if c.words.Quoted == "" || len(c.notice.Raw) == 0 {
		return
	}
	lines := insertedLines(c.words.Quoted, lettersOf(c.notice.Raw))
	if len(lines) == 0 {
		return
	}
	if c.words.Text != "" && answersInside(c.words.Text) == "" {
		c.inserted = lines
		return
	}
	c.fate.Text = strings.TrimSpace(c.words.Text + "\n" + strings.Join(lines, "\n"))
	c.words.Text = strings.Join(lines, "\n")
	c.words.Unsure, c.words.Reason = true, joinReasons(c.words.Reason, "答复写在原信各行之间，与原信对照取出")
}

// lettersOf are the letters and digits of a letter as we sent it, its two parts one
// after the other: where a program breaks lines is its own affair.
func lettersOf(raw []byte) string {
	m := Parse(raw, Limits{})
	var page strings.Builder
	ls, _ := htmlLines(m.HTML, false)
	for _, l := range ls {
		page.WriteString(l.raw)
	}
	return bareLetters(m.Plain) + "\n" + bareLetters(page.String())
}

// insertedLines returns the lines of a quote that stand between two lines of the
// letter and are none of it. A line with an address ends the letter: below it
// begins an older one, or somebody's signature.
func insertedLines(quoted, letter string) (found []string) {
	var since []string // the last line of the letter
	begun := false
	compares := 0
	for line := range strings.Lines(quoted) {
		unlinked := mailLink.ReplaceAllString(line, "")
		bare := bareLetters(unlinked)
		if bare == "" {
			continue
		}
		if compares++; compares > mostCompares {
			break
		}
		switch ours := strings.Contains(letter, bare); {
		case begun && strings.Contains(unlinked, "@"):
			return found
		case ours && utf8.RuneCountInString(bare) >= anchorRunes:
			found, since, begun = append(found, since...), nil, true
		case begun && !ours && utf8.RuneCountInString(bare) > 1 && len(since)+len(found) < mostInserted:
			since = append(since, strings.TrimSpace(line))
		}
	}
	return found
}
