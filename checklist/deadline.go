package checklist

import (
	"time"

	"duban/internal/msg"
	"duban/internal/zh"
)

// DeadlineBase is what a deadline phrase is read against.
type DeadlineBase struct {
	Year    int               // base year, asked of the clerk, never guessed
	Start   Day               // day of issue, may be zero
	Assumed bool              // nobody said the day of issue, today stands for it: a day before it is no contradiction
	Ends    Day               // last day of the campaign (专项行动), may be zero
	AtOnce  int               // 立行立改: within so many workdays
	Aliases map[string]string // the office's own phrases: 汛期前 is 4月15日前

	// The office's calendar; where it is nil, what needs it is asked for.
	AddWorkdays func(from Day, n int) Day
	Festival    func(year int, name string) Day // first day off of 春节, 清明, 端午, 中秋
}

// DeadlineReading is a 完成时限 as it was understood.
type DeadlineReading struct {
	Day   Day
	Doubt msg.Message // what the clerk should look at
}

// ParseDeadline reads a 完成时限 such as 4月底, 2027年6月30日前, 年底前 as the
// civil day it names: 月底 is the last day of the month, 前 includes the named
// day, a year in the text wins over the base year. A phrase that names no single
// day, or a day that does not exist (4月31日), is ErrInvalid with a sentence for
// the clerk saying what to write instead; as a Warning where the phrase may stand
// and the office only has to be asked (see ReadSchedule).
func ParseDeadline(text string, base DeadlineBase) (Day, error) {
	r, err := ReadDeadline(text, base)
	return r.Day, err
}

// ReadDeadline is ParseDeadline with the doubt that is left: 6月前 is read as 5月31日, though some offices mean 6月30日.
// The error is Problems, with What and Mend.
func ReadDeadline(text string, base DeadlineBase) (DeadlineReading, error) {
	p, err := newPhrase(text, base)
	if err != nil {
		return DeadlineReading{}, err
	}
	r, ok, err := p.single()
	if !ok {
		err = p.unread()
	}
	return r, err
}

// checkNotPast refuses a day before the issue of the list. The year is never
// moved on silently: whether 一季度 means next year is for the office to say.
func (p phrase) checkNotPast(d Day) error {
	if p.base.Start.IsZero() || p.base.Assumed || d >= p.base.Start {
		return nil
	}
	mend := msg.New("write the year")
	if yearWritten.MatchString(p.whole) {
		mend = msg.New("write the new date")
	}
	return p.ask(msg.New("before the day of issue", d.String(), p.base.Start.String()), mend)
}

// yearWritten knows a phrase that says the year itself: it is past, not misread.
var yearWritten = zh.NewPattern(`\d{4}[年./-]`)

// ask is refuse for what may stand until the office has said what it means.
func (p phrase) ask(what, mend msg.Message) error { return Problems{p.problem(what, mend, true)} }

// refuse is the error every rule answers with: the phrase as written, what is
// wrong with it, how to mend it.
func (p phrase) refuse(what, mend msg.Message) error {
	return Problems{p.problem(what, mend, false)}
}

func (p phrase) problem(what, mend msg.Message, stands bool) Problem {
	return Problem{What: msg.New("the deadline and its fault", msg.Shortened(p.written, longestPhrase), what), Mend: mend, Warning: stands}
}

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
// or that no workday lies between the two deadlines; zero where there is nothing to say.
func (d OfficeDays) Remark(deadline, until Day) (said msg.Message) {
	if d.IsWorkday == nil || d.Between == nil || until == 0 {
		return said
	}
	counts := d.counts(until)
	switch {
	case d.IsWorkday(until):
	case counts > until:
		said = msg.New("a day off, counts as the workday behind", until.SaidFrom(d.Today), counts.SaidFrom(d.Today))
	case counts < until:
		said = msg.New("a day off, counts as the workday before", until.SaidFrom(d.Today), counts.SaidFrom(d.Today))
	default:
		said = msg.New("a day off", until.SaidFrom(d.Today))
	}
	if deadline == 0 || d.Between(d.counts(deadline), counts) > 0 {
		return said
	}
	none := msg.New("no workday is gained", deadline.SaidFrom(d.Today))
	if said.IsZero() {
		return none
	}
	return msg.New("one remark, and another", said, none)
}

const computed = "rests on a computed day"

// Computed marks what rests on a day that no notice of holidays has named yet.
func Computed(m msg.Message) msg.Message { return msg.New(computed, m) }

// WithoutComputed is what Computed has marked; what bears no such mark stays as it is.
func WithoutComputed(m msg.Message) msg.Message {
	if m.Code == computed && len(m.Facts) == 1 {
		if marked, ok := m.Facts[0].(msg.Message); ok {
			return marked
		}
	}
	return m
}
