package checklist

import "slices"

// ResponsibleFor returns the person who answers for a party now.
func (d *Directory) ResponsibleFor(party string) (Person, bool) {
	i, ok := d.byParty[party]
	if !ok {
		return Person{}, false
	}
	return d.people[i], true
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
	for _, boss := range d.WithDuty(DutyDirector) {
		onTop := func(q Person) bool { return q.ID == boss.ID }
		if boss.ID != id && !slices.ContainsFunc(chain, onTop) {
			chain = append(chain, boss)
		}
	}
	return chain
}
