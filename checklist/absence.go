package checklist

import (
	"slices"

	"duban/internal/msg"
)

// Absence (外出) is somebody away between two days, both included. The substitute
// (代办) gets his letters and may answer them; without one they are his still. It
// ends by itself.
type Absence struct {
	ID         int64
	Person     string // ID
	Substitute string // ID, "" for none
	First      Day
	Last       Day
	Reason     string
}

// Covers reports whether a day is one of the absence's.
func (a Absence) Covers(on Day) bool { return a.First <= on && on <= a.Last }

// Acting returns the directory of a day: who is away is stood in for, so that
// ResponsibleFor and Sender name the substitute where there is one. A substitute
// who is away himself hands on; a chain that comes back to its start, or ends at
// somebody unknown, is none. Duties never pass on: nobody judges in another's name.
// Absences that the directory itself states count too; all win over them.
func (d *Directory) Acting(all []Absence, on Day) *Directory {
	away := map[string]Absence{}
	for _, a := range slices.Concat(d.absences, all) {
		if a.Covers(on) {
			away[a.Person] = a
		}
	}
	if len(away) == 0 {
		return d
	}
	acting := *d
	acting.away = away
	acting.people = slices.Clone(d.people)
	acting.byParty = make(map[string]int, len(d.byParty))
	for party, i := range d.byParty {
		acting.byParty[party] = i
		stand, ok := d.standIn(away, d.people[i].ID)
		if !ok {
			continue
		}
		acting.byParty[party] = stand
		who := &acting.people[stand]
		who.Parties = append(slices.Clip(who.Parties), party)
	}
	for i := range acting.people { // the map is walked in any order
		own := len(d.people[i].Parties)
		slices.Sort(acting.people[i].Parties[own:])
	}
	acting.owners = d.byParty
	return &acting
}

// standIn follows the substitutes of a person to one who is there.
func (d *Directory) standIn(away map[string]Absence, id string) (int, bool) {
	seen := map[string]bool{}
	for a, gone := away[id]; gone; a, gone = away[id] {
		if seen[id] || a.Substitute == "" {
			return 0, false
		}
		seen[id] = true
		id = a.Substitute
	}
	i, known := d.byID[id]
	return i, known && len(seen) > 0
}

// Owner returns the person who answers for a party when he is there: his line is
// the one that an escalation follows.
func (d *Directory) Owner(party string) (Person, bool) {
	if d.owners == nil {
		return d.ResponsibleFor(party)
	}
	i, ok := d.owners[party]
	if !ok {
		i, ok = d.owners[d.PartyName(party)]
	}
	if !ok {
		return Person{}, false
	}
	return d.people[i], true
}

// Away returns the absence of a person on the directory's day, and who stands in
// for him, if anybody does.
func (d *Directory) Away(id string) (a Absence, stand Person, found bool) {
	a, found = d.away[id]
	if i, ok := d.standIn(d.away, id); found && ok {
		stand = d.people[i]
	}
	return a, stand, found
}

// Absences returns those that the entries state.
func (d *Directory) Absences() []Absence { return d.absences }

// gatherAbsences reads who stands in for whom from the entries.
func (d *Directory) gatherAbsences() (ps Problems) {
	for _, e := range d.Entries {
		if e.Substitute == "" && e.AwayFrom == 0 && e.AwayUntil == 0 || e.Name == "" {
			continue
		}
		a, p := d.absenceOf(e)
		if p != nil {
			p.Row = e.Row
			ps = append(ps, *p)
			continue
		}
		d.absences = append(d.absences, a)
	}
	return ps
}

func (d *Directory) absenceOf(e Entry) (a Absence, p *Problem) {
	stand, known := d.entry(e.Substitute)
	if e.Kind == Group {
		return a, &Problem{Field: ColumnSubstitute.Message(), What: msg.New("a group cannot be away", e.Name), Mend: msg.New("write it at the members")}
	}
	if e.AwayFrom == 0 || e.AwayUntil < e.AwayFrom {
		return a, &Problem{Field: ColumnAwayFrom.Message(), What: msg.New("days away not in order", e.Name), Mend: msg.New("write both days away")}
	}
	if e.Substitute != "" && (!known || stand.Kind == Group) {
		return a, &Problem{Field: ColumnSubstitute.Message(), What: msg.New("unknown to the directory", e.Substitute), Mend: msg.New("a substitute is of the directory")}
	}
	a = Absence{Person: d.people[d.byParty[e.Name]].ID, First: e.AwayFrom, Last: e.AwayUntil, Reason: "通讯录"}
	if e.Substitute == "" {
		return a, nil
	}
	if a.Substitute = d.people[d.byParty[stand.Name]].ID; a.Substitute == a.Person {
		return a, &Problem{Field: ColumnSubstitute.Message(), What: msg.New("own substitute", a.Person), Mend: msg.New("write another")}
	}
	return a, nil
}
