package notify

import (
	"slices"
	"strings"

	"duban/checklist/letter"
)

// escalateLetter (提级) is one letter for all of a supervisor's people: what climbs to him
// first, then how else they stand.
func escalateLetter(p *page, l letter.Letter) {
	up, rest := climbing(folded(l.Lines))
	items := byItem(up)
	parties := map[string]bool{}
	for _, x := range up {
		parties[x.Party] = true
	}
	// What no letter reaches is raised before it is late.
	early := slices.ContainsFunc(up, func(x letter.Line) bool { return x.Colour != letter.Red })
	unanswered := only(up, isInstructed)
	switch {
	case len(unanswered) == len(up):
		p.Subject = p.say("%[3]s分管的%[1]d个部门有%[2]s批示到期未答复", "%[2]s in {1:one|%[1]d} of %[3]s departments: instruction not answered in time", len(parties), p.amount(up), p.your())
		p.add(para(p.say("下列%s的批示到期未答复，请督促。", "The instruction on the following %s has not been answered by its day; please see to it.", p.amount(up))))
	case len(unanswered) > 0:
		p.Subject = p.say("%[3]s分管的%[1]d个部门有%[2]d项需督促", "%[2]d {2:item|items} in {1:one|%[1]d} of %[3]s departments to see to", len(parties), countItems(up), p.your())
		p.add(para(p.say("下列%d项逾期未办结、批示到期未答复，或通知无法送达，请督促。", "The following %d {1:item is|items are} overdue, or an instruction has not been answered by its day, or no letter arrives; please see to it.", countItems(up))))
	case early:
		p.Subject = p.say("%[3]s分管的%[1]d个部门有%[2]d项需督促", "%[2]d {2:item|items} in {1:one|%[1]d} of %[3]s departments to see to", len(parties), countItems(up), p.your())
		p.add(para(p.say("下列%d项逾期未办结，或通知无法送达，请督促。", "The following %d {1:item is|items are} overdue, or no letter arrives; please see to it.", countItems(up))))
	default:
		p.Subject = p.say("%[3]s分管的%[1]d个部门有%[2]d项逾期", "%[2]d {2:item|items} overdue in {1:one|%[1]d} of %[3]s departments", len(parties), countItems(up), p.your())
		p.add(para(p.say("下列%d项已逾期，责任部门尚未报办结，请督促。", "The following %d {1:item is|items are} overdue and not reported done; please see to it.", countItems(up))))
	}
	p.add(p.ifAsked(p.instruct(up[0]))...)
	for _, group := range items {
		p.add(p.owed(group, func(x letter.Line) []string {
			return []string{p.deadline(x), p.why(x), p.waitsBeside(x), p.contact(x)}
		}).withLinks(p.urges(group[0])))
	}
	p.add(para(p.Of("仍未办结的，将列入报中心主任的督办专报。", "What is still not done will stand in the digest to the director.")))
	if len(rest) > 0 {
		p.add(para(p.say("此外，%s分管的部门情况如下。", "Otherwise %s departments stand as follows.", p.your())))
		p.addStanding(rest)
	}
}

// instruct shows how a superior's word on an item is given.
func (v voice) instruct(x letter.Line) block {
	return para(v.say("可直接回复批示，例如“%s”。", "You can instruct by a reply, e.g. “%s”.", v.urge(x)))
}

// climbing divides what is reported to a supervisor from what he reads beside it.
func climbing(all []letter.Line) (up, rest []letter.Line) {
	for _, x := range all {
		if slices.ContainsFunc(periodsOf(x), func(p letter.Line) bool { return strings.HasPrefix(p.Step, "escalate-") || isInstructed(p) }) {
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

// waitsBeside says which instructions wait where the reason does not.
func (v voice) waitsBeside(x letter.Line) string {
	if x.SaysInstruction() {
		return ""
	}
	return v.waits(x)
}

// why is the reason, where the mark and the fault do not say it already.
func (v voice) why(x letter.Line) string {
	var reasons []string
	for _, p := range periodsOf(x) {
		for _, m := range p.FurtherReasons() {
			if said := v.says(m); !slices.Contains(reasons, said) {
				reasons = append(reasons, said)
			}
		}
	}
	return v.remarks(reasons...)
}
