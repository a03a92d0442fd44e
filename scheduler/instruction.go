package scheduler

import (
	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// An instruction (批示) stands in the letters of whoever owes the item until it is answered.
// On its day, or the workday before, its reader is told; on the workday after it the
// silence climbs: over the head of whoever owes it, or over that of who gave it.

// instruct adds to what was reached the days of the instructions that wait.
func (r Rules) instruct(got reached, all []db.Instruction, on checklist.Day) reached {
	for _, i := range all {
		if i.Day == 0 {
			continue
		}
		day, passed := r.Calendar.OnOrBefore(i.Day), r.Calendar.Add(i.Day, 1)
		switch {
		case on < day:
			got.Next = earlier(got.Next, day)
		case on < passed:
			if !i.Reminded && got.Reminder == nil && i.On < on {
				s := newStep(StepInstruct, int(i.Seq), on)
				got.Reminder = &s
			}
			got.Next = earlier(got.Next, passed)
		case !i.Raised:
			got.Escalations = append(got.Escalations, newStep(StepInstructed, int(i.Seq), on))
		}
	}
	return got
}

// shown are instructions as letters say them.
func (r Rules) shown(all []db.Instruction) (list []letter.Instruction) {
	for _, i := range all {
		if i.Answered == 0 {
			list = append(list, r.instruction(i))
		}
	}
	return list
}

func (r Rules) instruction(i db.Instruction) letter.Instruction {
	by := i.Actor
	if p, known := r.Directory.Person(i.Actor); known {
		by = p.Title
	}
	return letter.Instruction{Seq: checklist.Local(i.Seq), By: by, On: i.On, Text: kept(i.Text), Due: i.Day}
}

// level is how far an instruction climbs that nobody answered: the director hears of a
// supervisor's, a supervisor of the director's, which his digest tells in any case.
func (r Rules) level(f facts, c climbing) int {
	_, n, _ := ParseStep(c.step.Name)
	for _, i := range f.instructions[c.ID] {
		if p, known := r.Directory.Person(i.Actor); int(i.Seq) == n && known && !p.Has(checklist.DutyDirector) {
			return ToDirector
		}
	}
	return ToSupervisor
}

// passedOver says which instruction nobody answered.
func (r Rules) passedOver(f facts, c climbing) msg.Message {
	_, n, _ := ParseStep(c.step.Name)
	for _, i := range f.instructions[c.ID] {
		if int(i.Seq) == n {
			return letter.UnansweredOf(r.instruction(i))
		}
	}
	return letter.Unanswered()
}

// answeredDays is how long the digest tells what became of an instruction.
const answeredDays = 7

// followed are the instructions as the digest tells of them: those that wait, and what
// became of the others.
func (r Rules) followed(l ledger) (list []letter.Followed) {
	for _, i := range l.given {
		o := l.about[i.Assignment]
		if o == nil {
			continue
		}
		x := letter.Followed{Instruction: r.instruction(i), No: o.No, Content: o.Content, Party: r.Directory.PartyName(o.Party), Answer: kept(i.Answer)}
		if i.Answered != 0 {
			x.On, x.Done = i.AnsweredOn, i.AnsweredKind != checklist.EventFollowed
		} else {
			x.Claimed = o.State == checklist.Submitted
			x.Late = i.Day != 0 && l.on > i.Day && !x.Claimed
		}
		list = append(list, x)
	}
	return list
}
