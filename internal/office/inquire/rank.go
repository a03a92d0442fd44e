package inquire

import (
	"context"
	"slices"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/internal/office"
	"duban/scheduler"
)

// Ranking is how departments rank, and over which list; over all where it names none.
type Ranking struct {
	List        string        `json:"list,omitempty"` // its title
	Date        checklist.Day `json:"date"`
	Departments []letter.Dept `json:"departments"` // the best first
}

// Departments answers how departments rank by what they finished in time, in one list that
// is named by its number or words of its title, or in all where list is empty. Refusals are
// those of [office.Office.List].
func Departments(ctx context.Context, o *office.Office, list string, on checklist.Day) (Ranking, error) {
	r := Ranking{Date: on}
	all, err := o.Store.Ledger(ctx)
	if err != nil {
		return r, err
	}
	if list != "" {
		one, err := o.List(ctx, list)
		if err != nil {
			return r, err
		}
		r.List = one.Title
		all = slices.DeleteFunc(all, func(x db.Owed) bool { return x.Checklist != one.ID })
	}
	r.Departments = scheduler.Rank(o.Rules().Departments(all, on, o.Zone))
	return r, nil
}
