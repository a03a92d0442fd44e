package office

import (
	"context"
	"errors"
	"slices"

	"duban/checklist"
	"duban/db"
	"duban/internal/zh"
)

// Party is the department or post of a name.
func (o *Office) Party(name string) (string, error) {
	parties, group := o.Directory.Expand(name)
	if len(parties) != 1 || group {
		return "", Refusal{Code: NoParty, Name: name, Near: zh.Nearest(name, o.names())}
	}
	return parties[0], nil
}

// names are those of departments and posts, in their order.
func (o *Office) names() (all []string) {
	for _, e := range o.Directory.Entries {
		if e.Kind != checklist.Group {
			all = append(all, e.Name)
		}
	}
	return all
}

// Person is who reads the mail of a department or post.
func (o *Office) Person(name string) (checklist.Person, error) {
	party, err := o.Party(name)
	if err != nil {
		return checklist.Person{}, err
	}
	p, _ := o.Directory.ResponsibleFor(party)
	return p, nil
}

// Meant returns what a number means that the clerk writes, in every command that takes
// one: of all assignments that bear it those that an act by hand fits, or a question is
// about. NoItem where the number is none's, NoList where the list that is named is none,
// NoPart where none of its assignments is meant, WhichOne where it fits several of which
// one must be.
func (o *Office) Meant(ctx context.Context, no int, h checklist.ByHand, on checklist.Day) (meant, all []db.Owed, err error) {
	if all, err = o.Store.AssignmentsOf(ctx, no); err != nil {
		return nil, nil, err
	}
	if len(all) == 0 {
		return nil, nil, o.noItem(ctx, no)
	}
	ended, err := o.Store.EndedLists(ctx)
	if err != nil {
		return nil, nil, err
	}
	if party, err := o.Party(h.Named.Party); err == nil {
		h.Named.Party = party
	}
	standing := make([]checklist.Standing, len(all))
	for i, part := range all {
		standing[i] = checklist.Standing{Assignment: part.Assignment, Place: part.Place(), Ended: slices.Contains(ended, part.Checklist)}
		standing[i].Place.Party = o.Directory.PartyName(part.Party)
	}
	at, ask := h.Choose(standing, no, on)
	switch {
	case !ask.IsZero():
		return nil, all, Refusal{Code: WhichOne, Cause: ask}
	case len(at) == 0:
		if _, err := o.List(ctx, h.Named.List); h.Named.List != "" && err != nil {
			return nil, all, err
		}
		of, _ := checklist.ByHand{Named: checklist.Named{List: h.Named.List}}.Choose(standing, no, on)
		return nil, all, noPart(no, h, chosen(all, of), o)
	}
	return chosen(all, at), all, nil
}

func chosen(all []db.Owed, at []int) (some []db.Owed) {
	for _, i := range at {
		some = append(some, all[i])
	}
	return some
}

// noPart says how the parts stand of which none is meant; that they are open and not
// reported, where they would be struck off.
func noPart(no int, h checklist.ByHand, parts []db.Owed, o *Office) Refusal {
	open := slices.ContainsFunc(parts, func(p db.Owed) bool { return p.Role == checklist.Lead && p.State == checklist.Open })
	return Refusal{Code: NoPart, No: no, Parts: parts, Zone: o.Zone, Unreported: open && h.Kind == checklist.EventAccepted && !h.WithoutReport}
}

// noItem says up to which number there are items.
func (o *Office) noItem(ctx context.Context, no int) error {
	all, err := o.Store.Ledger(ctx)
	if err != nil {
		return err
	}
	r := Refusal{Code: NoItem, No: no}
	for _, part := range all {
		r.Count = max(r.Count, part.No)
	}
	if r.Count == 0 {
		r = Refusal{Code: NoList}
	}
	return r
}

// Mail is the stored mail of a number.
func (o *Office) Mail(ctx context.Context, number int64) (db.Mail, error) {
	m, err := o.Store.MailByID(ctx, o.Store.ID(number))
	if errors.Is(err, checklist.ErrNotFound) {
		err = Refusal{Code: NoMail, No: int(number)}
	}
	return m, err
}

// List is the list that is named by its number or by words of its title; where nothing
// is said, the one imported last. WhichOne where the words fit several.
func (o *Office) List(ctx context.Context, said string) (db.StoredList, error) {
	lists, err := o.Store.Checklists(ctx)
	if err != nil {
		return db.StoredList{}, err
	}
	if said == "" && len(lists) > 0 {
		return lists[len(lists)-1], nil
	}
	places := make([]checklist.Place, len(lists))
	for i, l := range lists {
		places[i] = checklist.Place{List: l.ID, Title: l.Title, No: 1}
	}
	at, ask := checklist.ChooseList(places, said)
	switch {
	case !ask.IsZero():
		return db.StoredList{}, Refusal{Code: WhichOne, Cause: ask}
	case len(at) == 0:
		return db.StoredList{}, Refusal{Code: NoList, Name: said}
	}
	return lists[at[0]], nil
}
