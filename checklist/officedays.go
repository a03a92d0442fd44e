package checklist

import (
	"fmt"
	"time"
)

// OfficeDays is what a rule about days asks of its office: which day it is, and what
// the calendar and the policy for days off make of a deadline. A nil function takes
// days as they are, a nil zone is UTC.
type OfficeDays struct {
	Today     Day
	Zone      *time.Location
	IsWorkday func(Day) bool
	Counts    func(Day) Day          // the last day on which a deadline is kept
	Between   func(from, to Day) int // workdays after from up to and including to
}

// On returns the civil day of an instant in Unix milliseconds.
func (d OfficeDays) On(ms int64) Day {
	if d.Zone == nil {
		return DayOf(time.UnixMilli(ms), time.UTC)
	}
	return DayOf(time.UnixMilli(ms), d.Zone)
}

// InTime reports whether a day keeps a deadline; what has none is always in time.
func (d OfficeDays) InTime(on, deadline Day) bool {
	return deadline == 0 || on <= max(deadline, d.counts(deadline))
}

func (d OfficeDays) counts(deadline Day) Day {
	if d.Counts == nil || deadline == 0 {
		return deadline
	}
	return d.Counts(deadline)
}

// Remark says of an extension what its day alone does not tell: that it is a day off,
// or that no workday lies between the two deadlines; "" where there is nothing to say.
func (d OfficeDays) Remark(deadline, until Day) (said string) {
	if d.IsWorkday == nil || d.Between == nil || until == 0 {
		return ""
	}
	counts := d.counts(until)
	switch {
	case d.IsWorkday(until):
	case counts > until:
		said = fmt.Sprintf("%s是休息日，顺延至%s", until.Short(), counts.Short())
	case counts < until:
		said = fmt.Sprintf("%s是休息日，此前最后一个工作日是%s", until.Short(), counts.Short())
	default:
		said = until.Short() + "是休息日"
	}
	if deadline == 0 || d.Between(d.counts(deadline), counts) > 0 {
		return said
	}
	if said != "" {
		said += "，"
	}
	return said + fmt.Sprintf("与原时限%s之间没有工作日，办理时间没有增加", deadline.Short())
}
