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
	for _, s := range r.Ladder.Steps(r.Calendar, o.Opened, o.Deadline, on) {
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
	if next, ok := r.Ladder.Next(r.Calendar, o.Opened, o.Deadline, on); ok {
		got.Next = next.Day
	}
	return got
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
