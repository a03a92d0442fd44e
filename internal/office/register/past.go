package register

import (
	"slices"

	"duban/checklist"
	"duban/internal/office"
)

// Doubts is why a list is not stored on a day without a further word. PastDeadlines: mostly
// another year was meant, and whoever is asked for the first time today would be late
// already. ClosedChanged: the text of a closed item is another, and only the clerk knows
// whether it is to be done again; NotClosed: he has said so of an item of which that is
// not asked. nil where nothing keeps it.
func Doubts(o *office.Office, on checklist.Day, out Imported, in Incoming) error {
	if past := pastDues(o, on, out.newItems()); len(past) > 0 && !in.Reading.Late {
		return office.Refusal{Code: office.PastDeadlines, No: in.Reading.Year, Past: past}
	}
	said := slices.Concat(in.Reading.Reopen, in.Reading.KeepClosed)
	for i, no := range said {
		asked := slices.ContainsFunc(out.Closed, func(p office.Past) bool { return p.No == no })
		if !asked || slices.Contains(said[:i], no) {
			return office.Refusal{Code: office.NotClosed, No: no}
		}
	}
	open := slices.DeleteFunc(slices.Clone(out.Closed), func(p office.Past) bool { return slices.Contains(said, p.No) })
	if len(open) > 0 {
		return office.Refusal{Code: office.ClosedChanged, Past: open}
	}
	return nil
}

// newItems are the items whose deadlines a list brings.
func (out Imported) newItems() []checklist.Item {
	if out.Former == nil {
		return out.List.Items
	}
	var items []checklist.Item
	for _, c := range out.Changes {
		if c.Added() || !c.Removed() && slices.Contains(c.What, checklist.CellDeadline) {
			items = append(items, c.New)
		}
	}
	return items
}

func pastDues(o *office.Office, on checklist.Day, items []checklist.Item) (past []office.Past) {
	for _, it := range items {
		for _, due := range it.Schedule() {
			day := due.Day
			if o.Config.Calendar.Policy == "after" && day != 0 {
				day = o.Calendar.OnOrAfter(day)
			}
			if day != 0 && day < on {
				past = append(past, office.Past{No: it.No, Content: it.Content, Due: due})
			}
		}
	}
	return past
}
