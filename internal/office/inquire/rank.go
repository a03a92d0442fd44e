package inquire

import (
	"context"

	"duban/checklist"
	"duban/internal/office"
	"duban/scheduler"
)

// Departments answers how departments rank by what they finished in time, the best first.
func Departments(ctx context.Context, o *office.Office, on checklist.Day) ([]checklist.Dept, error) {
	all, err := o.Store.Ledger(ctx)
	if err != nil {
		return nil, err
	}
	return scheduler.Rank(o.Rules().Departments(all, on, o.Zone)), nil
}
