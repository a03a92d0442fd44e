package letter

import (
	"slices"

	"duban/checklist"
)

// Copied is the letter that a copy (抄送) shows to somebody who is only to know of it.
type Copied struct {
	Kind  Kind   `json:"kind"`
	To    string `json:"to"` // whom it was written to: 技术服务部负责人
	Lines []Line `json:"lines"`
}

// stepCopied stands as the step of a copy's lines: they are no step of the assignment's.
const stepCopied = "copied"

// Copy is a letter as somebody gets it who is only to know of it. What it lists asks
// nothing of him, and what is settled meanwhile is left out as in the letter.
func (l Letter) Copy(to checklist.Person) Letter {
	c := Letter{Kind: KindCopy, To: to.ID, Salutation: to.Title, Checklist: l.Checklist, List: l.List, Lists: l.Lists, On: l.On, Unread: l.Unread,
		Copied: &Copied{Kind: l.Kind, To: l.Salutation, Lines: l.Lines}, Lines: slices.Clone(l.Lines)}
	for i := range c.Lines {
		c.Lines[i].Heading = HeadingTold
		if c.Lines[i].Step != "" && c.Lines[i].Step != StepSettled {
			c.Lines[i].Step = stepCopied
		}
	}
	if l.Digest != nil {
		d := *l.Digest
		d.ReadOnly, d.Review = true, slices.Clone(d.Review)
		Enclose(d.Review, 0) // only who judges gets the files
		c.Digest = &d
	}
	return c
}

// Original is the letter that a copy shows, without what has been settled since.
func (l Letter) Original() Letter {
	was := l
	was.Kind, was.Salutation, was.Lines, was.Copied = l.Copied.Kind, l.Copied.To, nil, nil
	for _, x := range l.Copied.Lines {
		if slices.ContainsFunc(l.Lines, func(y Line) bool { return y.Assignment == x.Assignment }) {
			x.Mark = markOf(l.Lines, x)
			was.Lines = append(was.Lines, x)
		}
	}
	return was
}

func markOf(lines []Line, x Line) string {
	return lines[slices.IndexFunc(lines, func(y Line) bool { return y.Assignment == x.Assignment })].Mark
}
