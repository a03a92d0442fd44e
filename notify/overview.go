package notify

import (
	"fmt"
	"strings"

	"duban/checklist"
)

// overviewLetter (分管情况) tells a supervisor how his people stand.
func overviewLetter(l checklist.Letter, _ Office) (p page) {
	var settled, troubled []checklist.Line
	for _, x := range l.Lines {
		if x.Step == "settled" {
			settled = append(settled, x)
		} else {
			troubled = append(troubled, x)
		}
	}
	p.Subject = fmt.Sprintf("分管情况（%s）：%s", l.On.Short(), overviewCounts(troubled, settled))
	p.add(para("截至%s，您分管的部门情况如下。", l.On.Short()))
	p.addUnheard(l.Unread)
	n := &numeral{}
	if len(troubled) > 0 {
		p.add(instruct(troubled[0])...)
		p.add(head("%s、逾期和临近", n.next()))
	}
	for _, group := range byItem(troubled) {
		p.add(owed(group, l.On, func(x checklist.Line) []string { return []string{deadline(x, l.On), undecided(x, l.On), contact(x)} }).withLinks(urges(group[0])))
	}
	if len(settled) > 0 {
		p.add(head("%s、此前报您督促、现已了结", n.next()))
	}
	for _, x := range settled {
		p.add(item(colourGrey, "", titled(x)+"　"+x.Party, x.Reason))
	}
	return p
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
