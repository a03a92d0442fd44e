package scheduler

import (
	"context"
	"slices"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/msg"
)

// Coming is a letter that an assignment will bring if nothing happens first.
type Coming struct {
	Step
	To     string      // how the reader is addressed
	Reason msg.Message // why then, and why him
}

// Outlook returns the next letters about an open assignment, seen at an instant, as the
// rules and the directory stand now; what is closed or waits for a verdict has
// none. Of the reminders without end (催办) the first stands there.
func (s *Scheduler) Outlook(ctx context.Context, o db.Owed, now time.Time) ([]Coming, error) {
	r := s.rules()
	faults, err := s.store.Faults(ctx)
	if err != nil || o.State != checklist.Open {
		return nil, err
	}
	if err := s.store.ReadTold(ctx, checklist.DayOf(now, s.store.Zone()), &o); err != nil {
		return nil, err
	}
	after := r.SeenFrom(o, now, s.store.Zone())
	absences, err := s.store.Absences(ctx, after)
	if err != nil {
		return nil, err
	}
	f := facts{on: after, zone: s.store.Zone(), faults: faults}
	if o.Every != "" {
		item, err := s.store.AssignmentsOf(ctx, o.No)
		if err != nil {
			return nil, err
		}
		f.late = r.arrearsIn(item, after)
	}
	var list []Coming
	for _, step := range r.toCome(o, after) {
		kind, level, _ := ParseStep(step.Name)
		if resumes, paused := r.paused(o, step.Day); paused && kind == StepEscalate {
			step.Day = resumes
		}
		done := step.Day <= after || !step.after(o.LastStep) || f.late.behind(o) != nil && !isOwn(kind)
		if kind == StepEscalate {
			done = level <= o.Escalated || o.Role == checklist.Joint
		}
		if done {
			continue
		}
		then := r
		then.Directory = r.Directory.Acting(absences, step.Day)
		list = append(list, then.coming(f, o, step))
	}
	slices.SortStableFunc(list, func(a, b Coming) int { return compareSteps(a.Step, b.Step) })
	return list, nil
}

// SeenFrom is the day from whose end what is to come is seen: today, but the day before of
// an assignment whose first letter is still to go today.
func (r Rules) SeenFrom(o db.Owed, now time.Time, zone *time.Location) checklist.Day {
	today := checklist.DayOf(now, zone)
	goesToday := r.Calendar.IsWorkday(today) && now.Before(r.hours().Closes(today, zone))
	if goesToday && o.FirstOn == 0 && o.FirstTo == "" && o.Opened != 0 && o.Opened <= today && r.ladder(o).Assign {
		return today - 1
	}
	return today
}

// toCome are the steps of an assignment, those of the past among them, and the first of
// the reminders behind them.
func (r Rules) toCome(o db.Owed, after checklist.Day) []Step {
	begin := r.climbsFrom(o, after)
	steps := r.steps(o, begin, r.horizon(o, after))
	last := after
	for _, s := range steps {
		if s.kind() != StepEscalate {
			last = max(last, s.Day)
		}
	}
	if last > after {
		o.Told = last // by the last of the steps
	}
	if again, ok := r.nextAgain(o, begin, last); ok {
		steps = append(steps, again)
		slices.SortStableFunc(steps, compareSteps)
	}
	return steps
}

// horizon is a day by which every rung has come once.
func (r Rules) horizon(o db.Owed, after checklist.Day) checklist.Day {
	if o.Deadline == 0 {
		next, _ := r.NextStep(o, after)
		return next.Day
	}
	last := max(after, o.Deadline, r.climbsFrom(o, after))
	horizon := r.Calendar.Add(last, slices.Max(append(r.ladder(o).Overdue, r.ladder(o).DirectorAfter))+1)
	resumes, _ := r.paused(o, after)
	return max(horizon, resumes)
}

func (r Rules) coming(f facts, o db.Owed, step Step) Coming {
	p, known := r.Directory.ResponsibleFor(o.Party)
	if !known {
		p = checklist.Person{ID: o.Party, Title: o.Party}
	}
	why := []msg.Message{r.Reason(step, o), r.standsIn(o)}
	if step.kind() == StepEscalate {
		to, passed := r.above(f, climbing{reached: reached{Owed: &o}, step: step, person: r.owner(o, p), acting: p})
		return Coming{Step: step, To: to.Title, Reason: joined(append(why, passed...)...)}
	}
	if fault := f.unreachable(p, known); !fault.IsZero() {
		why = append(why, msg.New("will be told above", fault))
	}
	return Coming{Step: step, To: p.Title, Reason: joined(why...)}
}
