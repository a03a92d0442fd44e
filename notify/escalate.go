package notify

import (
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/internal/zh"
)

// escalateLetter (提级) is one letter for all of a supervisor's people: what climbs to him
// first, then how else they stand.
func escalateLetter(l checklist.Letter, _ Office) (p page) {
	up, rest := climbing(folded(l.Lines))
	items := byItem(up)
	parties := map[string]bool{}
	for _, x := range up {
		parties[x.Party] = true
	}
	// What no letter reaches is raised before it is late.
	early := slices.ContainsFunc(up, func(x checklist.Line) bool { return x.Colour != checklist.Red })
	unanswered := only(up, isInstructed)
	switch {
	case len(unanswered) == len(up):
		p.Subject = fmt.Sprintf("您分管的%d个部门有%s批示到期未答复", len(parties), amount(up))
		p.add(para("下列%s的批示到期未答复，请督促。", amount(up)))
	case len(unanswered) > 0:
		p.Subject = fmt.Sprintf("您分管的%d个部门有%d项需督促", len(parties), countItems(up))
		p.add(para("下列%d项逾期未办结、批示到期未答复，或通知无法送达，请督促。", countItems(up)))
	case early:
		p.Subject = fmt.Sprintf("您分管的%d个部门有%d项需督促", len(parties), countItems(up))
		p.add(para("下列%d项逾期未办结，或通知无法送达，请督促。", countItems(up)))
	default:
		p.Subject = fmt.Sprintf("您分管的%d个部门有%d项逾期", len(parties), countItems(up))
		p.add(para("下列%d项已逾期，责任部门尚未报办结，请督促。", countItems(up)))
	}
	p.add(instruct(up[0])...)
	for _, group := range items {
		p.add(owed(group, l.On, func(x checklist.Line) []string {
			return []string{deadline(x, l.On), why(x), unlessSaid(waits(x), x.Reason), contact(x)}
		}).withLinks(urges(group[0])))
	}
	p.add(para("仍未办结的，将列入报中心主任的督办专报。"))
	if len(rest) > 0 {
		p.add(para("此外，您分管的部门情况如下。"))
		p.addStanding(rest, l.On)
	}
	return p
}

// instruct shows how a superior's word on an item is given.
func instruct(x checklist.Line) []block {
	return []block{para("可直接回复批示，例如“%s 请%s尽快办结并反馈”。", numbered(x), x.Party)}
}

// saysLate is how late an item was when its rung came, which the mark says as of today.
var saysLate = zh.NewPattern(`^逾期\d+个工作日(?:，报(?:上级|主任))?(?:；|$)`)

// climbing divides what is reported to a supervisor from what he reads beside it.
func climbing(all []checklist.Line) (up, rest []checklist.Line) {
	for _, x := range all {
		if slices.ContainsFunc(periodsOf(x), func(p checklist.Line) bool { return strings.HasPrefix(p.Step, "escalate-") || isInstructed(p) }) {
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

// unlessSaid leaves out what the reason says already.
func unlessSaid(words, reason string) string {
	if strings.Contains(reason, "批示") {
		return ""
	}
	return words
}

// why is the reason, where the mark and the fault do not say it already.
func why(x checklist.Line) string {
	var reasons []string
	for _, p := range periodsOf(x) {
		said := saysLate.ReplaceAllString(p.Reason, "")
		if said != "" && !slices.Contains(reasons, said) && (p.Fault == "" || !strings.Contains(p.Reason, p.Fault)) {
			reasons = append(reasons, said)
		}
	}
	return strings.Join(reasons, "；")
}
