package notify

import (
	"fmt"

	"duban/checklist"
)

// copyLetter (抄送) shows somebody a letter to another. Nothing in it is for him to answer:
// no number to reply under, no links, no samples of answers.
func copyLetter(l checklist.Letter, o Office) page {
	was := l.Original()
	p := page{}
	if was.Kind == checklist.LetterAssign {
		p = assignLetter(was, o)
	} else {
		p = remindLetter(was, o)
	}
	p.Subject = fmt.Sprintf("抄送：%s的%s：%s", was.Salutation, was.Kind.Chinese(), p.Subject)
	p.Blocks = append([]block{para("以下是%s发给%s的%s，抄送您，供了解，不必回复。", l.On.Short(), was.Salutation, was.Kind.Chinese())}, withoutLinks(p.Blocks)...)
	return p
}

// readerOf is how a letter speaks of whom it was written to.
func readerOf(l checklist.Letter) string {
	if l.Copied != nil {
		return l.Salutation
	}
	return "您"
}

// ifAsked are blocks that say how a letter is answered: not to whom it is only copied.
func ifAsked(l checklist.Letter, how ...block) []block {
	if l.Copied != nil {
		return nil
	}
	return how
}
