package checklist

import (
	"fmt"
	"slices"
	"strings"
)

// EntryChange is what an edited directory says otherwise of one entry.
type EntryChange struct {
	Kind    EntryKind
	Name    string
	Added   bool
	Removed bool
	What    []string // 邮箱：a@x → b@x
}

// CompareEntries returns what changes between two directories, in the order of
// the new one, removed entries last. Entries are the same by kind and name.
func CompareEntries(old, now []Entry) (changes []EntryChange) {
	find := func(in []Entry, e Entry) int {
		return slices.IndexFunc(in, func(o Entry) bool { return o.Kind == e.Kind && o.Name == e.Name })
	}
	for _, e := range now {
		at := find(old, e)
		if at < 0 {
			changes = append(changes, EntryChange{Kind: e.Kind, Name: e.Name, Added: true})
			continue
		}
		if what := entryDiffers(old[at], e); len(what) > 0 {
			changes = append(changes, EntryChange{Kind: e.Kind, Name: e.Name, What: what})
		}
	}
	for _, e := range old {
		if find(now, e) < 0 {
			changes = append(changes, EntryChange{Kind: e.Kind, Name: e.Name, Removed: true})
		}
	}
	return changes
}

func entryDiffers(a, b Entry) (what []string) {
	duties := func(e Entry) (s []string) {
		for _, d := range e.Duties {
			s = append(s, string(d))
		}
		return s
	}
	for _, field := range []struct {
		name   string
		a, b   []string
		listed bool // the order of a list says nothing
	}{
		{"别名", a.Aliases, b.Aliases, true}, {"姓名", []string{a.Holder}, []string{b.Holder}, false}, {"邮箱", []string{a.Mail}, []string{b.Mail}, false},
		{"其他邮箱", a.OtherMails, b.OtherMails, true}, {"电话", []string{a.Phone}, []string{b.Phone}, false},
		{"上级", []string{a.Supervisor}, []string{b.Supervisor}, false}, {"成员", a.Members, b.Members, true}, {"职责", duties(a), duties(b), true},
		{"代办", []string{a.Substitute}, []string{b.Substitute}, false}, {"外出自", []string{a.AwayFrom.String()}, []string{b.AwayFrom.String()}, false},
		{"外出至", []string{a.AwayUntil.String()}, []string{b.AwayUntil.String()}, false},
	} {
		x, y := slices.Clone(field.a), slices.Clone(field.b)
		if field.listed {
			slices.Sort(x)
			slices.Sort(y)
		}
		if !slices.Equal(x, y) {
			what = append(what, fmt.Sprintf("%s：%s → %s", field.name, orNone(field.a), orNone(field.b)))
		}
	}
	return what
}

func orNone(of []string) string {
	if s := strings.Join(of, "、"); s != "" {
		return s
	}
	return "无"
}
