package scheduler

import (
	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
)

// reached is what the ladder says of one assignment on one day.
type reached struct {
	*db.Owed
	Reminder    *Step  // the newest step not yet done; nil: none today
	Missed      []Step // older ones, recorded as skipped
	Escalations []Step // levels reached and not yet told
	Next        checklist.Day
	first       first
}

// ladderDay is a day on which the ladder is asked. Of the thousands of assignments of
// a portion most began and are due on the same few days: what it says of them it
// works out once.
type ladderDay struct {
	Rules
	on   checklist.Day
	said map[alike]said
}

// alike is all that the ladder looks at: where it is the same, so are the steps.
type alike struct {
	ladder          string
	begin, deadline checklist.Day
	pace            int // of what has no day
}

// said is what the ladder says of some assignments: the steps up to the day, and
// the day of the next, 0 for none.
type said struct {
	steps []rung
	next  checklist.Day
}

func (r Rules) ladderDay(on checklist.Day) ladderDay {
	return ladderDay{Rules: r, on: on, said: map[alike]said{}}
}

func (d ladderDay) ask(o *db.Owed, begin checklist.Day) said {
	key := alike{ladder: o.Ladder, begin: begin, deadline: o.Deadline}
	if o.Deadline == 0 {
		key.pace = checklist.Pace(o.Part)
	}
	is, known := d.said[key]
	if known {
		return is
	}
	for _, s := range d.steps(*o, begin, d.on) {
		is.steps = append(is.steps, s.read())
	}
	if next, ok := d.nextStep(*o, begin, d.on); ok {
		is.next = next.Day
	}
	d.said[key] = is
	return is
}

// reach is what an open assignment has come to by the day. Of several missed
// reminders only the newest goes; each level of an escalation goes once.
func (d ladderDay) reach(o *db.Owed, first first) reached {
	is := d.ask(o, first.begin)
	got := reached{Owed: o, Next: is.next, first: first}
	last := Step{Name: o.LastStep}.read()
	resumes, paused := d.paused(*o, d.on)
	if paused {
		got.Next = earlier(got.Next, resumes)
	}
	for i, s := range is.steps {
		if s.kind == StepEscalate {
			if o.Role == checklist.Lead && s.n > o.Escalated && !paused {
				got.Escalations = append(got.Escalations, s.Step)
			}
			continue
		}
		if s.kind == StepAssign && !first.owed || s.kind != StepAssign && (s.Day <= o.SteppedTo || !s.after(last)) {
			continue
		}
		if got.Reminder != nil {
			got.Missed = append(got.Missed, *got.Reminder)
		}
		got.Reminder = &is.steps[i].Step
	}
	d.again(&got)
	return got
}

// again adds the reminder of what is late and has its steps behind it, once its person's
// last letter that listed it is old enough. A step that was missed goes as such a reminder.
func (d ladderDay) again(got *reached) {
	ladder, begin := d.ladder(*got.Owed), got.first.begin
	told := d.told(*got.Owed, begin)
	if got.Reminder != nil {
		told = 0
	}
	next, ok := ladder.Again(d.Calendar, begin, got.Deadline, told)
	if ok && next.Day <= d.on && !got.first.owed {
		if got.Reminder != nil {
			got.Missed = append(got.Missed, *got.Reminder)
		}
		late := newStep(StepOverdue, d.Calendar.Between(ladder.Deadline(d.Calendar, got.Deadline), d.on), d.on)
		got.Reminder = &late
	}
	if got.Reminder != nil {
		next, ok = ladder.Again(d.Calendar, begin, got.Deadline, d.on)
	}
	if ok {
		got.Next = earlier(got.Next, next.Day)
	}
}

// told is the day on which the person of an assignment was last told of it, seen from
// where its round begins: by a step, by a letter that listed it along, by the letter that
// opened the round.
func (d ladderDay) told(o db.Owed, begin checklist.Day) checklist.Day {
	told := max(o.SteppedTo, o.Told)
	if d.ladder(o).Assign {
		told = max(told, begin)
	}
	return told
}

// paused reports whether on a day a request for time keeps an assignment from being
// reported, and from which day on it is again.
func (r Rules) paused(o db.Owed, on checklist.Day) (resumes checklist.Day, paused bool) {
	if !o.Pauses() || o.Deadline == 0 {
		return 0, false
	}
	last := r.Calendar.Add(r.ladder(o).Deadline(r.Calendar, o.Deadline), checklist.MostPaused)
	return r.Calendar.Add(last, 1), on <= last
}

// steps are those of the ladder, or, of what has no day, the times it is asked after.
func (r Rules) steps(o db.Owed, begin, on checklist.Day) []Step {
	steps := r.ladder(o).Steps(r.Calendar, begin, o.Deadline, on)
	if o.Deadline != 0 {
		return steps
	}
	for n := 1; ; n++ {
		s := r.asking(o, begin, n)
		if s.Day > on {
			return steps
		}
		steps = append(steps, s)
	}
}

// NextStep returns the first step of an open assignment after a day, as far as its
// first letter has come, and false when none is to come. Of what is late it is the
// reminder that follows its last step where Owed.Told is known.
func (r Rules) NextStep(o db.Owed, after checklist.Day) (Step, bool) {
	begin := r.climbsFrom(o, after)
	next, ok := r.nextStep(o, begin, after)
	if again, repeats := r.nextAgain(o, begin, after); repeats && (!ok || compareSteps(again, next) < 0) {
		return again, true
	}
	return next, ok
}

// nextAgain is the first reminder after a day of what is late and has its steps behind it.
func (r Rules) nextAgain(o db.Owed, begin, after checklist.Day) (Step, bool) {
	again, ok := r.ladder(o).Again(r.Calendar, begin, o.Deadline, r.ladderDay(after).told(o, begin))
	if ok && again.Day <= after { // it was due, and waits: it goes on the next workday
		day := r.Calendar.Add(after, 1)
		again = newStep(StepOverdue, r.Calendar.Between(r.ladder(o).Deadline(r.Calendar, o.Deadline), day), day)
	}
	return again, ok
}

// climbsFrom is the day from which an assignment climbs, seen from the end of a day: a
// first letter that is still owed goes on a later one.
func (r Rules) climbsFrom(o db.Owed, after checklist.Day) checklist.Day {
	switch {
	case o.Opened == 0 || !r.ladder(o).Assign:
		return o.Opened
	case o.FirstOn != 0:
		return max(o.Opened, o.FirstOn)
	case o.FirstTo != "":
		return max(o.Opened, after)
	}
	return max(o.Opened, after+1)
}

// nextStep is NextStep of what climbs from a day on.
func (r Rules) nextStep(o db.Owed, begin, after checklist.Day) (Step, bool) {
	next, ok := r.ladder(o).Next(r.Calendar, begin, o.Deadline, after)
	if ok || o.Deadline != 0 || begin == 0 {
		return next, ok
	}
	n := 1
	for r.asking(o, begin, n).Day <= after {
		n++
	}
	return r.asking(o, begin, n), true
}

// asking is the n-th time that an assignment without a day is asked after.
func (r Rules) asking(o db.Owed, begin checklist.Day, n int) Step {
	day := begin + checklist.Day(7*n)
	if months := checklist.Pace(o.Part); months > 0 {
		day = begin.AddMonths(months * n)
	}
	return newStep(StepAsk, n, r.Calendar.OnOrAfter(day))
}

// Reason says why a step of an assignment comes on its day.
func (r Rules) Reason(s Step, o db.Owed) msg.Message {
	if s.kind() != StepAsk {
		return s.Reason(r.Calendar, r.counts(o.Deadline))
	}
	switch checklist.Pace(o.Part) {
	case 0:
		return msg.New("no date yet, asked for one")
	case 1:
		return msg.New("no day set, asked every month")
	}
	return msg.New("a standing task, asked every quarter")
}

// row is a step as the store keeps it.
func (r reached) row(s Step, reason msg.Message) db.Step {
	kind, level, _ := ParseStep(s.Name)
	if kind != StepEscalate {
		level = 0
	}
	return db.Step{Assignment: r.ID, Round: r.Round, Deadline: r.Deadline, Step: s.Name, Day: s.Day, Reason: reason, Level: level}
}

// missed returns the skipped steps as the store keeps them.
func (r reached) missed() (rows []db.Step) {
	for _, s := range r.Missed {
		row := r.row(s, msg.New("missed, only the latest goes", StepName(r.Reminder.Name)))
		row.State = checklist.StepSkipped
		rows = append(rows, row)
	}
	return rows
}
