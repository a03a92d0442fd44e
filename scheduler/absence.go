package scheduler

import (
	"fmt"

	"duban/checklist"
	"duban/db"
)

// owner is whose silence an assignment is, and whose line it climbs: not the
// substitute's. someone is who stands there when the directory knows nobody.
func (r Rules) owner(o db.Owed, someone checklist.Person) checklist.Person {
	if p, ok := r.Directory.Owner(o.Party); ok {
		return p
	}
	return someone
}

// standsIn says for the record that a letter goes to a substitute; "" when it does not.
func (r Rules) standsIn(o db.Owed) string {
	owner, ok := r.Directory.Owner(o.Party)
	if !ok {
		return ""
	}
	a, stand, away := r.Directory.Away(owner.ID)
	if !away || stand.ID == "" {
		return ""
	}
	return fmt.Sprintf("；%s外出至%s，由%s代办", owner.Title, a.Last.Short(), stand.Title)
}

// present returns who reads what is written to somebody: himself, or who stands in
// for him; false when he is away and nobody does. why is for the record.
func (r Rules) present(p checklist.Person) (who checklist.Person, why string, ok bool) {
	a, stand, away := r.Directory.Away(p.ID)
	if !away {
		return p, "", true
	}
	if stand.ID == "" {
		return p, fmt.Sprintf("；%s外出至%s，越过", p.Title, a.Last.Short()), false
	}
	return stand, fmt.Sprintf("；%s外出至%s，由%s代办", p.Title, a.Last.Short(), stand.Title), true
}

// awayNews lists those whose automatic reply says that they are away and for whom
// nobody stands in: the clerk decides who does.
func (r Rules) awayNews(l ledger) (todo []checklist.Todo) {
	for _, n := range l.notes {
		p, known := r.Directory.Person(n.Person)
		if _, _, told := r.Directory.Away(n.Person); !known || told || n.AwayUntil < l.on || len(p.Parties) == 0 {
			continue
		}
		todo = append(todo, checklist.Todo{What: fmt.Sprintf("%s自动回复外出至%s，没有人代办", p.Title, n.AwayUntil.Short()),
			Do: fmt.Sprintf("duban away %s --to %s --substitute 部门", p.Parties[0], n.AwayUntil)})
	}
	return todo
}
