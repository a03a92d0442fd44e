package notify

import (
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
)

// escalateLetter (提级) is one letter for all of a supervisor's people: what climbs to him
// first, then how else they stand.
func escalateLetter(l checklist.Letter, _ Office) (p page) {
	up, rest := climbing(l.Lines)
	items := byItem(up)
	parties := map[string]bool{}
	for _, x := range up {
		parties[x.Party] = true
	}
	// What no letter reaches is raised before it is late.
	early := slices.ContainsFunc(up, func(x checklist.Line) bool { return x.Colour != checklist.Red })
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
		lines(fmt.Sprintf("%s 请%s尽快办结并反馈", numbered(up[0]), up[0].Party)))
	if len(rest) > 0 {
		p.add(para("此外，您分管的部门情况如下。"))
		p.addStanding(rest, l.On)
	}
	return p
}

// climbing divides what is reported to a supervisor from what he reads beside it.
func climbing(all []checklist.Line) (up, rest []checklist.Line) {
	for _, x := range all {
		if strings.HasPrefix(x.Step, "escalate-") {
			up = append(up, x)
		} else {
			rest = append(rest, x)
		}
	}
	if len(up) == 0 { // what was to climb has been settled meanwhile
		return rest, nil
	}
	return up, rest
}

// why is the reason, where the mark and the fault do not say it already.
func why(x checklist.Line, on checklist.Day) string {
	if strings.HasPrefix(x.Reason, mark(x, on)) && x.Asked == 0 || x.Fault != "" && strings.Contains(x.Reason, x.Fault) {
		return ""
	}
	return strings.TrimPrefix(x.Reason, overdue(x)+"，")
}
