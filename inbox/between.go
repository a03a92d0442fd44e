package inbox

import (
	"context"
	"slices"
	"strings"

	"duban/db"
	"duban/inbox/quote"
	"duban/internal/msg"
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
	c.marked = c.markedAnswers()
	lines := c.words.Inserted
	if len(lines) == 0 {
		return
	}
	if !c.words.PointsInside() {
		c.inserted = append(c.inserted, ownLines(lines)...)
		return
	}
	c.disposition.Text = strings.TrimSpace(c.words.Text + "\n" + strings.Join(lines, "\n"))
	c.words.Text = strings.Join(lines, "\n")
	c.words.Doubt(quote.BetweenLines())
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
	c.inserted = append(c.inserted, ownLines(c.words.Behind)...)
}

// ownLines are lines of the writer's, each as he wrote it.
func ownLines(lines []string) (all []msg.Message) {
	for _, l := range lines {
		all = append(all, msg.Words(l))
	}
	return all
}

// mostMarked answers behind marks are told; who marks more has marked his whole mail.
const mostMarked = 5

// markedAnswers are the lines behind a mark that answer an item and are none of our
// letter's, of a mail in which nothing stands without one. A program may have marked its
// writer's own words, or quoted what somebody else once answered: so they do nothing, and
// he is asked to write them again above the quote.
func (c *intake) markedAnswers() (lines []string) {
	if c.words.Text != "" || len(c.letters) == 0 {
		return nil
	}
	for line := range strings.Lines(c.words.Quoted) {
		bare := strings.TrimSpace(line)
		words := strings.TrimSpace(strings.TrimLeft(bare, ">| "))
		if words == bare || len(words) > mostMarkedLine || c.isOfLetter(words) || !isAnswering(words) {
			continue
		}
		if lines = append(lines, words); len(lines) == mostMarked {
			break
		}
	}
	return lines
}

// mostMarkedLine is how long a line may be that is looked at, in bytes.
const mostMarkedLine = 600

func (c *intake) isOfLetter(line string) bool {
	return slices.ContainsFunc(c.letters, func(k quote.Letter) bool { return k.Has(line) })
}
