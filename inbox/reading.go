package inbox

import (
	"cmp"
	"context"
	"slices"

	"duban/checklist"
	"duban/inbox/answer"
	"duban/internal/zh"
)

// read reads the writer's own words against the lines of the letter as printed. A
// number that the letter does not list is looked up once, and the words are read
// again with what was found.
func (c *intake) read(ctx context.Context) ([]checklist.Answer, error) {
	answers := c.readLines()
	found, err := c.lookUp(ctx, unlisted(answers))
	if err != nil || !found {
		return answers, err
	}
	return c.readLines(), nil
}

func (c *intake) readLines() []checklist.Answer {
	return c.doubtContradictions(answer.Read(c.marksBehind(c.words.Text), c.letter(), c.answerOptions()))
}

func unlisted(answers []checklist.Answer) (nos []int) {
	for _, a := range answers {
		nos = append(nos, a.Unlisted...)
	}
	slices.Sort(nos)
	return slices.Compact(nos)
}

// letter is the letter as the reader of words needs it: the one place where printed
// lines are made that.
func (c *intake) letter() (l answer.Letter) {
	for _, x := range c.lines {
		line := answer.Line{No: x.shown.No, List: x.shown.Mark, Content: x.now.Content, Party: x.shown.Party, Part: x.shown.Part,
			Role: x.shown.Role, Deadline: x.now.Deadline, Closed: x.now.State.Closed()}
		switch {
		case !c.judges():
			line.Waiting = x.now.State == checklist.Submitted
		case x.shown.Heading == checklist.HeadingWaiting:
			line.Waiting = true
		case x.shown.Heading == checklist.HeadingAsked:
			line.Asked = cmp.Or(x.now.Asked, x.now.Deadline+1)
		default:
			line.Own = c.isMine(x)
		}
		l.Lines = append(l.Lines, line)
	}
	return l
}

var (
	markedNumber = zh.NewPattern(`(?:清单)?(\p{Han})(?:清单)?[ 　]*(?:第[ 　]*)?([0-9０-９]{1,3})`)
)

// marksBehind writes 甲3 as the reader knows a number that fits several lines: 3 甲.
func (c *intake) marksBehind(text string) string {
	lists := map[int][]string{}
	var marks []string
	for _, x := range c.lines {
		if x.shown.Mark != "" && !slices.Contains(lists[x.shown.No], x.shown.Mark) {
			lists[x.shown.No] = append(lists[x.shown.No], x.shown.Mark)
			marks = append(marks, x.shown.Mark)
		}
	}
	if len(marks) == 0 {
		return text
	}
	return markedNumber.ReplaceAllStringFunc(text, func(s string) string {
		found := markedNumber.FindStringSubmatch(s)
		switch of := lists[valueOf(found[2])]; {
		case !slices.Contains(marks, found[1]):
			return s
		case len(of) == 1 && of[0] == found[1]:
			return found[2]
		}
		return found[2] + " " + found[1] + " "
	})
}

// valueOf reads digits of any width.
func valueOf(digits string) (n int) {
	for _, r := range digits {
		n = min(n*10+int(zh.FoldRune(r)-'0'), 1<<30)
	}
	return n
}

func (l line) judgeable() bool {
	return l.shown.Heading == checklist.HeadingWaiting || l.shown.Heading == checklist.HeadingAsked
}
