package scheduler

import (
	"cmp"

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

// fixed returns the steps that come at most once, in no order.
func (m climb) fixed() []Step {
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
	since := max(m.deadline, m.start)
	for level, n := range []int{m.SupervisorAfter, m.DirectorAfter} {
		if n > 0 {
			steps = m.add(steps, newStep(StepEscalate, level+1, m.c.Add(since, n)))
		}
	}
	return steps
}

// add appends a step unless the round opens after it, or on it with a letter of its own.
func (m climb) add(steps []Step, s Step) []Step {
	if s.Day < m.start || s.Day == m.start && m.Assign {
		return steps
	}
	return append(steps, s)
}

// overdueAfter returns the first overdue step of the round after a day. The n-th
// workday after the deadline has one when n is 1, 1+OverdueEvery, 1+2×OverdueEvery, …
func (m climb) overdueAfter(after checklist.Day) (Step, bool) {
	if m.deadline.IsZero() || m.OverdueEvery < 1 {
		return Step{}, false
	}
	after = max(after, m.start-1)
	if m.Assign {
		after = max(after, m.start)
	}
	n := max(m.c.Between(m.deadline, after), 0) // workdays overdue at after
	periods := (n + m.OverdueEvery - 1) / m.OverdueEvery
	n = 1 + periods*m.OverdueEvery
	day := m.c.Add(m.deadline, n)
	return newStep(StepOverdue, n, day), day > after // not so at the end of the calendar
}

// compareSteps orders by day, and on one day by kind: what concerns the
// responsible person before what climbs above him.
func compareSteps(a, b Step) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.kind(), b.kind()), cmp.Compare(a.Name, b.Name))
}
