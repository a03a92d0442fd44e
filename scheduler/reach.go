package scheduler

import (
	"duban/checklist"
	"duban/db"
)

// reached is what the ladder says of one assignment on one day.
type reached struct {
	db.Owed
	Reminder    *Step  // the newest step not yet done; nil: none today
	Missed      []Step // older ones, recorded as skipped
	Escalations []Step // levels reached and not yet told
	Next        checklist.Day
}

// reach asks the ladder what an open assignment has come to by a day. Of several
// missed reminders only the newest goes; each level of an escalation goes once.
func (r Rules) reach(o db.Owed, on checklist.Day) reached {
	got := reached{Owed: o}
	for _, s := range r.steps(o, on) {
		if kind, level, _ := ParseStep(s.Name); kind == StepEscalate {
			if o.Role == checklist.Lead && level > o.Escalated {
				got.Escalations = append(got.Escalations, s)
			}
			continue
		}
		if s.Day <= o.SteppedTo || !s.after(o.LastStep) {
			continue
		}
		if got.Reminder != nil {
			got.Missed = append(got.Missed, *got.Reminder)
		}
		got.Reminder = &s
	}
	if next, ok := r.NextStep(o, on); ok {
		got.Next = next.Day
	}
	return got
}

// steps are those of the ladder, or, of what has no day, the times it is asked after.
func (r Rules) steps(o db.Owed, on checklist.Day) []Step {
	steps := r.ladder(o).Steps(r.Calendar, o.Opened, o.Deadline, on)
	if o.Deadline != 0 {
		return steps
	}
	for n := 1; ; n++ {
		s := r.asking(o, n)
		if s.Day > on {
			return steps
		}
		steps = append(steps, s)
	}
}

// NextStep returns the first step of an open assignment after a day, and false
// when none is to come.
func (r Rules) NextStep(o db.Owed, after checklist.Day) (Step, bool) {
	next, ok := r.ladder(o).Next(r.Calendar, o.Opened, o.Deadline, after)
	if ok || o.Deadline != 0 || o.Opened == 0 {
		return next, ok
	}
	n := 1
	for r.asking(o, n).Day <= after {
		n++
	}
	return r.asking(o, n), true
}

// asking is the n-th time that an assignment without a day is asked after.
func (r Rules) asking(o db.Owed, n int) Step {
	day := o.Opened + checklist.Day(7*n)
	if months := checklist.Pace(o.Part); months > 0 {
		day = o.Opened.AddMonths(months * n)
	}
	return newStep(StepAsk, n, r.Calendar.OnOrAfter(day))
}

// Reason says why a step of an assignment comes on its day.
func (r Rules) Reason(s Step, o db.Owed) string {
	if s.kind() != StepAsk {
		return s.Reason(r.Calendar, r.counts(o.Deadline))
	}
	switch checklist.Pace(o.Part) {
	case 0:
		return "时限待定，请报拟完成日期"
	case 1:
		return "没有定日的事项，每月请报进展"
	}
	return "长期任务，每季度请报进展"
}

// row is a step as the store keeps it.
func (r reached) row(s Step, reason string) db.Step {
	kind, level, _ := ParseStep(s.Name)
	if kind != StepEscalate {
		level = 0
	}
	return db.Step{Assignment: r.ID, Round: r.Round, Deadline: r.Deadline, Step: s.Name, Day: s.Day, Reason: reason, Level: level}
}

// missed returns the skipped steps as the store keeps them.
func (r reached) missed() (rows []db.Step) {
	for _, s := range r.Missed {
		row := r.row(s, "错过，只补发最近的一次（"+r.Reminder.Name+"）")
		row.State = "skipped"
		rows = append(rows, row)
	}
	return rows
}
