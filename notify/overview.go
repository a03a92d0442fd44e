package notify

import (
	"fmt"
	"strings"

	"duban/checklist"
)

// overviewLetter (分管情况) tells a supervisor how his people stand.
func overviewLetter(l checklist.Letter, _ Office) (p page) {
	troubled, settled := stillOpen(l.Lines)
	p.Subject = fmt.Sprintf("分管情况（%s）：%s", l.On.Short(), overviewCounts(troubled, settled))
	p.add(para("截至%s，您分管的部门情况如下。", l.On.Short()))
	p.addUnheard(l.Unread)
	if len(troubled) > 0 {
		p.add(instruct(troubled[0])...)
	}
	p.addStanding(l.Lines, l.On)
	return p
}

func stillOpen(all []checklist.Line) (troubled, settled []checklist.Line) {
	for _, x := range all {
		if x.Step == checklist.StepSettled {
			settled = append(settled, x)
		} else {
			troubled = append(troubled, x)
		}
	}
	return troubled, settled
}

// addStanding tells what is late or near, and what was reported and is settled.
func (p *page) addStanding(all []checklist.Line, on checklist.Day) {
	troubled, settled := stillOpen(all)
	n := &numeral{}
	if len(troubled) > 0 {
		p.add(head("%s、逾期和临近", n.next()))
	}
	for _, group := range byItem(folded(troubled)) {
		p.add(owed(group, on, func(x checklist.Line) []string { return []string{deadline(x, on), undecided(x, on), contact(x)} }).withLinks(urges(group[0])))
	}
	if len(settled) > 0 {
		p.add(head("%s、此前报您督促、现已了结", n.next()))
	}
	for _, x := range settled {
		p.add(item(colourGrey, "", titled(x)+"　"+x.Party, x.Reason))
	}
}

func overviewCounts(troubled, settled []checklist.Line) string {
	late := countItems(only(troubled, func(x checklist.Line) bool { return x.Colour == checklist.Red }))
	var parts []string
	for _, c := range []struct {
		word string
		n    int
	}{{"逾期", late}, {"临近", countItems(troubled) - late}, {"已了结", countItems(settled)}} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%s%d项", c.word, c.n))
		}
	}
	return strings.Join(parts, "，")
}
