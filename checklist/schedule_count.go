package checklist

import (
	"fmt"
	"strings"

	"duban/internal/zh"
)

var (
	atOncePhrase   = zh.NewPattern(`^(?:并)?(?:立行立改|立查立改|即知即改|边查边改|立即(?:整改)?|即时(?:整改)?|马上(?:整改)?|立刻(?:整改)?)$`)
	workdaysPhrase = form(`(` + sinceIssue + `|(?:收到|接到)(?:通知|文件|任务|交办)?(?:之日)?[起后]?)(\d{1,3})个?(工作日|日|天|小时)(?:之|以)?内`)
	lunarPhrase    = form(`(春节|清明|端午|中秋|除夕)节?`)
)

// counted reads what is counted from the issue, or by the moon: it needs the
// workday calendar, and without one it is left to be asked.
func (p phrase) counted() (Schedule, bool, error) {
	if atOncePhrase.MatchString(p.whole) {
		return p.workdays(max(p.base.AtOnce, 1), fmt.Sprintf("立行立改，按下达后%d个工作日", max(p.base.AtOnce, 1)))
	}
	if m := workdaysPhrase.FindStringSubmatch(p.rest); m != nil {
		return p.countFrom(m)
	}
	m := lunarPhrase.FindStringSubmatch(p.rest)
	if m == nil || !p.before || p.base.Festival == nil {
		return Schedule{}, false, nil
	}
	eve := p.base.Festival(p.year, strings.TrimSuffix(m[1], "节")) - 1
	if err := p.checkNotPast(eve); err != nil {
		return p.asked(err), true, nil
	}
	return Schedule{Dues: []Due{{Day: eve}}, Rule: "节日放假前一日"}, true, nil
}

func (p phrase) countFrom(m []string) (Schedule, bool, error) {
	n := atoi(m[2])
	switch m[3] {
	case "工作日":
		return p.workdays(n, "按工作日计算，当日不计入")
	case "小时":
		n = (n + 23) / 24
	}
	if err := p.needStart(); err != nil {
		return Schedule{}, false, err
	}
	return Schedule{Dues: []Due{{Day: p.base.Start + Day(n)}}, Rule: "自下达之日起计算，当日不计入", Doubt: "收到之日按下达日期计算"}, true, nil
}

func (p phrase) workdays(n int, rule string) (Schedule, bool, error) {
	if p.base.AddWorkdays == nil {
		return Schedule{}, false, nil
	}
	if err := p.needStart(); err != nil {
		return Schedule{}, false, err
	}
	return Schedule{Dues: []Due{{Day: p.base.AddWorkdays(p.base.Start, n)}}, Rule: rule}, true, nil
}
