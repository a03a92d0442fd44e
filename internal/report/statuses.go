package report

import (
	"context"

	"duban/db"
)

// statuses are the last columns of all lists as they are filled, by item. A list
// whose document is not read any more has what was accepted all the same.
func (in Evidence) statuses(ctx context.Context, lists []db.StoredList) (map[int64]string, error) {
	all := map[int64]string{}
	for _, stored := range lists {
		f, err := Read(ctx, in.Store, stored, in.Cell, in.Zone)
		if err != nil {
			if f.Ledger, f.Status, err = accepted(ctx, in.Store, stored, in.Cell, nil, in.Zone); err != nil {
				return nil, err
			}
		}
		for _, o := range f.Ledger {
			all[o.Item] = f.Status[o.No]
		}
	}
	return all, nil
}

// byItem groups assignments by their item, in order.
func byItem(all []db.Owed) (items [][]db.Owed) {
	for i, o := range all {
		if i == 0 || all[i-1].Item != o.Item {
			items = append(items, nil)
		}
		items[len(items)-1] = append(items[len(items)-1], o)
	}
	return items
}
