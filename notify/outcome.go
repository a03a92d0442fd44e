package notify

import (
	"fmt"

	"duban/checklist"
)

// outcomeLetter tells what was decided: 销号, 退回, 延期, 移交.
func outcomeLetter(l checklist.Letter, _ Office) (p page) {
	o := l.Outcome
	verdict, detail := outcomeWords(o)
	p.Subject = fmt.Sprintf("第%d项%s", o.No, verdict)
	p.add(strong("第%d项%s。", o.No, verdict), item(inkGrey, "", fmt.Sprintf("%d　%s", o.No, checklist.ShortName(o.Content)), whyOf(o)))
	p.add(para("%s", detail))
	return p
}

func whyOf(o *checklist.Outcome) string {
	if o.Why == "" {
		return ""
	}
	return fmt.Sprintf("%s：“%s”", o.By, o.Why)
}

func outcomeWords(o *checklist.Outcome) (verdict, detail string) {
	due := o.Deadline.Long()
	switch o.Event {
	case checklist.EventAccepted:
		return "已审核通过，予以销号", "本项不再提醒。感谢您的工作。"
	case checklist.EventReturned:
		return "被退回", "时限不变，仍为" + due + "。请补充后回复本邮件。"
	case checklist.EventExtended:
		return "已同意延期至" + o.Deadline.Short(), "新的时限为" + due + "，原定时限仍留存备查。"
	case checklist.EventRefused:
		return "的延期申请未获同意", "时限不变，仍为" + due + "，请按期办结。"
	case checklist.EventReassigned:
		return "已转由" + o.To + "办理", "本项不再提醒您。"
	case checklist.EventWaived:
		return "已免办", "本项不再提醒。"
	case checklist.EventReopened:
		return "需重新办理", "时限为" + due + "。请办理后回复本邮件。"
	}
	return "有批示", "请按批示办理，并回复本邮件反馈情况。"
}
