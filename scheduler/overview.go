package scheduler

import (
	"context"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/msg"
)

// overviews decides the letters to supervisors about their own people: each week
// what is overdue or near, and on any day what was reported to them and has been
// settled since. Nothing of either, no letter. On a day with an escalation it is part of
// that letter, which is then this week's.
func (s *Scheduler) overviews(ctx context.Context, r Rules, l ledger, escalations []db.PlannedLetter, notBefore time.Time) (letters []db.PlannedLetter, err error) {
	lines, troubled := r.settledLines(l), map[string][]letter.Line{}
	r.addTroubled(l, lines, troubled)
	last, err := s.store.LastReports(ctx, l.on, letter.KindOverview, letter.KindEscalate)
	if err != nil {
		return nil, err
	}
	for _, p := range r.Directory.People() {
		who, _, here := r.present(p)
		if len(lines[p.ID]) == 0 && len(troubled[p.ID]) == 0 || !here || !l.unreachable(who, true).IsZero() {
			continue
		}
		if i := slices.IndexFunc(escalations, func(e db.PlannedLetter) bool { return e.Notice.Letter.To == who.ID }); i >= 0 {
			addAlong(&escalations[i].Notice.Letter, slices.Concat(lines[p.ID], troubled[p.ID]))
			continue
		}
		if r.weekly(l, last[who.ID]) {
			lines[p.ID] = append(lines[p.ID], troubled[p.ID]...)
		}
		if len(lines[p.ID]) == 0 {
			continue
		}
		sortLines(lines[p.ID])
		overview := letter.Letter{Kind: letter.KindOverview, To: who.ID, Salutation: who.Title, On: l.on, Lines: lines[p.ID], Unread: l.unread.words()}
		setList(&overview)
		letters = append(letters, db.PlannedLetter{Notice: db.NewNotice{
			Key: weeklyKey(letter.KindOverview, p, l.on), Letter: overview, Reason: overviewReason(lines[p.ID]), NotBefore: notBefore,
		}})
	}
	return letters, nil
}

// addAlong lists in a letter what it does not show yet: how else its reader's people stand.
func addAlong(l *letter.Letter, lines []letter.Line) {
	for _, x := range lines {
		if !slices.ContainsFunc(l.Lines, func(y letter.Line) bool { return y.Assignment == x.Assignment }) {
			l.Lines = append(l.Lines, x)
		}
	}
	sortLines(l.Lines)
	setList(l)
}

// StepSettled marks in a letter what was reported to its reader and is settled.
const StepSettled = letter.StepSettled

func (r Rules) settledLines(l ledger) map[string][]letter.Line {
	byID := map[int64]db.Owed{}
	for _, o := range l.said {
		byID[o.ID] = *o
	}
	lines := map[string][]letter.Line{}
	for _, one := range l.settled {
		o := byID[one.Assignment]
		line := l.line(r, o)
		line.Step, line.Reason, line.Colour, line.Late = StepSettled, settledWords(o), letter.Green, 0
		line.Heading = letter.HeadingTold
		lines[one.Person] = append(lines[one.Person], line)
	}
	return lines
}

func settledWords(o db.Owed) msg.Message {
	switch {
	case o.State.Closed():
		return o.State.Message()
	case o.Deadline != o.Original:
		return msg.New("extended to the day", o.Deadline.SaidLong())
	}
	return msg.New("handed over to", o.Party)
}

// addTroubled adds what is overdue or near, by the owners' supervisors, unless they are
// told that it is settled; the director reads it in his digest.
func (r Rules) addTroubled(l ledger, settled, lines map[string][]letter.Line) {
	for _, o := range l.said {
		if o.Role != checklist.Lead || o.State != checklist.Open || o.Opened > l.on || r.Colour(o.Deadline, l.on) == letter.Green ||
			l.spared(r, *o, r.ladder(*o).SupervisorAfter) && r.Colour(o.Deadline, l.on) == letter.Red {
			continue
		}
		above, ok := r.supervisor(*o)
		told := slices.ContainsFunc(settled[above.ID], func(x letter.Line) bool { return x.Assignment == o.ID }) // extended, and near again
		if ok && !told && !above.Has(checklist.DutyDirector) {
			line := l.line(r, *o)
			line.Heading = letter.HeadingOverdue
			lines[above.ID] = append(lines[above.ID], line)
		}
	}
}

// supervisor is who stands over the post whose item it is; false where the item is, for the
// time being, in his own hands.
func (r Rules) supervisor(o db.Owed) (checklist.Person, bool) {
	chain := r.Directory.AboveParty(o.Party)
	if len(chain) == 0 {
		return checklist.Person{}, false
	}
	does, _ := r.Directory.ResponsibleFor(o.Party)
	reads, _, _ := r.present(chain[0])
	return chain[0], reads.ID != does.ID
}

func overviewReason(lines []letter.Line) msg.Message {
	late, near, settled := countTroubled(lines)
	return msg.New("in charge of late, near and settled", late, near, settled)
}

// countTroubled counts the lines of an overview.
func countTroubled(lines []letter.Line) (late, near, settled int) {
	for _, x := range lines {
		switch {
		case x.Step == StepSettled:
			settled++
		case x.Colour == letter.Red:
			late++
		default:
			near++
		}
	}
	return late, near, settled
}
