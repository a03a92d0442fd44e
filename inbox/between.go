package inbox

import (
	"context"
	"slices"
	"strings"

	"duban/db"
	"duban/inbox/quote"
)

// lettersNamed are the letters that a mail may answer, by the tokens it brought back:
// what comes back of them is not its writer's.
func (c *intake) lettersNamed(ctx context.Context) (letters []quote.Letter, err error) {
	if c.class.Kind.Robot() {
		return nil, nil
	}
	named, err := c.noticesNamed(ctx)
	return lettersOf(named), err
}

// lettersOf are letters as they were sent.
func lettersOf(named []db.Notice) (letters []quote.Letter) {
	for _, n := range named {
		if len(n.Raw) > 0 {
			letters = append(letters, quote.ReadLetter(n.Raw))
		}
	}
	return letters
}

// hearInserted takes what the person wrote between the lines of our letter, where he
// wrote above it only that his answer is inside; else he is told in the receipt that it
// was not read.
func (c *intake) hearInserted() {
	c.setAsideBehind()
	lines := c.words.Inserted
	if len(lines) == 0 {
		return
	}
	if !c.words.PointsInside() {
		c.inserted = append(c.inserted, lines...)
		return
	}
	c.disposition.Text = strings.TrimSpace(c.words.Text + "\n" + strings.Join(lines, "\n"))
	c.words.Text = strings.Join(lines, "\n")
	c.words.Doubt("答复写在原信各行之间，与原信对照取出")
}

// setAsideBehind keeps a line behind a mark from doing anything: it may be his own, or
// what he answers. It is filed, and he is told that it was not read.
func (c *intake) setAsideBehind() {
	if len(c.words.Behind) == 0 {
		return
	}
	var sure []string
	for line := range strings.SplitSeq(c.words.Text, "\n") {
		if !slices.ContainsFunc(c.words.Behind, func(behind string) bool { return strings.TrimSpace(behind) == strings.TrimSpace(line) }) {
			sure = append(sure, line)
		}
	}
	c.words.Text = strings.TrimSpace(strings.Join(sure, "\n"))
	c.inserted = append(c.inserted, c.words.Behind...)
}
