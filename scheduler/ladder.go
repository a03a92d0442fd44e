package scheduler

import (
	"slices"

	"duban/checklist"
	"duban/internal/msg"
	"duban/scheduler/calendar"
)

// Shift (顺延) is what becomes of a deadline on a day off. The deadline as the
// checklist writes it stays on record in any case.
type Shift string

const (
	ShiftBefore Shift = "before" // the workday before it; what "" means too
	ShiftAfter  Shift = "after"  // the workday after it
	ShiftNone   Shift = "none"   // it stays; only the letters about it go on the workday before
)

// Progress (进展) is how often it is asked how an assignment stands whose first reminder
// is far away.
type Progress string

const (
	ProgressNever   Progress = ""
	ProgressMonthly Progress = "month"
)

// farWorkdays: what has its first reminder after more workdays than these is far away.
const farWorkdays = 30

// Ladder (阶梯) is the policy of reminding: on which days around its deadline an
// open assignment steps up. All counts are workdays.
type Ladder struct {
	Assign          bool  // write a first letter (交办) when the round opens
	Before          []int // remind so many workdays before the deadline; 0 is the deadline itself
	Overdue         []int // remind on these workdays after the deadline
	ThenEvery       int   // after the last of them so many workdays after each letter that lists what is late; 0: never
	LaterAfter      int   // what is overdue by so many workdays
	LaterEvery      int   // is listed so many workdays after each letter; 0: in the reports above only
	Progress        Progress
	SupervisorAfter int // escalate to the supervisor when so many overdue; 0: never, for offices without one
	DirectorAfter   int // escalate to the director when so many overdue
	Shift           Shift
}

// DefaultLadder returns the ladder of an office that configures none.
func DefaultLadder() Ladder {
	return Ladder{
		Assign: true, Before: []int{10, 5, 3, 1, 0},
		Overdue: []int{1, 2, 3, 5}, ThenEvery: 5, LaterAfter: 20, LaterEvery: 20, Progress: ProgressMonthly,
		SupervisorAfter: 2, DirectorAfter: 5,
		Shift: ShiftBefore,
	}
}

// mostWorkdays bounds every count of a ladder: a year of them.
const mostWorkdays = 250

// Validate returns everything wrong with the ladder at once, as
// checklist.Problems whose Column is the key: before, overdue, then_every, later_after,
// later_every, progress_every, supervisor_after, director_after, shift. A ladder that never reaches the
// director is refused: silence must end at someone with authority.
func (l Ladder) Validate() error {
	var p ladderProblems
	p.checkDays("before", l.Before, 0)
	p.checkDays("overdue", l.Overdue, 1)
	p.checkRange("then_every", l.ThenEvery, 0)
	p.checkRange("later_after", l.LaterAfter, 0)
	p.checkRange("later_every", l.LaterEvery, 0)
	p.checkRange("supervisor_after", l.SupervisorAfter, 0)
	p.checkRange("director_after", l.DirectorAfter, 1)
	if l.SupervisorAfter >= l.DirectorAfter && l.DirectorAfter > 0 {
		p.add("director_after", msg.New("director before supervisor", l.DirectorAfter, l.SupervisorAfter),
			msg.New("more than supervisor_after"))
	}
	if l.Progress != ProgressNever && l.Progress != ProgressMonthly {
		p.add("progress_every", msg.New("not an interval", l.Progress), msg.New("intervals of progress"))
	}
	if !slices.Contains([]Shift{"", ShiftBefore, ShiftAfter, ShiftNone}, l.Shift) {
		p.add("shift", msg.New("not a way to shift", l.Shift), msg.New("ways to shift"))
	}
	if len(p) > 0 {
		return checklist.Problems(p)
	}
	return nil
}

type ladderProblems checklist.Problems

func (p *ladderProblems) add(key string, what, mend msg.Message) {
	*p = append(*p, checklist.Problem{Column: key, What: what, Mend: mend})
}

func (p *ladderProblems) checkDays(key string, days []int, least int) {
	seen := map[int]bool{}
	for _, n := range days {
		p.checkRange(key, n, least)
		if seen[n] {
			p.add(key, msg.New("number written twice", n), msg.New("leave one"))
		}
		seen[n] = true
	}
}

func (p *ladderProblems) checkRange(key string, n, least int) {
	if n < least || n > mostWorkdays {
		p.add(key, msg.New("wrong number", n), msg.New("workdays from to", least, mostWorkdays))
	}
}

// Deadline returns the day that counts: the nominal deadline moved as Shift says.
func (l Ladder) Deadline(c *calendar.Calendar, nominal checklist.Day) checklist.Day {
	switch l.Shift {
	case ShiftNone:
		return nominal
	case ShiftAfter:
		return c.OnOrAfter(nominal)
	}
	return c.OnOrBefore(nominal)
}

// Steps returns the steps of one round of an assignment up to and including
// until, in the order of their days; all are workdays, and each comes once. The round
// opens on the first workday from opened on, with assign, and what would come earlier or
// on that same day is left out, so that the first letter is never a reminder. Then:
//
//   - progress+n, n months after the round opened, while the first of the others is more
//     than 30 workdays away, where Progress says so;
//   - remind-n, n workdays before the deadline, and due on it (on the workday
//     before it, should Shift leave it on a day off);
//   - overdue+n on the n-th workday after the deadline, for the n of Overdue;
//   - escalate-1 and escalate-2 when SupervisorAfter and DirectorAfter workdays
//     have gone by since the deadline, or since the round opened where it opened
//     later: who is asked late is accused as late, but is accused.
//
// After the last of these its person is reminded as Again says. Without a deadline (the
// zero Day) there is only assign; a round that is not opened (the zero Day) has no steps.
func (l Ladder) Steps(c *calendar.Calendar, opened, deadline, until checklist.Day) []Step {
	climb, ok := l.climb(c, opened, deadline)
	if !ok {
		return nil
	}
	steps := slices.DeleteFunc(climb.steps(), func(s Step) bool { return s.Day > until })
	slices.SortFunc(steps, compareSteps)
	return steps
}

// Next returns the first of the Steps of a round after a day, and false when none is to
// come. Of several on one day it returns the first in the order of Steps.
func (l Ladder) Next(c *calendar.Calendar, opened, deadline, after checklist.Day) (Step, bool) {
	climb, ok := l.climb(c, opened, deadline)
	if !ok {
		return Step{}, false
	}
	steps := slices.DeleteFunc(climb.steps(), func(s Step) bool { return s.Day <= after })
	if len(steps) == 0 {
		return Step{}, false
	}
	return slices.MinFunc(steps, compareSteps), true
}

// Again returns when a person is reminded of what is late once its steps are behind it,
// as overdue+n: so many workdays after the letter that listed it last, on whatever
// occasion, and never before the workday after the last step. told is the day of that
// letter, zero for none. It is false where no such reminder is to come.
func (l Ladder) Again(c *calendar.Calendar, opened, deadline, told checklist.Day) (Step, bool) {
	climb, ok := l.climb(c, opened, deadline)
	if !ok || climb.deadline.IsZero() {
		return Step{}, false
	}
	return climb.again(told)
}
