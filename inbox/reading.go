package inbox

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/inbox/answer"
	"duban/inbox/message"
	"duban/internal/msg"
	"duban/internal/zh"
)

// read reads the writer's own words against the lines of the letter as printed. A
// number that the letter does not list is looked up once, and the words are read
// again with what was found.
func (c *intake) read(ctx context.Context) ([]checklist.Answer, error) {
	if _, unread := answer.Cut(c.words.Text); unread != "" {
		c.inserted = append(c.inserted, msg.New("too long, so much was read", answer.MaxText>>10))
	}
	answers := c.readLines()
	found, err := c.lookUp(ctx, unlisted(answers))
	if err != nil {
		return nil, err
	}
	if found {
		answers = c.readLines()
	}
	return c.withoutQuestions(answers), nil
}

func unlisted(answers []checklist.Answer) (nos []int) {
	for _, a := range answers {
		if a.Verb != checklist.VerbAsk {
			nos = append(nos, a.Unlisted...)
		}
	}
	slices.Sort(nos)
	return slices.Compact(nos)
}

// readLines is the one place where printed lines are made what the reader of words
// needs, and what it read is brought back to the lines.
func (c *intake) readLines() []checklist.Answer {
	at := c.addressed()
	l := answer.Letter{Lines: make([]answer.Line, len(at))}
	for i, j := range at {
		l.Lines[i] = c.readable(j)
	}
	answers := c.doubtContradictions(answer.Read(c.unmarked(c.words.Text), l, c.answerOptions()))
	for i := range answers {
		for k, line := range answers[i].Lines {
			answers[i].Lines[k] = at[line]
		}
	}
	return answers
}

// writer is in which quality the person answers this letter.
func (c *intake) writer() answer.Writer {
	switch {
	case c.judges():
		return answer.Judge
	case c.supervises():
		return answer.Superior
	}
	return answer.Responsible
}

// addressed are the lines that words of this writer can be about: of one who answers for
// items his own, of a judge what leads deliver and what is his own.
func (c *intake) addressed() (at []int) {
	w := c.writer()
	for i, l := range c.lines {
		own := c.isMine(l)
		if own || w == answer.Superior || w == answer.Judge && l.shown.Role == checklist.Lead {
			at = append(at, i)
		}
	}
	return at
}

// readable is a line as the reader of words knows it. What waits for a verdict is, to its
// judge, what the letter showed so; to its writer, what waits now.
func (c *intake) readable(i int) answer.Line {
	l := c.lines[i]
	line := answer.Line{No: l.shown.No, List: l.shown.Mark, Content: l.now.Content, Party: c.Directory.PartyName(l.shown.Party), Aliases: c.aliasesOf(l.shown.Party), Part: l.shown.Part, Role: l.shown.Role,
		Deadline: l.now.Deadline, Waiting: l.shown.Heading == letter.HeadingWaiting, Closed: l.now.State.Closed(),
		Own: c.isMine(l) && !l.judgeable(), Beyond: i >= c.printed}
	if l.shown.Heading == letter.HeadingAsked {
		line.Asked = cmp.Or(l.now.Asked, l.now.Deadline+1) // also where it was decided since
	}
	if c.writer() == answer.Responsible {
		line.Waiting, line.Asked = l.now.State == checklist.Submitted, l.now.Asked
	}
	return line
}

// aliasesOf are what a department is called beside its name of today.
func (c *intake) aliasesOf(party string) (names []string) {
	for _, e := range c.Directory.Entries {
		if e.Name == c.Directory.PartyName(party) {
			names = slices.Clone(e.Aliases)
		}
	}
	return append(names, party)
}

func (l line) judgeable() bool {
	return l.shown.Heading == letter.HeadingWaiting || l.shown.Heading == letter.HeadingAsked
}

var markedNumber = zh.NewPattern(`(?:清单)?(\p{Han})(?:清单)?[ 　]*(?:第[ 　]*)?([0-9０-９]{1,3})`)

// unmarked writes 甲3, as letters that show several lists print it, as the reader knows
// it: 3 甲 where several lists have a 3, and 3 where one has.
func (c *intake) unmarked(text string) string {
	lists := map[int][]string{}
	var marks []string
	for _, l := range c.lines {
		if l.shown.Mark != "" && !slices.Contains(lists[l.shown.No], l.shown.Mark) {
			lists[l.shown.No] = append(lists[l.shown.No], l.shown.Mark)
			marks = append(marks, l.shown.Mark)
		}
	}
	if len(marks) == 0 {
		return text
	}
	return markedNumber.ReplaceAllStringFunc(text, func(s string) string {
		found := markedNumber.FindStringSubmatch(s)
		no, _ := zh.Number(found[2])
		switch of := lists[no]; {
		case !slices.Contains(marks, found[1]):
			return s
		case len(of) == 1 && of[0] == found[1]:
			return found[2]
		}
		return found[2] + " " + found[1] + " "
	})
}

// hasFiles reports whether files came with the mail, or with the one that our question was
// about. An enclosed mail is somebody's words, and claims nothing.
func (c *intake) hasFiles() bool {
	for _, early := range c.earlier {
		if len(early.Attachments) > 0 {
			return true
		}
	}
	return slices.ContainsFunc(c.msg.Files(), func(a message.Attachment) bool { return !strings.HasPrefix(a.Type, "message/") })
}
