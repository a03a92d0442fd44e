package notify

import "duban/checklist/letter"

// markCopied says above a letter to whom it was written. Nothing in a copy (抄送) is for its
// reader to answer: it speaks of the other, and says what waits instead of how to answer.
func (p *page) markCopied(was letter.Letter) {
	p.Subject = p.say("抄送：%s的%s：%s", "Copy: %[2]s to %[1]s: %[3]s", was.Salutation, was.Kind, p.Subject)
	p.Blocks = append([]block{para(p.say("以下是%s发给%s的%s，抄送您，供了解，不必回复。", "Below is the %[3]s of %[1]s to %[2]s, copied to you for your information. Please do not answer it.",
		p.short(was.On), was.Salutation, was.Kind))}, p.Blocks...)
}
