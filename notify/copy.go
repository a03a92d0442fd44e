package notify

import "duban/checklist"

// copyLetter (抄送) shows somebody a letter to another. Nothing in it is for him to answer:
// no number to reply under, no links, no samples of answers.
func copyLetter(p *page, l checklist.Letter) {
	was := l.Original()
	if was.Kind == checklist.LetterAssign {
		assignLetter(p, was)
	} else {
		remindLetter(p, was)
	}
	p.Subject = p.say("抄送：%s的%s：%s", "Copy: %[2]s to %[1]s: %[3]s", was.Salutation, was.Kind, p.Subject)
	p.Blocks = append([]block{para(p.say("以下是%s发给%s的%s，抄送您，供了解，不必回复。", "Below is the %[3]s of %[1]s to %[2]s, copied to you for your information. Please do not answer it.",
		p.short(l.On), was.Salutation, was.Kind))}, withoutLinks(p.Blocks)...)
}

// readerOf is how a letter speaks of whom it was written to.
func (v voice) readerOf(l checklist.Letter) string {
	if l.Copied != nil {
		return l.Salutation
	}
	return v.Of("您", "you")
}

// ifAsked are blocks that say how a letter is answered: not to whom it is only copied.
func ifAsked(l checklist.Letter, how ...block) []block {
	if l.Copied != nil {
		return nil
	}
	return how
}
