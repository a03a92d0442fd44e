package notify

import (
	"fmt"
	"slices"

	"duban/checklist"
)

// outcomeLetter tells what was decided: 销号, 退回, 延期, 移交.
func outcomeLetter(l checklist.Letter, _ Office) (p page) {
	if len(l.Outcomes) == 1 {
		return outcomeOfOne(l.Outcomes[0], l.On)
	}
	return outcomeOfSeveral(l.Outcomes, l.On)
}

func outcomeOfOne(o checklist.Outcome, on checklist.Day) (p page) {
	verdict, detail := outcomeWords(o, on)
	p.Subject = fmt.Sprintf("第%d项%s", o.No, verdict)
	p.add(strong("第%d项%s。", o.No, verdict), item(colourGrey, "", titledOutcome(o), whyOf(o)))
	p.add(para("%s", detail))
	return p
}

// outcomeOfSeveral gathers what was decided alike, and says once what it means.
func outcomeOfSeveral(all []checklist.Outcome, on checklist.Day) (p page) {
	p.Subject = fmt.Sprintf("%d项有审核结果", len(all))
	groups := alike(all)
	for _, g := range groups {
		verdict, detail := outcomeWords(g[0], on)
		title := fmt.Sprintf("%s%s", checklist.ItemNumbers(numbersIn(g)), verdict)
		if len(groups) == 1 {
			p.Subject = title
		}
		p.add(strong("%s。", title))
		for i, o := range g {
			why := whyOf(o)
			if i > 0 && why == whyOf(g[i-1]) {
				why = "" // 全部同意 is quoted once
			}
			p.add(item(colourGrey, "", titledOutcome(o), why))
		}
		p.add(para("%s", detail))
	}
	return p
}

// alike groups outcomes that differ only in the item and in the words.
func alike(all []checklist.Outcome) (groups [][]checklist.Outcome) {
	for _, o := range all {
		at := slices.IndexFunc(groups, func(g []checklist.Outcome) bool { return sameVerdict(g[0], o) })
		if at < 0 {
			at, groups = len(groups), append(groups, nil)
		}
		groups[at] = append(groups[at], o)
	}
	return groups
}

func sameVerdict(a, b checklist.Outcome) bool {
	a.No, a.Content, a.Why, a.Unproven = b.No, b.Content, b.Why, b.Unproven
	if a.Event == checklist.EventAccepted || a.Event == checklist.EventReassigned { // the deadline is nothing to its reader any more
		a.Deadline, a.Forecast = b.Deadline, b.Forecast
	}
	return a == b
}

func numbersIn(all []checklist.Outcome) (nos []int) {
	for _, o := range all {
		nos = append(nos, o.No)
	}
	return nos
}

func titledOutcome(o checklist.Outcome) string {
	return fmt.Sprintf("%d　%s", o.No, checklist.ShortName(o.Content))
}

func whyOf(o checklist.Outcome) string {
	if o.Why == "" {
		return ""
	}
	by := o.By
	if o.Unproven {
		by += "（发件人未核验）"
	}
	return fmt.Sprintf("%s：“%s”", by, o.Why)
}

func outcomeWords(o checklist.Outcome, on checklist.Day) (verdict, detail string) {
	due := o.Deadline.LongFrom(on)
	if o.Forecast {
		due += forecastMark
	}
	switch o.Event {
	case checklist.EventAccepted:
		return "已审核通过，予以销号", "不再提醒。感谢您的工作。"
	case checklist.EventReturned:
		return "被退回", "时限不变，仍为" + due + "。请补充后回复本邮件。"
	case checklist.EventExtended:
		if o.First {
			return "的时限定为" + o.Deadline.ShortFrom(on), "时限为" + due + "，请按期办结。"
		}
		return "已同意延期至" + o.Deadline.ShortFrom(on), "新的时限为" + due + "，原定时限仍留存备查。"
	case checklist.EventRescheduled:
		return "的时限改为" + o.Deadline.ShortFrom(on), "新的时限为" + due + "，原定时限仍留存备查。"
	case checklist.EventRefused:
		return "的延期申请未获同意", "时限不变，仍为" + due + "，请按期办结。"
	case checklist.EventReassigned:
		return "已转由" + o.To + "办理", "不再提醒您。"
	case checklist.EventWaived:
		return "已免办", "不再提醒。"
	case checklist.EventReopened:
		return "需重新办理", "时限为" + due + "。请办理后回复本邮件。"
	}
	if o.Event == checklist.EventInstructed {
		detail = fmt.Sprintf("请按批示办理，办理后回复“%d 批示：已落实……”。", o.No)
		if o.Due != 0 {
			detail = fmt.Sprintf("请按批示办理，并在%s前回复“%d 批示：已落实……”；到期未答复的将报上级。", o.Due.Long(), o.No)
		}
		return "有批示", detail
	}
	return "有批示", "请按批示办理，并回复本邮件反馈情况。"
}
