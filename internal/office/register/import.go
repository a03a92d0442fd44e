package register

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/internal/office"
)

// Imported is what a list did to the books, or would do.
type Imported struct {
	List      db.Import
	Former    *db.StoredList // the edition that it amends; nil: it is a new list
	FormerNos int            // how many items that has
	Changes   []checklist.Change
	Closed    []office.Past // of these, closed items whose text it changes
	Stored    bool          // false: shown only
}

// Compare says what a list would do to the books, and does nothing.
func Compare(ctx context.Context, o *office.Office, in Incoming) (out Imported, err error) {
	out.List = in.forStore(o)
	if in.Reading.AsNew || o.Store == nil {
		return out, nil
	}
	if out.Former, err = editionOf(ctx, o.Store, out.List); err != nil || out.Former == nil {
		return out, err
	}
	old, err := o.Store.Items(ctx, out.Former.ID)
	if err != nil {
		return out, err
	}
	out.FormerNos, out.Changes = len(old), checklist.Compare(old, checklist.WithCarried(old, out.List.Items))
	out.Closed, err = closedChanged(ctx, o, out.Changes)
	return out, err
}

// Import stores a list. One that amends a stored list is compared with it, and changes
// it only where apply says so, and only where nothing is in Doubts.
func Import(ctx context.Context, o *office.Office, now time.Time, in Incoming, apply bool) (Imported, error) {
	out, err := Compare(ctx, o, in)
	if err != nil || out.Former != nil && !apply {
		return out, err
	}
	if err := Doubts(o, checklist.DayOf(now, o.Zone), out, in); err != nil {
		return out, err
	}
	out.Stored = true
	if out.Former == nil {
		_, err = o.Store.Import(ctx, now, out.List)
		return out, err
	}
	amend, err := amendment(ctx, o, now, out, in.Reading.Reopen)
	if err != nil {
		return out, err
	}
	return out, o.Store.Amend(ctx, now, amend)
}

// editionOf finds the stored list that a list is an amended edition of: one of
// the same year that has its title or half of its items. The very same file is
// none, nor is anything where nothing is stored.
func editionOf(ctx context.Context, store *db.Store, in db.Import) (*db.StoredList, error) {
	lists, err := store.Checklists(ctx)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(in.File.Raw)
	for i := len(lists) - 1; i >= 0; i-- {
		l := lists[i]
		if l.Year != in.Checklist.Year || l.Document == hex.EncodeToString(sum[:]) {
			continue
		}
		items, err := store.Items(ctx, l.ID)
		if err != nil {
			return nil, err
		}
		if l.Title == in.Checklist.Title || checklist.Alike(items, in.Items) {
			return &l, nil
		}
	}
	return nil, nil
}
