package notify

import (
	"duban/checklist/letter"
	"duban/internal/words"
)

// overviewLetter (分管情况) tells a supervisor how his people stand.
func overviewLetter(p *page, l letter.Letter) {
	troubled, settled := stillOpen(l.Lines)
	p.Subject = p.say("分管情况（%[1]s）：%[2]s", "%[3]s departments (%[1]s): %[2]s", p.short(l.On), p.overviewCounts(troubled, settled), p.capital(p.your()))
	p.add(para(p.say("截至%s，%s分管的部门情况如下。", "As of %s %s departments stand as follows.", p.short(l.On), p.your())))
	p.addUnheard(l.Unread)
	if len(troubled) > 0 {
		p.add(p.ifAsked(p.instruct(troubled[0]))...)
	}
	p.addStanding(l.Lines)
}

func stillOpen(all []letter.Line) (troubled, settled []letter.Line) {
	for _, x := range all {
		if x.Step == letter.StepSettled {
			settled = append(settled, x)
		} else {
			troubled = append(troubled, x)
		}
	}
	return troubled, settled
}

// addStanding tells what is late or near, and what was reported and is settled.
func (p *page) addStanding(all []letter.Line) {
	troubled, settled := stillOpen(all)
	n := p.numeral()
	if len(troubled) > 0 {
		p.add(head(n.next(p.Of("逾期和临近", "Overdue and due soon"))))
	}
	for _, group := range byItem(folded(troubled)) {
		p.add(p.owed(group, func(x letter.Line) []string { return []string{p.deadline(x), p.undecided(x), p.contact(x)} }).withLinks(p.urges(group[0])))
	}
	if len(settled) > 0 {
		p.add(head(n.next(p.say("此前报%s督促、现已了结", "Reported to %s before, and settled now", p.you()))))
	}
	for _, x := range settled {
		p.add(item(colourGrey, "", p.titled(x)+p.gap()+x.Party, p.says(x.Reason)))
	}
}

func (v voice) overviewCounts(troubled, settled []letter.Line) string {
	late := countItems(only(troubled, func(x letter.Line) bool { return x.Colour == letter.Red }))
	var parts []string
	for _, c := range []struct {
		words words.Text
		n     int
	}{{words.Text{Zh: "逾期%d项", En: "%d overdue"}, late}, {words.Text{Zh: "临近%d项", En: "%d due soon"}, countItems(troubled) - late},
		{words.Text{Zh: "已了结%d项", En: "%d settled"}, countItems(settled)}} {
		if c.n > 0 {
			parts = append(parts, c.words.In(v.Language, c.n))
		}
	}
	return v.clauses(parts)
}
