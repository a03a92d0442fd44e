package notify

import (
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
)

// escalateLetter (提级) is one letter for all of a supervisor's people.
func escalateLetter(l checklist.Letter, _ Office) (p page) {
	items := byItem(l.Lines)
	parties := map[string]bool{}
	for _, x := range l.Lines {
		parties[x.Party] = true
	}
	// What no letter reaches is raised before it is late.
	early := slices.ContainsFunc(l.Lines, func(x checklist.Line) bool { return x.Colour != checklist.Red })
	if early {
		p.Subject = fmt.Sprintf("您分管的%d个部门有%d项需督促", len(parties), len(items))
		p.add(para("下列%d项逾期未办结，或通知无法送达，请督促。", len(items)))
	} else {
		p.Subject = fmt.Sprintf("您分管的%d个部门有%d项逾期", len(parties), len(items))
		p.add(para("下列%d项已逾期，责任部门尚未报办结，请督促。", len(items)))
	}
	for _, group := range items {
		p.add(owed(group, l.On, func(x checklist.Line) []string {
			return []string{deadline(x), why(x, l.On), contact(x)}
		}))
	}
	p.add(para("仍未办结的，将列入报中心主任的督办专报。可直接回复批示，例如："),
		lines(fmt.Sprintf("%s 请%s尽快办结并反馈", numbered(l.Lines[0]), l.Lines[0].Party)))
	return p
}

// why is the reason, where the mark and the fault do not say it already.
func why(x checklist.Line, on checklist.Day) string {
	if strings.HasPrefix(x.Reason, mark(x, on)) && x.Asked == 0 || x.Fault != "" && strings.Contains(x.Reason, x.Fault) {
		return ""
	}
	return strings.TrimPrefix(x.Reason, overdue(x)+"，")
}
