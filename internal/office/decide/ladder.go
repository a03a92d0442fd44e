package decide

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"duban/checklist"
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

// SetLadder lets an item, or a whole list where no is 0, climb another ladder; said names
// the list, which is told where the number fits several.
func SetLadder(ctx context.Context, o *office.Office, now time.Time, name, said string, no int) (list db.StoredList, err error) {
	if _, known := o.Config.NamedLadders()[name]; !known && name != UsualLadder {
		return list, office.Refusal{Code: office.NoLadder, Name: name, Near: zh.Nearest(name, slices.Collect(maps.Keys(o.Config.NamedLadders())))}
	}
	if no != 0 {
		meant, _, err := o.Meant(ctx, no, checklist.ByHand{Named: checklist.Named{List: said}}, checklist.DayOf(now, o.Zone))
		if err != nil {
			return list, err
		}
		said = fmt.Sprint(checklist.Local(meant[0].Checklist))
	}
	if list, err = o.List(ctx, said); err != nil {
		return list, err
	}
	if name == UsualLadder {
		name = "" // as it is stored
	}
	return list, o.Store.SetLadder(ctx, now, list.ID, no, name, clerk.ID)
}
