package quote

import (
	"strings"
	"unicode/utf8"

	"duban/inbox/message"
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

// Inserted returns the lines of a quote that stand between two lines of the letter as it
// was sent and are none of it: what its reader wrote into it.
func Inserted(quoted string, letter []byte) []string {
	return insertedLines(quoted, lettersOf(letter))
}

// lettersOf are the letters and digits of a letter as we sent it, its two parts one
// after the other: where a program breaks lines is its own affair.
func lettersOf(raw []byte) string {
	m := message.Parse(raw, message.Limits{})
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
