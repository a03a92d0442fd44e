package checklist

import "slices"

// Assign puts an item, by its number, into the hands of a party: what becomes an
// Assignment when it is stored.
type Assign struct {
	No    int
	Party string
	Role  Role
	Due   Due // zero: the item's deadline
}

// Assignments puts an item into the hands of its parties, once for each time it falls
// due: leads first, groups expanded, nobody twice.
func (it Item) Assignments(dir *Directory) (out []Assign) {
	for _, due := range it.Schedule() {
		out = append(out, it.assignmentsOf(dir, due)...)
	}
	return out
}

func (it Item) assignmentsOf(dir *Directory, due Due) (out []Assign) {
	var taken []string
	for _, side := range []struct {
		names []string
		role  Role
	}{{it.Leads, Lead}, {it.Joint, Joint}} {
		for _, name := range side.names {
			parties, _ := dir.Expand(name)
			for _, p := range parties {
				if !slices.Contains(taken, p) {
					taken = append(taken, p)
					out = append(out, Assign{No: it.No, Party: p, Role: side.role, Due: due})
				}
			}
		}
	}
	return out
}
