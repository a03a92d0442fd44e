package notify

import (
	"fmt"
	"reflect"
	"slices"

	"duban/checklist"
	"duban/checklist/letter"
)

// outcomeLetter tells what was decided: 销号, 退回, 延期, 移交.
func outcomeLetter(p *page, l letter.Letter) {
	if len(l.Outcomes) == 1 {
		p.outcomeOfOne(l.Outcomes[0])
		return
	}
	p.outcomeOfSeveral(l.Outcomes)
}

func (p *page) outcomeOfOne(o letter.Outcome) {
	became, detail := p.outcomeWords(o)
	p.Subject = p.capital(p.says(checklist.SaidItems([]int{o.No})) + p.Of("", " ") + became)
	p.add(strong(p.Subject+p.Of("。", ".")), item(colourGrey, "", p.titledOutcome(o), p.whyOf(o)))
	p.add(para(detail))
}

// outcomeOfSeveral gathers what was decided alike, and says once what it means.
func (p *page) outcomeOfSeveral(all []letter.Outcome) {
	p.Subject = p.say("%d项有审核结果", "Decided: %d {1:item|items}", len(all))
	groups := alike(all)
	for _, g := range groups {
		became, detail := p.outcomeWords(g[0])
		title := p.capital(p.says(checklist.SaidItems(numbersIn(g))) + p.Of("", " ") + became)
		if len(groups) == 1 {
			p.Subject = title
		}
		p.add(strong(title + p.Of("。", ".")))
		for i, o := range g {
			why := p.whyOf(o)
			if i > 0 && why == p.whyOf(g[i-1]) {
				why = "" // 全部同意 is quoted once
			}
			p.add(item(colourGrey, "", p.titledOutcome(o), why))
		}
		p.add(para(detail))
	}
}

// alike groups outcomes that differ only in the item and in the words.
func alike(all []letter.Outcome) (groups [][]letter.Outcome) {
	for _, o := range all {
		at := slices.IndexFunc(groups, func(g []letter.Outcome) bool { return sameVerdict(g[0], o) })
		if at < 0 {
			at, groups = len(groups), append(groups, nil)
		}
		groups[at] = append(groups[at], o)
	}
	return groups
}

func sameVerdict(a, b letter.Outcome) bool {
	a.No, a.Content, a.Why, a.Unproven = b.No, b.Content, b.Why, b.Unproven
	if a.Event == checklist.EventAccepted || a.Event == checklist.EventReassigned { // the deadline is nothing to its reader any more
		a.Deadline, a.Forecast = b.Deadline, b.Forecast
	}
	return reflect.DeepEqual(a, b)
}

func numbersIn(all []letter.Outcome) (nos []int) {
	for _, o := range all {
		nos = append(nos, o.No)
	}
	return nos
}

func (v voice) titledOutcome(o letter.Outcome) string {
	return fmt.Sprintf("%d", o.No) + v.gap() + v.nameOf(o.Content)
}

func (v voice) whyOf(o letter.Outcome) string {
	if o.Why.IsZero() {
		return ""
	}
	by := v.actor(o.By)
	if o.Unproven {
		by += v.beside(v.Of("发件人未核验", "sender not proven"))
	}
	return v.say("%s：“%s”", "%s: “%s”", by, v.says(o.Why))
}

// newOwner is whoever has an item now: a party, or the post that read at another address.
func (v voice) newOwner(o letter.Outcome) string {
	if o.Moved {
		return o.To + v.beside(v.Of("新的邮箱", "at the new mailbox"))
	}
	return o.To + v.beside(o.Name)
}

func (v voice) outcomeWords(o letter.Outcome) (became, detail string) {
	due := v.date(o.Deadline)
	if o.Forecast {
		due += v.forecastMark()
	}
	switch o.Event {
	case checklist.EventAccepted:
		return v.Of("已审核通过，予以销号", "accepted and struck off"), v.Of("不再提醒。感谢您的工作。", "You will not be reminded any more. Thank you for your work.")
	case checklist.EventReturned:
		return v.Of("被退回", "returned"), v.say("时限不变，仍为%s。请补充后回复本邮件。", "The deadline stays %s. Please add what is missing and reply to this mail.", due)
	case checklist.EventExtended:
		if o.First {
			return v.say("的时限定为%s", "due on %s", v.day(o.Deadline)), v.say("时限为%s，请按期办结。", "The deadline is %s; please have it done by then.", due)
		}
		return v.say("已同意延期至%s", "extended to %s", v.day(o.Deadline)), v.moved(due)
	case checklist.EventRescheduled:
		return v.say("的时限改为%s", "now due on %s", v.day(o.Deadline)), v.moved(due)
	case checklist.EventRefused:
		return v.Of("的延期申请未获同意", "not extended"), v.say("时限不变，仍为%s，请按期办结。", "The deadline stays %s; please have it done by then.", due)
	case checklist.EventReassigned:
		return v.say("已转由%s办理", "handed over to %s", v.newOwner(o)), v.Of("不再提醒您。", "You will not be reminded of it any more.")
	case checklist.EventWaived:
		return v.Of("已免办", "waived"), v.Of("不再提醒。", "You will not be reminded of it any more.")
	case checklist.EventReopened:
		return v.Of("需重新办理", "to be done again"), v.say("时限为%s。请办理后回复本邮件。", "The deadline is %s. Please reply to this mail when it is done.", due)
	}
	became = v.Of("有批示", "given an instruction")
	if o.Event != checklist.EventInstructed {
		return became, v.Of("请按批示办理，并回复本邮件反馈情况。", "Please act on it and reply to this mail how it stands.")
	}
	sample := v.followed(fmt.Sprint(o.No))
	if o.Due != 0 {
		return became, v.say("请按批示办理，并在%s前回复“%s”；到期未答复的将报上级。", "Please act on it and reply by %s “%s”; what is not answered by then is reported to the supervisor.", v.date(o.Due), sample)
	}
	return became, v.say("请按批示办理，办理后回复“%s”。", "Please act on it, then reply “%s”.", sample)
}

func (v voice) moved(due string) string {
	return v.say("新的时限为%s，原定时限仍留存备查。", "The new deadline is %s; the original one stays on record.", due)
}
