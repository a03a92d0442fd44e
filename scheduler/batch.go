package scheduler

import (
	"slices"

	"duban/db"
)

// mostDue is about how many due assignments are decided and stored at once: the
// memory of planning does not grow with what is due, and what waits for the writer,
// a mail coming in, does not wait for all of it.
const mostDue = 4000

// batch is a portion of the day's people, stored in one act. It holds whole people, since
// each gets one letter for all that he owes.
type batch [][]string // of each person all parties

// parties are those of all its people.
func (b batch) parties() []string { return slices.Concat(b...) }

// halves are about as many people each.
func (b batch) halves() (first, second batch) {
	n := (len(b) + 1) / 2
	return b[:n], b[n:]
}

// batches divides those people, in the order in which people's oldest assignments that
// are due were made: neighbours in the database mostly.
func (r Rules) batches(due []db.DueParty, most int) (list []batch) {
	of, order := map[string]int{}, []string{} // due by person
	parties := map[string][]string{}
	for _, d := range due {
		id, all := r.whose(d.Party)
		if _, known := of[id]; !known {
			order = append(order, id)
			parties[id] = slices.Clip(all)
		}
		if !slices.Contains(parties[id], d.Party) { // nobody's by now, but called as somebody is
			parties[id] = append(parties[id], d.Party)
		}
		of[id] += d.Due
	}
	full := most
	for _, id := range order {
		if full >= most {
			list = append(list, batch{})
			full = 0
		}
		last := &list[len(list)-1]
		*last = append(*last, parties[id])
		full += of[id]
	}
	return list
}

// whose returns who answers for a party, and all that he answers for; a party that
// nobody answers for stands alone.
func (r Rules) whose(party string) (id string, parties []string) {
	p, known := r.Directory.ResponsibleFor(party)
	if !known {
		return party, nil
	}
	return p.ID, p.Parties
}

// people counts whom the batches concern.
func people(list []batch) (n int) {
	for _, b := range list {
		n += len(b)
	}
	return n
}

func dueOf(parties []db.DueParty) (n int) {
	for _, d := range parties {
		n += d.Due
	}
	return n
}
