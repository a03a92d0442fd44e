package scheduler

import (
	"cmp"
	"slices"

	"duban/checklist"
	"duban/scheduler/calendar"
)

// climb is a ladder put up against one round.
type climb struct {
	Ladder
	c        *calendar.Calendar
	start    checklist.Day // the first day of the round, a workday
	deadline checklist.Day // as Shift has it; zero for none
}

func (l Ladder) climb(c *calendar.Calendar, opened, nominal checklist.Day) (climb, bool) {
	if opened.IsZero() {
		return climb{}, false
	}
	m := climb{Ladder: l, c: c, start: c.OnOrAfter(opened)}
	if !nominal.IsZero() {
		m.deadline = l.Deadline(c, nominal)
	}
	return m, true
}

// steps returns the steps of the round, in no order.
func (m climb) steps() []Step {
	var steps []Step
	if m.Assign {
		steps = append(steps, newStep(StepAssign, 0, m.start))
	}
	if m.deadline.IsZero() {
		return steps
	}
	for _, n := range m.Before {
		kind := StepRemind
		if n == 0 {
			kind = StepDue
		}
		steps = m.add(steps, newStep(kind, n, m.c.Add(m.deadline, -n)))
	}
	for _, n := range m.Overdue {
		steps = m.add(steps, newStep(StepOverdue, n, m.c.Add(m.deadline, n)))
	}
	steps = append(steps, m.progress(steps)...)
	since := max(m.deadline, m.start)
	for level, n := range []int{m.SupervisorAfter, m.DirectorAfter} {
		if n > 0 {
			steps = m.add(steps, newStep(StepEscalate, level+1, m.c.Add(since, n)))
		}
	}
	return steps
}

// mostProgress bounds how often an assignment is asked after: ten years.
const mostProgress = 120

// progress returns when it is asked how it stands, while the first of the steps around
// the deadline is far away.
func (m climb) progress(steps []Step) (asked []Step) {
	first := m.deadline
	for _, s := range steps {
		if s.kind() != StepAssign {
			first = min(first, s.Day)
		}
	}
	for n := 1; m.Progress == ProgressMonthly && n <= mostProgress; n++ {
		day := m.c.OnOrAfter(m.start.AddMonths(n))
		if m.c.Between(day, first) <= farWorkdays {
			break
		}
		asked = append(asked, newStep(StepProgress, n, day))
	}
	return asked
}

// add appends a step unless the round opens after it, or on it with a letter of its own.
func (m climb) add(steps []Step, s Step) []Step {
	if s.Day < m.start || s.Day == m.start && m.Assign {
		return steps
	}
	return append(steps, s)
}

// again returns the reminder of what is late that follows a letter.
func (m climb) again(told checklist.Day) (Step, bool) {
	every := m.ThenEvery
	if m.LaterAfter > 0 && !told.IsZero() && m.c.Between(m.deadline, told) >= m.LaterAfter {
		every = m.LaterEvery
	}
	if every == 0 {
		return Step{}, false
	}
	last := m.deadline
	if len(m.Overdue) > 0 {
		last = m.c.Add(m.deadline, slices.Max(m.Overdue))
	}
	day := max(m.start, m.c.Add(last, 1))
	if !told.IsZero() {
		day = max(day, m.c.Add(told, every))
	}
	return newStep(StepOverdue, m.c.Between(m.deadline, day), day), day > told // not so at the end of the calendar
}

// compareSteps orders by day, and on one day by kind: what concerns the
// responsible person before what climbs above him.
func compareSteps(a, b Step) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.kind(), b.kind()), cmp.Compare(a.Name, b.Name))
}
