package inbox

import (
	"cmp"
	"slices"

	"duban/checklist"
	"duban/db"
)

func (r *reply) day() checklist.Day { return checklist.DayOf(r.now, r.store.Zone()) }

// current leaves, of each item that falls due several times, the part that an
// answer is about: the earliest that is open and has begun; when none is, the one
// that waits for a verdict, and then the rest.
func current(all []db.Owed, on checklist.Day) (chosen []db.Owed) {
	type key struct {
		item  int64
		party string
		role  checklist.Role
	}
	at := map[key]int{}
	for _, o := range all {
		k := key{o.Item, o.Party, o.Role}
		i, known := at[k]
		switch {
		case !known:
			at[k], chosen = len(chosen), append(chosen, o)
		case slices.Compare(urgency(o, on), urgency(chosen[i], on)) < 0:
			chosen[i] = o
		}
	}
	return chosen
}

func urgency(o db.Owed, on checklist.Day) []int {
	rank := 3 // closed
	switch {
	case o.State == checklist.Open && o.Opened <= on:
		rank = 0
	case o.State == checklist.Submitted:
		rank = 1
	case o.State == checklist.Open:
		rank = 2
	}
	return []int{rank, int(cmp.Or(o.Deadline, checklist.Date(9999, 12, 31)))} // without a day: last
}
