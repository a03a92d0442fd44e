package office

import (
	"context"
	"errors"

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

// Parts are the assignments of the items of a number.
func (o *Office) Parts(ctx context.Context, no int) ([]db.Owed, error) {
	all, err := o.Store.AssignmentsOf(ctx, no)
	if err == nil && len(all) == 0 {
		return nil, o.noItem(ctx, no)
	}
	return all, err
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

// Checklist is the list of a number, or the one imported last where it is 0.
func (o *Office) Checklist(ctx context.Context, number int64) (db.StoredList, error) {
	lists, err := o.Store.Checklists(ctx)
	if err != nil {
		return db.StoredList{}, err
	}
	for _, l := range lists {
		if l.ID == o.Store.ID(number) {
			return l, nil
		}
	}
	if number != 0 || len(lists) == 0 {
		return db.StoredList{}, Refusal{Code: NoList, No: int(number)}
	}
	return lists[len(lists)-1], nil
}
