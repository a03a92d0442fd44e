package notify

import (
	"fmt"

	"duban/checklist"
)

// clerkLetter (督办员日报) lists what needs a hand, and how to mend it.
func clerkLetter(l checklist.Letter, _ Office) (p page) {
	p.Subject = fmt.Sprintf("督办员日报（%s）：%d件事需要处理", l.On.Short(), len(l.Clerk.Todo))
	p.add(para("需要处理："))
	for i, todo := range l.Clerk.Todo {
		p.add(item(colourGrey, "", fmt.Sprintf("%d　%s", i+1, todo.What), todo.Do))
	}
	if l.Clerk.Foot != "" {
		p.add(block{Kind: "foot", Text: ended(l.Clerk.Foot)})
	}
	return p
}
