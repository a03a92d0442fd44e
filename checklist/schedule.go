package checklist

import (
	"errors"
	"fmt"
	"strings"

	"duban/internal/zh"
)

// Schedule (时限安排) is what a 完成时限 asks for: one day, several milestones, a
// recurrence, or something that has no end.
type Schedule struct {
	Dues  []Due  // never empty; each becomes assignments of its own
	Rule  string // by which rule, for the import report
	Doubt string // "" or what the clerk should look at, in Chinese
	Ask   string // why no day could be read, and what to write: the owner is asked for one
}

// Due is one thing that falls due.
type Due struct {
	Part  string `json:"part,omitempty"`  // which of several: 启动, 4月, 长期坚持
	Day   Day    `json:"day,omitempty"`   // zero: no day, see Pace
	Opens Day    `json:"opens,omitempty"` // the first letter does not go before; zero: with the list
	Was   Day    `json:"was,omitempty"`   // the day that the list itself has moved
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
		text = alias
		if p, err = newPhrase(text, base); err != nil {
			return Schedule{}, err
		}
	}
	single, err := ReadDeadline(text, base)
	if err == nil {
		return Schedule{Dues: []Due{{Day: single.Day}}, Rule: single.Rule, Doubt: single.Doubt}, nil
	}
	if !isAsked(err) {
		return Schedule{}, err
	}
	for _, read := range scheduleReaders {
		s, ok, err := read(p)
		if err != nil || ok {
			return s, err
		}
	}
	return p.asked(err), nil
}

// scheduleReaders try what a single day's rules do not read, in this order; false
// is for the next.
var scheduleReaders = []func(phrase) (Schedule, bool, error){
	phrase.counted, phrase.moved, phrase.repeated, phrase.ongoing, phrase.window, phrase.several,
}

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
	return Schedule{Dues: []Due{{Part: part}}, Rule: "时限待定", Ask: err.Error()}
}

// alias is what the office says a phrase of its own stands for.
func (b DeadlineBase) alias(p phrase) (string, bool) {
	for name, phrase := range b.Aliases {
		if name = normalisePhrase(name); name != "" && (p.whole == name || p.rest == strings.TrimSuffix(name, "前")) {
			return phrase, true
		}
	}
	return "", false
}

// part reads a piece of a phrase as a single day.
func (p phrase) part(text string) (Day, bool, error) {
	r, err := ReadDeadline(text, p.base)
	if err != nil && isAsked(err) {
		return 0, false, nil
	}
	return r.Day, err == nil, err
}

var ongoingPhrase = zh.NewPattern(`^(?:并|且|并且)?[^\d,;、]*(?:长期|持续|常态|经常|日常|动态|贯穿|即日起)[^\d,;、]*$`)

func (p phrase) ongoing() (Schedule, bool, error) {
	if p.rest == "全年" || p.rest == "贯穿全年" || p.rest == "贯穿始终" {
		r, err := p.monthEnd(12, "")
		return Schedule{Dues: []Due{{Part: "全年", Day: r.Day}}, Rule: "全年，至12月31日"}, true, err
	}
	if !ongoingPhrase.MatchString(p.whole) {
		return Schedule{}, false, nil
	}
	return Schedule{Dues: []Due{{Part: PartOngoing}}, Rule: "长期任务，每季度回访"}, true, nil
}

var movedPhrase = zh.NewPattern(`^(?:(?P<is>.+)\(原(?:定|为)?(?P<was>.+)\)|(?P<was2>.+?)延期?至(?P<is2>.+))$`)

// moved reads a deadline that the list itself has moved: 5月底（原4月底）.
func (p phrase) moved() (Schedule, bool, error) {
	m := movedPhrase.FindStringSubmatch(p.whole)
	if m == nil {
		return Schedule{}, false, nil
	}
	is, ok1, err1 := p.part(m[1] + m[4])
	was, ok2, err2 := p.part(m[2] + m[3])
	if err := errors.Join(err1, err2); err != nil || !ok1 || !ok2 {
		return Schedule{}, false, err
	}
	return Schedule{Dues: []Due{{Day: is, Was: was}}, Rule: "清单已写明延期", Doubt: fmt.Sprintf("原定%s，按%s办理", was, is)}, true, nil
}
