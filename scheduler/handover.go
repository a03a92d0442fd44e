package scheduler

import (
	"fmt"
	"slices"
	"strings"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// handovers tell a mailbox that a person no longer reads what is no longer its matter
// (移交): the first letters of these items went there, and go to the new one today.
func (r Rules) handovers(f facts, d debtor) (letters []db.PlannedLetter) {
	for _, got := range d.reached {
		old, _, _ := strings.Cut(got.FirstTo, " ")
		owner, _ := r.Directory.Owner(got.Party)
		if got.Reminder == nil || got.Reminder.kind() != StepAssign || got.FirstOn == 0 || old == "" || old == owner.Mail {
			continue
		}
		if _, faulty := f.faults[old]; faulty || !f.unreachable(d.Person, d.known).IsZero() {
			continue
		}
		at := slices.IndexFunc(letters, func(l db.PlannedLetter) bool { return l.Notice.Letter.Address == old })
		if at < 0 {
			at = len(letters)
			letters = append(letters, db.PlannedLetter{Notice: db.NewNotice{
				Key: fmt.Sprintf("handover/%s/%s/%s", owner.ID, old, f.on), Reason: msg.New("handed over"),
				Letter: letter.Letter{Kind: letter.KindOutcome, To: owner.ID, Salutation: owner.Title, On: f.on, Address: old},
			}})
		}
		l := &letters[at].Notice.Letter
		l.Lines = append(l.Lines, f.line(r, *got.Owed))
		l.Outcomes = append(l.Outcomes, letter.Outcome{No: got.No, Content: got.Content, Event: checklist.EventReassigned, By: "clerk",
			Why: msg.New("the directory has changed"), Deadline: got.Deadline, To: owner.Title, Name: owner.Name, Moved: owner.Name == ""})
	}
	for i := range letters {
		setList(&letters[i].Notice.Letter)
	}
	return letters
}
