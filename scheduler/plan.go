package scheduler

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
	"duban/scheduler/calendar"
)

// remindAll decides the letters to those who owe. What climbs is returned, for the
// letters to those above are one a person too, and have to wait until all is known;
// until these are stored, the ladder of what climbs stays to be asked. It is pure.
func (r Rules) remindAll(f facts, notBefore time.Time) (plan db.Plan, up []climbing, own map[string]ownDue) {
	plan, own = r.newPlan(f.on), map[string]ownDue{}
	for _, person := range f.people(r) {
		letters, idle, raised := r.remind(f, person)
		if letters, own[person.ID] = r.inHisDigest(person, letters); len(own[person.ID].steps) == 0 {
			delete(own, person.ID)
		}
		plan.Idle = append(plan.Idle, idle...)
		up = append(up, raised...)
		for _, l := range append(letters, r.handovers(f, person)...) {
			l.Notice.NotBefore = notBefore
			plan.Letters = append(plan.Letters, l)
		}
	}
	for _, got := range f.reached {
		plan.Next[got.ID] = got.Next
	}
	for _, idle := range plan.Idle {
		if idle.State == checklist.StepHeld { // a letter that cannot go now is asked for again
			plan.Next[idle.Assignment] = plan.Again
		}
	}
	for i, c := range up {
		up[i].Next = plan.Next[c.ID] // tomorrow, where its reminder is held beside the climb
	}
	for _, c := range up {
		delete(plan.Next, c.ID)
	}
	for _, o := range own {
		for _, st := range o.steps {
			o.next[st.Assignment] = plan.Next[st.Assignment]
			delete(plan.Next, st.Assignment)
		}
	}
	return plan, up, own
}

// inHisDigest takes a director's reminder out of his letters: he reads it in the digest.
// His first letters go by themselves, for only they say the whole content.
func (r Rules) inHisDigest(d debtor, letters []db.PlannedLetter) (rest []db.PlannedLetter, own ownDue) {
	if !d.Has(checklist.DutyDirector) {
		return letters, own
	}
	for _, l := range letters {
		if slices.ContainsFunc(l.Steps, func(st db.Step) bool { return st.Step == "assign" }) {
			rest = append(rest, l)
			continue
		}
		own.steps, own.lines, own.next = append(own.steps, l.Steps...), append(own.lines, l.Notice.Letter.Lines...), map[int64]checklist.Day{}
	}
	return rest, own
}

// raise decides the letters to those above. What goes into the director's digest
// instead is returned. It is pure.
func (r Rules) raise(f facts, up []climbing, own map[string]ownDue, notBefore time.Time) (plan db.Plan, to raised) {
	plan = r.newPlan(f.on)
	letters, held, to := r.escalate(f, up, notBefore)
	plan.Letters, plan.Idle, to.own = letters, held, own
	for _, o := range own {
		maps.Copy(plan.Next, o.next)
	}
	for _, c := range up {
		plan.Next[c.ID] = c.Next
		if c.instead != nil {
			plan.Next[c.ID] = plan.Again
			plan.Idle = append(plan.Idle, *c.instead)
		}
	}
	for _, st := range held {
		plan.Next[st.Assignment] = plan.Again // what waits is asked for again tomorrow
	}
	return plan, to
}

func (r Rules) newPlan(on checklist.Day) db.Plan {
	return db.Plan{Next: map[int64]checklist.Day{}, Again: r.Calendar.Add(on, 1)}
}

// debtor is a person with what the ladder has come to for him.
type debtor struct {
	checklist.Person
	known   bool
	reached []reached
}

// people groups what was reached by the person who answers for it, in the order
// of the directory; a party that nobody answers for stands alone.
func (f facts) people(r Rules) (list []debtor) {
	index := map[string]int{}
	for _, got := range f.reached {
		p, known := r.Directory.ResponsibleFor(got.Party)
		if !known {
			p = checklist.Person{ID: got.Party, Title: got.Party}
		}
		i, ok := index[p.ID]
		if !ok {
			i = len(list)
			index[p.ID] = i
			list = append(list, debtor{Person: p, known: known})
		}
		list[i].reached = append(list[i].reached, got)
	}
	return list
}

// climbing is an assignment on its way up the chain.
type climbing struct {
	reached
	step   Step
	person checklist.Person // whose silence it is
	acting checklist.Person // who gets the letters about it: the same, or who stands in for him
	fault  msg.Message      // why no letter reaches him

	beside []letter.Line // the other periods of its recurrence that are in arrears

	instead *db.Step // the reminder that it climbs for, held: the two are stored together
}

// remind writes one person's letter of the day: all that he owes, for the steps
// reached today. What is new to him on a day on which he has that letter already goes in
// one of its own. A person whom no letter reaches gets none but one a
// week, as a probe, and what he owes climbs at once.
func (r Rules) remind(f facts, d debtor) (letters []db.PlannedLetter, idle []db.Step, up []climbing) {
	fault := f.unreachable(d.Person, d.known)
	probe := !fault.IsZero() && f.isProbe(d.Person)
	due := map[int64]reached{}
	for _, got := range d.reached {
		before := f.late.behind(*got.Owed)
		for _, s := range got.Escalations {
			up = append(up, climbing{reached: got, step: s, person: r.owner(*got.Owed, d.Person), acting: d.Person, fault: fault, beside: f.besides(r, *got.Owed)})
		}
		switch {
		case got.Reminder == nil:
		case !got.first.owed && f.rests(*got.Owed): // a first letter is never left out
			idle = append(idle, r.leftOut(got, msg.New("the leads have reported it done"))...)
		case !got.first.owed && before != nil && !isOwn(got.Reminder.kind()):
			idle = append(idle, r.leftOut(got, msg.New("reminded with the period before it", before.Part))...)
		case fault.IsZero() || probe:
			idle = append(idle, got.missed()...)
			due[got.ID] = got
		default:
			row := r.rungOf(got)
			row.State, row.Reason = checklist.StepHeld, msg.New("no letter went out", fault)
			if r.unreachableClimbs(got) && f.faultySince(d.Person) < f.on { // today the clerk may still mend it
				up = append(up, climbing{reached: got, step: newStep(StepEscalate, ToSupervisor, f.on), person: r.owner(*got.Owed, d.Person), acting: d.Person, fault: fault, instead: &row})
			} else {
				idle = append(idle, row)
			}
		}
	}
	if f.written[d.ID] {
		letters = append(letters, r.newToHim(f, d, due)...)
	}
	if len(due) > 0 {
		letters = append(letters, r.letterFor(f, d, dailyKey(d.ID, f.on), due, f.owed[d.ID]))
	}
	return letters, idle, up
}

// newToHim takes the first letters out of what is due to a person.
func (r Rules) newToHim(f facts, d debtor, due map[int64]reached) []db.PlannedLetter {
	first := map[int64]reached{}
	var lines []*db.Owed
	for _, o := range f.owed[d.ID] {
		if got, ok := due[o.ID]; ok && got.Reminder.kind() == StepAssign {
			first[o.ID] = got
			lines = append(lines, o)
			delete(due, o.ID)
		}
	}
	if len(first) == 0 {
		return nil
	}
	least := slices.Min(slices.Collect(maps.Keys(first)))
	return []db.PlannedLetter{r.letterFor(f, d, fmt.Sprintf("assign/%s/%s/%d-%d", d.ID, f.on, least, first[least].Round), first, lines)}
}

// letterFor is a letter to one person for some steps, with what else is to be listed.
func (r Rules) letterFor(f facts, d debtor, key string, due map[int64]reached, lines []*db.Owed) db.PlannedLetter {
	var steps []db.Step
	for _, got := range d.reached {
		if _, ok := due[got.ID]; ok {
			steps = append(steps, r.rungOf(got))
		}
	}
	return db.PlannedLetter{Notice: db.NewNotice{Key: key, Letter: r.dailyLetter(f, d.Person, due, lines), Reason: reasonOf(steps)}, Steps: steps}
}

// rungOf is the reminder of what was reached, as the store keeps it.
func (r Rules) rungOf(got reached) db.Step {
	row := got.row(*got.Reminder, joined(r.Reason(*got.Reminder, *got.Owed), r.standsIn(*got.Owed)))
	if got.Reminder.kind() == StepAssign {
		row.FirstTo = got.first.to
	}
	return row
}

// leftOut are the steps of what was reached that bring no letter, each with its reason.
func (r Rules) leftOut(got reached, why msg.Message) []db.Step {
	row := r.rungOf(got)
	row.State, row.Reason = checklist.StepSkipped, why
	return append(got.missed(), row)
}

// unreachableClimbs: what a letter cannot reach is raised to the supervisor at once,
// for waiting for the deadline would help nobody.
func (r Rules) unreachableClimbs(got reached) bool {
	return got.Role == checklist.Lead && got.Escalated < ToSupervisor && r.ladder(*got.Owed).SupervisorAfter != 0 && len(got.Escalations) == 0
}

func (r Rules) dailyLetter(f facts, p checklist.Person, steps map[int64]reached, lines []*db.Owed) letter.Letter {
	l := letter.Letter{Kind: letter.KindAssign, To: p.ID, Salutation: p.Title, On: f.on}
	var slip letter.SlipColour
	for _, o := range lines {
		got, ok := steps[o.ID]
		if !ok && f.rests(*o) {
			continue
		}
		line := f.line(r, *o)
		if ok {
			line.Step, line.Reason = got.Reminder.Name, r.Reason(*got.Reminder, *o)
			if o.Role == checklist.Lead && line.Step != "assign" { // who was never asked is not dunned
				slip = slip.Graver(letter.SlipFor(line.Late, r.redAfter(*o, f.on), o.Returns, line.Colour))
			}
			if got.Reminder.Day < f.on && line.Step != "assign" {
				line.Planned = got.Reminder.Day
			}
			if kind, _, _ := ParseStep(line.Step); kind != StepAssign {
				l.Kind = letter.KindRemind
			}
		} else {
			l.Kind = letter.KindRemind // something older is listed along
		}
		l.Lines = append(l.Lines, line)
	}
	sortLines(l.Lines)
	setList(&l)
	if r.Slips && slip != "" {
		l.Slip = &letter.Slip{Colour: slip, Year: f.on.Year()}
	}
	return l
}

// redAfter is from how many workdays overdue on a notice is red: not while a request for
// time waits.
func (r Rules) redAfter(o db.Owed, on checklist.Day) int {
	if _, paused := r.paused(o, on); paused {
		return mostWorkdays
	}
	return r.ladder(o).DirectorAfter
}

// setList names the checklist of the first line, by which letters thread, and tells
// the lists apart where there are several.
func setList(l *letter.Letter) {
	if len(l.Lines) > 0 {
		l.Checklist, l.List = l.Lines[0].List, l.Lines[0].Title
	}
	l.MarkLists()
}

// sortLines puts the most urgent first: what an instruction waits on, by colour, leads before joint parts, by
// deadline, by number.
func sortLines(lines []letter.Line) {
	urgency := map[letter.Colour]int{letter.Red: 0, letter.Amber: 1, letter.Green: 2}
	slices.SortStableFunc(lines, func(a, b letter.Line) int {
		return cmp.Or(
			cmp.Compare(min(len(b.Instructions), 1), min(len(a.Instructions), 1)),
			cmp.Compare(urgency[a.Colour], urgency[b.Colour]),
			-cmp.Compare(a.Role, b.Role),
			cmp.Compare(orNever(a.Deadline), orNever(b.Deadline)),
			cmp.Compare(a.No, b.No),
		)
	})
}

// orNever puts what has no day behind what has.
func orNever(d checklist.Day) checklist.Day {
	if d == 0 {
		return checklist.Date(calendar.LastYear, 12, 31)
	}
	return d
}

// reasonOf joins the different reasons of a letter's steps, the first being the
// most urgent.
func reasonOf(steps []db.Step) msg.Message {
	const most = 3
	var reasons []any
	for _, s := range steps {
		if !slices.ContainsFunc(reasons, func(r any) bool { return reflect.DeepEqual(r, s.Reason) }) {
			reasons = append(reasons, s.Reason)
		}
	}
	if len(reasons) > most {
		return msg.New("these and other reasons", reasons[0], reasons[1], len(reasons))
	}
	return msg.Together(msg.Clauses, reasons...)
}

// joined is what is said of several things, as far as there is something to say.
func joined(all ...msg.Message) msg.Message {
	said := make([]any, 0, len(all))
	for _, m := range all {
		if !m.IsZero() {
			said = append(said, m)
		}
	}
	return msg.Together(msg.Clauses, said...)
}
