package decide

import (
	"context"
	"maps"
	"slices"
	"time"

	"duban/db"
	"duban/internal/office"
	"duban/internal/zh"
	"duban/scheduler"
)

// UsualLadder is how the clerk calls the ladder of [ladder].
const UsualLadder = "默认"

// NamedLadder is a ladder with what the clerk calls it.
type NamedLadder struct {
	Name string
	scheduler.Ladder
}

// Ladders are those of the configuration, the usual one first.
func Ladders(o *office.Office) []NamedLadder {
	list := []NamedLadder{{UsualLadder, o.Config.UsualLadder()}}
	all := o.Config.NamedLadders()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		list = append(list, NamedLadder{name, all[name]})
	}
	return list
}

// SetLadder lets an item of a list, or the whole list where item is 0, climb another
// ladder. list 0 is the one imported last.
func SetLadder(ctx context.Context, o *office.Office, now time.Time, name string, list int64, item int) (db.StoredList, error) {
	if _, known := o.Config.NamedLadders()[name]; !known && name != UsualLadder {
		return db.StoredList{}, office.Refusal{Code: office.NoLadder, Name: name, Near: zh.Nearest(name, slices.Collect(maps.Keys(o.Config.NamedLadders())))}
	}
	stored, err := o.Checklist(ctx, list)
	if err != nil {
		return stored, err
	}
	if name == UsualLadder {
		name = "" // as it is stored
	}
	return stored, o.Store.SetLadder(ctx, now, stored.ID, item, name, clerk.ID)
}
