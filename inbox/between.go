package inbox

import (
	"strings"

	"duban/inbox/quote"
)

// hearInserted takes what the person wrote between the lines of our letter: as his
// words where he wrote none above it, or only that his answer is inside; else to be
// told in the receipt that it was not read.
func (c *intake) hearInserted() {
	if c.words.Quoted == "" || len(c.notice.Raw) == 0 {
		return
	}
	lines := quote.Inserted(c.words.Quoted, c.notice.Raw)
	if len(lines) == 0 {
		return
	}
	if c.words.Text != "" && !c.words.PointsInside() {
		c.inserted = lines
		return
	}
	c.fate.Text = strings.TrimSpace(c.words.Text + "\n" + strings.Join(lines, "\n"))
	c.words.Text = strings.Join(lines, "\n")
	c.words.Doubt("答复写在原信各行之间，与原信对照取出")
}
