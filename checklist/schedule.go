package checklist

import (
	"errors"
	"fmt"
	"strings"

	"duban/internal/msg"
	"duban/internal/zh"
)

// Schedule (时限安排) is what a 完成时限 asks for: one day, several milestones, a
// recurrence, or something that has no end.
type Schedule struct {
	Dues  []Due       // never empty; each becomes assignments of its own
	Doubt msg.Message // what the clerk should look at
	Ask   msg.Message // why no day could be read, and what to write: the owner is asked for one
}

// Due is one thing that falls due.
type Due struct {
	Part  string `json:"part,omitempty"`  // which of several: 启动, 4月, 长期坚持
	Day   Day    `json:"day,omitempty"`   // zero: no day, see Pace
	Opens Day    `json:"opens,omitempty"` // the first letter does not go before; zero: with the list
	Was   Day    `json:"was,omitempty"`   // the day that the list itself has moved
	Every Every  `json:"every,omitempty"` // the recurrence of which it is one period
}

// The parts without a day. What is owed there is asked after at a pace, and is
// never overdue.
const (
	PartOngoing = "长期坚持"  // asked after each quarter
	PartVague   = "按进度办理" // 适时, 按计划推进: each month
)

// Pace (回访间隔) is how often a part without a day is asked after, in months; 0 is
// each week: a deadline that nobody could read is asked for until there is one.
func Pace(part string) (months int) {
	switch part {
	case PartOngoing:
		return 3
	case PartVague:
		return 1
	}
	return 0
}

// ReadSchedule reads a 完成时限. A phrase that names no day is no error: it comes
// back with Ask, and a Due without a day. The error is for what cannot be meant,
// like 4月31日, and for what the base lacks.
func ReadSchedule(text string, base DeadlineBase) (Schedule, error) {
	p, err := newPhrase(text, base)
	if err != nil {
		return Schedule{}, err
	}
	if alias, ok := base.alias(p); ok {
		if p, err = newPhrase(alias, base); err != nil {
			return Schedule{}, err
		}
	}
	single, ok, err := p.single()
	if ok && err == nil {
		due := Due{Day: single.Day}
		if d := p.only(); d != nil && isWholeYear(*d) {
			due.Part = partWholeYear
		}
		return Schedule{Dues: []Due{due}, Doubt: single.Doubt}, nil
	}
	if err != nil && !isAsked(err) {
		return Schedule{}, err
	}
	for _, read := range scheduleReaders {
		s, ok, err := read(p)
		if err != nil || ok {
			return s, err
		}
	}
	if err == nil {
		err = p.unread()
	}
	return p.asked(err), nil
}

// scheduleReaders try what a single day's rules do not read, in this order; false
// is for the next.
var scheduleReaders = []func(phrase) (Schedule, bool, error){
	phrase.moved, phrase.repeated, phrase.campaign, phrase.years, phrase.parts,
}

// partWholeYear is a task that lasts, to the end of the year.
const partWholeYear = "全年"

func isWholeYear(d zh.Date) bool { return d.Unit == zh.Year && d.Mark == zh.During }

// isAsked reports whether an error only says that the office must be asked.
func isAsked(err error) bool {
	var ps Problems
	return errors.As(err, &ps) && len(ps.Errors()) == 0
}

var vaguePhrase = zh.NewPattern(`适时|视情|按计划|时间节点|序时|按.*要求|根据`)

func (p phrase) asked(err error) Schedule {
	part := ""
	if vaguePhrase.MatchString(p.whole) {
		part = PartVague
	}
	return Schedule{Dues: []Due{{Part: part}}, Ask: msg.Of(err)}
}

// alias is what the office says a phrase of its own stands for.
func (b DeadlineBase) alias(p phrase) (string, bool) {
	for name, stands := range b.Aliases {
		if name = zh.Tight(name); name != "" && (p.whole == name || strings.TrimSuffix(plain(p.whole), "前") == strings.TrimSuffix(name, "前")) {
			return stands, true
		}
	}
	return "", false
}

// moved reads a deadline that the list itself has moved: 5月底（原4月底）, 4月底延至5月底.
func (p phrase) moved() (Schedule, bool, error) {
	if len(p.dates) != 2 {
		return Schedule{}, false, nil
	}
	is, was := p.dates[0], p.dates[1]
	between := p.whole[is.End:was.Start]
	switch {
	case strings.Contains(between, "延"):
		is, was = was, is
	case !strings.HasPrefix(between, "(原"):
		return Schedule{}, false, nil
	}
	now, err := p.day(is.Date)
	if err != nil {
		return Schedule{}, false, ifStands(err)
	}
	before, err := p.day(was.Date)
	if err != nil {
		return Schedule{}, false, ifStands(err)
	}
	return Schedule{
		Dues:  []Due{{Day: now.Day, Was: before.Day}},
		Doubt: msg.New("the list has moved the deadline", before.Day.String(), now.Day.String()),
	}, true, nil
}

// ifStands is an error that the list must mend, nil for one that only asks.
func ifStands(err error) error {
	if isAsked(err) {
		return nil
	}
	return err
}

// campaign reads 专项行动期间, which the import was told the end of.
func (p phrase) campaign() (Schedule, bool, error) {
	if p.base.Ends == 0 || len(p.dates) > 0 || !campaignPhrase.MatchString(p.whole) {
		return Schedule{}, false, nil
	}
	return Schedule{Dues: []Due{{Day: p.base.Ends}}}, true, nil
}

var campaignPhrase = zh.NewPattern(`期间$|期内$`)

// years reads 2023—2025年: the last day of each year.
func (p phrase) years() (Schedule, bool, error) {
	d := p.only()
	if d == nil || d.Unit != zh.Year || d.Until == nil || d.Until.Unit != zh.Year || d.Edge != zh.Whole || d.Until.Edge != zh.Whole {
		return Schedule{}, false, nil
	}
	at, err := d.Resolve(p.base.Facts())
	if err != nil || at.Last.Year == at.First.Year || at.Last.Year-at.First.Year > 20 {
		return Schedule{}, false, nil
	}
	var s Schedule
	for y := at.First.Year; y <= at.Last.Year; y++ {
		if end := MonthEnd(y, 12); end >= p.base.Start {
			s.Dues = append(s.Dues, Due{Part: fmt.Sprintf("%d年", y), Day: end, Opens: max(Date(y, 1, 1), p.base.Start), Every: EveryYear})
		}
	}
	return s, len(s.Dues) > 0, nil
}
