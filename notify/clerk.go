package notify

import (
	"fmt"

	"duban/checklist/letter"
)

// clerkLetter (督办员日报) lists what needs a hand, and how to mend it.
func clerkLetter(p *page, l letter.Letter) {
	p.Subject = p.say("督办员日报（%s）：%d件事需要处理", "Clerk's daily letter (%s): %d {2:matter wants|matters want} attention", p.short(l.On), len(l.Clerk.Todo))
	p.add(para(p.Of("需要处理：", "To be done:")))
	for i, todo := range l.Clerk.Todo {
		p.add(item(colourGrey, "", fmt.Sprintf("%d", i+1)+p.gap()+p.says(todo.What), p.says(todo.Do)))
	}
	if !l.Clerk.Foot.IsZero() {
		p.add(block{Kind: "foot", Text: p.ended(p.says(l.Clerk.Foot))})
	}
}
