package checklist

import "slices"

// ResponsibleFor returns the person who answers for a party now.
func (d *Directory) ResponsibleFor(party string) (Person, bool) {
	i, ok := d.byParty[party]
	if !ok {
		i, ok = d.byParty[d.PartyName(party)]
	}
	if !ok {
		return Person{}, false
	}
	return d.people[i], true
}

// PartyName returns what the directory calls a party today, which a list may know by an
// alias or a former name; the name as it is where the directory knows none.
func (d *Directory) PartyName(party string) string {
	if e, ok := d.entry(party); ok && e.Kind != Group {
		return e.Name
	}
	return party
}

// Person returns a person by ID.
func (d *Directory) Person(id string) (Person, bool) {
	i, ok := d.byID[id]
	if !ok {
		return Person{}, false
	}
	return d.people[i], true
}

// People returns everybody, in the directory's order.
func (d *Directory) People() []Person { return slices.Clone(d.people) }

// Sender returns the person who writes from a mail address.
func (d *Directory) Sender(mail string) (Person, bool) {
	i, ok := d.byMail[FoldMail(mail)]
	if !ok || mail == "" {
		return Person{}, false
	}
	return d.people[i], true
}

// WithDuty returns those who have a duty.
func (d *Directory) WithDuty(duty Duty) (people []Person) {
	for _, p := range d.people {
		if p.Has(duty) {
			people = append(people, p)
		}
	}
	return people
}

// MayJudge reports whether the person may accept, return and grant.
func (p Person) MayJudge() bool { return p.Has(DutyDirector) || p.Has(DutyReviewer) }

func (p Person) Has(duty Duty) bool { return slices.Contains(p.Duties, duty) }

// Above returns the chain over a person, nearest first, ending with the director.
func (d *Directory) Above(id string) (chain []Person) {
	p, _ := d.Person(id)
	for above, ok := d.Person(p.Supervisor); ok; above, ok = d.Person(p.Supervisor) {
		chain = append(chain, above)
		p = above
	}
	return d.upToDirector(chain, id)
}

// upToDirector ends a chain over somebody with the directors.
func (d *Directory) upToDirector(chain []Person, id string) []Person {
	for _, boss := range d.WithDuty(DutyDirector) {
		onTop := func(q Person) bool { return q.ID == boss.ID }
		if boss.ID != id && !slices.ContainsFunc(chain, onTop) {
			chain = append(chain, boss)
		}
	}
	return chain
}

// AboveParty returns the chain over a party, nearest first, ending with the director: who
// holds two posts has a line of superiors for each. Who answers for the party himself
// stands in it nowhere.
func (d *Directory) AboveParty(party string) (chain []Person) {
	owner, _ := d.Owner(party)
	post, known := d.entry(party)
	seen := map[string]bool{}
	for known && post.Supervisor != "" && !seen[post.Name] {
		seen[post.Name] = true
		if post, known = d.entry(post.Supervisor); !known {
			break
		}
		above, ok := d.Owner(post.Name)
		if ok && above.ID != owner.ID && !slices.ContainsFunc(chain, func(p Person) bool { return p.ID == above.ID }) {
			chain = append(chain, above)
		}
	}
	return d.upToDirector(chain, owner.ID)
}
