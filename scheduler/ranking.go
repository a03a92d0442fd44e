package scheduler

import (
	"cmp"
	"slices"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
)

// Departments sums up what each party leads, in the order of the ledger: how much
// of what was due was claimed in time, by the deadline that counts and by the
// original one. Claimed counts, whenever its verdict came.
func (r Rules) Departments(all []db.Owed, on checklist.Day, zone *time.Location) (rows []letter.Dept) {
	var c deptCounter
	for _, o := range all {
		c.count(r, o, on, zone)
	}
	return c.rows
}

// deptCounter sums up a ledger that it is handed line by line.
type deptCounter struct {
	rows  []letter.Dept
	index map[string]int
}

func (c *deptCounter) count(r Rules, o db.Owed, on checklist.Day, zone *time.Location) {
	if o.Role != checklist.Lead || o.State == checklist.Waived {
		return
	}
	r.addTo(c.row(r.Directory.PartyName(o.Party)), o, on, zone)
}

// add adds what another has counted.
func (c *deptCounter) add(other deptCounter) {
	for _, d := range other.rows {
		c.row(d.Name).Add(d)
	}
}

func (c *deptCounter) row(name string) *letter.Dept {
	i, ok := c.index[name]
	if !ok {
		i = len(c.rows)
		if c.index == nil {
			c.index = map[string]int{}
		}
		c.index[name] = i
		c.rows = append(c.rows, letter.Dept{Name: name})
	}
	return &c.rows[i]
}

func (r Rules) addTo(d *letter.Dept, o db.Owed, on checklist.Day, zone *time.Location) {
	late, _ := r.Standing(o.Deadline, on)
	d.Lead++
	d.Returned += o.Returns
	if o.Original != o.Deadline && o.Original != 0 {
		d.Extended++
	}
	if o.State == checklist.Accepted {
		d.Accepted++
	} else if late == 0 { // open or in review, and still within its time
		return
	} else if o.State == checklist.Open {
		d.Overdue++
	}
	d.Due++
	if by := claimedOn(o, zone); by != 0 {
		d.OnTime += one(r.inTime(by, o.Deadline))
		d.Original += one(r.inTime(by, o.Original))
	}
}

// claimedOn is the day on which what is closed or in review was reported as done.
func claimedOn(o db.Owed, zone *time.Location) checklist.Day {
	ms := cmp.Or(o.ClaimedMs, o.ClosedMs)
	if o.State == checklist.Open || ms == 0 {
		return 0
	}
	return checklist.DayOf(time.UnixMilli(ms), zone)
}

func (r Rules) inTime(by, deadline checklist.Day) bool {
	return deadline == 0 || by <= max(deadline, r.counts(deadline))
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// Rank orders departments for a circular (通报): the greater share in time first,
// then by the original deadline, then the fewer overdue and returned. Those of
// which nothing was due yet come last.
func Rank(rows []letter.Dept) []letter.Dept {
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b letter.Dept) int {
		return cmp.Or(
			-cmp.Compare(one(a.Due > 0), one(b.Due > 0)),
			-cmp.Compare(a.OnTime*b.Due, b.OnTime*a.Due),
			-cmp.Compare(a.Original*b.Due, b.Original*a.Due),
			cmp.Compare(a.Overdue, b.Overdue),
			cmp.Compare(a.Returned, b.Returned),
		)
	})
	return rows
}
