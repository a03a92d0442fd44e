package scheduler

import (
	"fmt"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// escalate writes one letter to each person above, for all of his people. What
// reaches the director goes into his digest. While a mailbox is stale everything
// waits: nobody is accused on old knowledge.
func (r Rules) escalate(f facts, up []climbing, notBefore time.Time) (letters []db.PlannedLetter, held []db.Step, to raised) {
	index := map[string]int{}
	for _, c := range up {
		if f.unread.yes() {
			row := c.row(c.step, letter.ClimbsLater(f.unread.why))
			row.State = checklist.StepHeld
			held = append(held, row)
			continue
		}
		who, why := r.above(f, c)
		row := c.row(c.step, joined(append(r.climbReason(f, c), why...)...))
		if who.Has(checklist.DutyDirector) {
			to.steps, to.lines = append(to.steps, row), append(to.lines, r.climbingLine(f, c, row))
			continue
		}
		i, ok := index[who.ID]
		if !ok {
			i = len(letters)
			index[who.ID] = i
			letters = append(letters, r.escalation(f, who, notBefore))
		}
		r.addClimbing(f, &letters[i], c, row)
	}
	return letters, held, to
}

func (r Rules) escalation(f facts, to checklist.Person, notBefore time.Time) db.PlannedLetter {
	return db.PlannedLetter{Notice: db.NewNotice{
		Key:       fmt.Sprintf("escalate/%s/%s", to.ID, f.on),
		Letter:    letter.Letter{Kind: letter.KindEscalate, To: to.ID, Salutation: to.Title, On: f.on},
		NotBefore: notBefore,
	}}
}

func (r Rules) addClimbing(f facts, planned *db.PlannedLetter, c climbing, row db.Step) {
	line := r.climbingLine(f, c, row)
	l := &planned.Notice.Letter
	if i := slices.IndexFunc(l.Lines, func(x letter.Line) bool { return x.Assignment == line.Assignment }); i >= 0 {
		l.Lines[i] = line // two levels reached the same person: the higher one stands
	} else {
		l.Lines = append(l.Lines, line)
	}
	addAlong(l, c.beside)
	planned.Steps = append(planned.Steps, row)
	planned.Notice.Reason = reasonOf(planned.Steps)
}

func (r Rules) climbingLine(f facts, c climbing, row db.Step) letter.Line {
	line := f.line(r, *c.Owed)
	line.Step, line.Reason, line.Fault, line.Heading = c.step.Name, row.Reason, c.fault, letter.HeadingOverdue
	return line
}

// raised is what climbs to the director, whose digest tells of it, and what each director
// owes himself.
type raised struct {
	steps []db.Step
	lines []letter.Line
	own   map[string]ownDue
}

// ownDue are the steps of a director's own assignments that are due, with all that he
// owes: his digest of the day reminds him of them, and no letter beside it.
type ownDue struct {
	steps []db.Step
	next  map[int64]checklist.Day // when their ladders are asked again
	lines []letter.Line
}

// climbReason says how late it is by now, whenever the rung was due: the letter says it
// beside.
func (r Rules) climbReason(f facts, c climbing) (why []msg.Message) {
	if c.step.kind() == StepInstructed {
		return append(why, r.passedOver(f, c))
	}
	if !c.fault.IsZero() {
		return append(why, letter.Undelivered(c.fault))
	}
	why = append(why, r.Reason(Step{Name: c.step.Name, Day: f.on}, *c.Owed))
	if c.Requests() {
		why = append(why, msg.New("an extension asked for, undecided", f.day(c.AskedMs).Said(), c.Asked.Said()))
	}
	return why
}

// above returns who is told at a level, and why anybody nearer was passed over:
// the first supervisor over the post whose item it is, or the director, who can be reached
// and is neither the person himself nor who stands in for him; in the end the clerk, so that somebody always is.
func (r Rules) above(f facts, c climbing) (to checklist.Person, why []msg.Message) {
	kind, level, _ := ParseStep(c.step.Name)
	if kind == StepInstructed {
		level = r.level(f, c)
	}
	for _, p := range r.Directory.AboveParty(c.Party) {
		if level == ToDirector && !p.Has(checklist.DutyDirector) {
			continue
		}
		who, absence, ok := r.present(p)
		if !absence.IsZero() {
			why = append(why, absence)
		}
		if !ok || who.ID == c.person.ID {
			continue
		}
		if who.ID == c.acting.ID {
			why = append(why, msg.New("who stands in is passed over", who.Title))
			continue
		}
		if fault := f.unreachable(who, true); !fault.IsZero() {
			why = append(why, msg.New("passed over", faultOf(who, fault)))
			continue
		}
		return who, why
	}
	return r.Directory.WithDuty(checklist.DutyClerk)[0], append(why, msg.New("nobody above, told to the clerk"))
}
