package scheduler

import (
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/db"
)

// escalate writes one letter to each person above, for all of his people. What
// reaches the director goes into his digest. While a mailbox is stale everything
// waits: nobody is accused on old knowledge.
func (r Rules) escalate(f facts, up []climbing, notBefore time.Time) (letters []db.PlannedLetter, held, toDirector []db.Step) {
	index := map[string]int{}
	for _, c := range up {
		if f.stale != "" {
			row := c.row(c.step, f.stale+"，暂缓提级")
			row.State = checklist.StepHeld
			held = append(held, row)
			continue
		}
		to, why := r.above(f, c)
		row := c.row(c.step, r.climbReason(f, c)+why)
		if to.Has(checklist.DutyDirector) {
			toDirector = append(toDirector, row)
			continue
		}
		i, ok := index[to.ID]
		if !ok {
			i = len(letters)
			index[to.ID] = i
			letters = append(letters, r.escalation(f, to, notBefore))
		}
		r.addClimbing(f, &letters[i], c, row)
	}
	return letters, held, toDirector
}

func (r Rules) escalation(f facts, to checklist.Person, notBefore time.Time) db.PlannedLetter {
	return db.PlannedLetter{Notice: db.NewNotice{
		Key:       fmt.Sprintf("escalate/%s/%s", to.ID, f.on),
		Letter:    checklist.Letter{Kind: checklist.LetterEscalate, To: to.ID, Salutation: to.Title, On: f.on},
		NotBefore: notBefore,
	}}
}

func (r Rules) addClimbing(f facts, letter *db.PlannedLetter, c climbing, row db.Step) {
	line := f.line(r, *c.Owed)
	line.Step, line.Reason, line.Fault, line.Heading = c.step.Name, row.Reason, c.fault, checklist.HeadingOverdue
	l := &letter.Notice.Letter
	if i := slices.IndexFunc(l.Lines, func(x checklist.Line) bool { return x.Assignment == line.Assignment }); i >= 0 {
		l.Lines[i] = line // two levels reached the same person: the higher one stands
	} else {
		l.Lines = append(l.Lines, line)
	}
	sortLines(l.Lines)
	setList(l)
	letter.Steps = append(letter.Steps, row)
	letter.Notice.Reason = reasonOf(letter.Steps)
}

func (r Rules) climbReason(f facts, c climbing) string {
	if c.fault != "" {
		return c.fault + "，通知无法送达，报上级"
	}
	return r.Reason(c.step, *c.Owed)
}

// above returns who is told at a level, and why anybody nearer was passed over:
// the first supervisor, or the director, who can be reached and is not the person
// himself; in the end the clerk, so that somebody always is.
func (r Rules) above(f facts, c climbing) (to checklist.Person, why string) {
	_, level, _ := ParseStep(c.step.Name)
	for _, p := range r.Directory.Above(c.person.ID) {
		if level == ToDirector && !p.Has(checklist.DutyDirector) {
			continue
		}
		who, absence, ok := r.present(p)
		why += absence
		if !ok || who.ID == c.person.ID {
			continue
		}
		if fault := f.unreachable(who, true); fault != "" {
			why += "；" + who.Title + fault + "，越过"
			continue
		}
		return who, why
	}
	return r.Directory.WithDuty(checklist.DutyClerk)[0], why + "；上无可报之人，报督办员"
}
