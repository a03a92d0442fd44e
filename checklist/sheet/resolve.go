package sheet

import (
	"errors"
	"slices"

	"duban/checklist"
	"duban/checklist/sheet/grid"
	"duban/internal/msg"
	"duban/internal/zh"
)

// Resolve reads the parties and the deadline of every item: it returns the
// items with Leads, Joint and Deadline filled, and all problems at once. Names
// that the directory does not know are problems, one for each name; with a nil
// directory names are not checked. What was read in spite of a doubt is a
// warning.
func Resolve(list *List, base checklist.DeadlineBase, dir *checklist.Directory) (items []checklist.Item, problems checklist.Problems) {
	r := resolver{list: list, base: base, dir: dir, unknown: map[string][]checklist.Item{}, read: map[partyCells]readParties{}}
	for _, it := range list.Items {
		items = append(items, r.item(it))
	}
	if list.undated {
		r.problems = append(r.problems, checklist.Problem{File: list.Name, Warning: true,
			What: msg.New("a list without deadlines", len(items)), Mend: msg.New("without dates until they are set")})
	}
	for _, name := range r.order {
		r.tellUnknown(name, r.unknown[name])
	}
	return items, r.problems
}

type resolver struct {
	list    *List
	base    checklist.DeadlineBase
	dir     *checklist.Directory
	unknown map[string][]checklist.Item
	order   []string // of unknown, as first met

	partiesAbove, deadlineAbove string // what 同上 stands for
	problems                    checklist.Problems

	read map[partyCells]readParties // cells that were read; most stand in a list many times
}

type readParties struct {
	cell checklist.PartyCell
	err  error
}

func (r *resolver) item(it checklist.Item) checklist.Item {
	var known func(string) bool
	if r.dir != nil {
		known = r.dir.Knows
	}
	cell, err := r.parties(it, known)
	r.tell(it, r.partyHeading(), cell.Doubt, err)
	if r.list.firstLeads && len(cell.Leads) > 1 {
		cell.Leads, cell.Joint = cell.Leads[:1], slices.Concat(cell.Leads[1:], cell.Joint)
	}
	it.Leads, it.Joint = cell.Leads, cell.Joint
	it = r.nobody(it, cell)
	for _, name := range slices.Concat(cell.Leads, cell.Joint) {
		r.check(it, name)
	}
	when, err := checklist.ReadSchedule(copied(it.DeadlineText, &r.deadlineAbove), r.base)
	r.tell(it, r.heading(grid.Deadline), when.Doubt, err)
	r.tellAsked(it, when)
	it.Take(when.Dues)
	return it
}

// parties reads who is responsible, from columns of their own where the list has
// them.
func (r *resolver) parties(it checklist.Item, known func(string) bool) (checklist.PartyCell, error) {
	c := r.list.parties[it.No]
	if c.joint == "" {
		c = partyCells{leads: copied(it.Parties, &r.partiesAbove)}
	} else {
		r.partiesAbove = it.Parties
	}
	p, met := r.read[c]
	if !met {
		if c.joint == "" {
			p.cell, p.err = checklist.ParseParties(c.leads, known)
		} else {
			p.cell, p.err = checklist.ParsePartyColumns(c.leads, c.joint, known)
		}
		r.read[c] = p
	}
	return p.cell, p.err
}

// copied is a cell's text, or that of the row above where it says 同上.
func copied(text string, above *string) string {
	if ditto.MatchString(text) && *above != "" {
		return *above
	}
	*above = text
	return text
}

var ditto = zh.NewPattern(`^\s*(同上|〃|")\s*$`)

// nobody makes an item the clerk's until somebody is named, and says so.
func (r *resolver) nobody(it checklist.Item, cell checklist.PartyCell) checklist.Item {
	if cell.Ask.IsZero() {
		return it
	}
	if r.dir != nil {
		if clerks := r.dir.WithDuty(checklist.DutyClerk); len(clerks) > 0 {
			it.Leads = clerks[0].Parties[:1]
		}
	}
	r.problems = append(r.problems, checklist.Problem{File: r.list.Name, Row: it.Row, Field: r.partyHeading(), Warning: true,
		What: msg.New("nobody in particular for an item", it.No, cell.Ask), Mend: msg.New("the clerk's until it is settled", it.No)})
	return it
}

// tellAsked says that an item stands without a day until somebody names one; of a list that
// has no deadlines that is said once.
func (r *resolver) tellAsked(it checklist.Item, when checklist.Schedule) {
	if when.Ask.IsZero() || r.list.undated {
		return
	}
	r.problems = append(r.problems, checklist.Problem{File: r.list.Name, Row: it.Row, Field: r.heading(grid.Deadline), Warning: true,
		What: msg.New("about an item", it.No, when.Ask), Mend: msg.New("without a date until it is set", it.No)})
}

// tell puts row, column and item before what a parser says.
func (r *resolver) tell(it checklist.Item, column, doubt msg.Message, err error) {
	var ps checklist.Problems
	switch {
	case errors.As(err, &ps):
	case err != nil:
		ps = checklist.Problems{{What: msg.Of(err)}}
	case !doubt.IsZero():
		ps = checklist.Problems{{What: doubt, Mend: msg.New("please check"), Warning: true}}
	}
	for _, p := range ps {
		p.File, p.Row, p.Field = r.list.Name, it.Row, column
		p.What = msg.New("about an item", it.No, p.What)
		r.problems = append(r.problems, p)
	}
}

func (r *resolver) check(it checklist.Item, name string) {
	if r.dir == nil || r.dir.Knows(name) {
		return
	}
	if _, met := r.unknown[name]; !met {
		r.order = append(r.order, name)
	}
	r.unknown[name] = append(r.unknown[name], it)
}

func (r *resolver) tellUnknown(name string, items []checklist.Item) {
	var nos []any
	for _, it := range items {
		nos = append(nos, it.No)
	}
	r.problems = append(r.problems, checklist.Problem{
		File: r.list.Name, Row: items[0].Row, Field: r.partyHeading(),
		What: msg.New("a party unknown to the directory", name, msg.Together(msg.Names, nos...)),
		Mend: msg.New("add it to the directory"),
	})
}

func (r *resolver) heading(k grid.Kind) msg.Message {
	for _, c := range r.list.Columns {
		if c.Kind == k && c.Heading != "" {
			return msg.Words(c.Heading)
		}
	}
	return k.Message()
}

func (r *resolver) partyHeading() msg.Message {
	for _, c := range r.list.Columns {
		if c.Kind == grid.Parties || c.Kind == grid.Leads {
			return msg.Words(c.Heading)
		}
	}
	return grid.Parties.Message()
}
