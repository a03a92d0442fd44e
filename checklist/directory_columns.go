package checklist

import (
	"slices"
	"strings"

	"duban/internal/msg"
)

// Column is one of the directory (通讯录), as it is headed.
type Column string

// The columns, in the order of the skeleton.
const (
	ColumnKind       Column = "类别"
	ColumnName       Column = "名称"
	ColumnAliases    Column = "别名"
	ColumnHolder     Column = "姓名"
	ColumnMail       Column = "邮箱"
	ColumnOtherMails Column = "其他邮箱"
	ColumnPhone      Column = "电话"
	ColumnSupervisor Column = "上级"
	ColumnMembers    Column = "成员"
	ColumnDuties     Column = "职责"
	ColumnSubstitute Column = "代办"
	ColumnAwayFrom   Column = "外出自"
	ColumnAwayUntil  Column = "外出至"
)

// Columns are all of them.
var Columns = []Column{ColumnKind, ColumnName, ColumnAliases, ColumnHolder, ColumnMail, ColumnOtherMails, ColumnPhone, ColumnSupervisor,
	ColumnMembers, ColumnDuties, ColumnSubstitute, ColumnAwayFrom, ColumnAwayUntil}

// Message names the column.
func (c Column) Message() msg.Message {
	switch c {
	case ColumnKind:
		return msg.New("column of kinds")
	case ColumnName:
		return msg.New("column of names")
	case ColumnAliases:
		return msg.New("column of aliases")
	case ColumnHolder:
		return msg.New("column of holders")
	case ColumnMail:
		return msg.New("column of mailboxes")
	case ColumnOtherMails:
		return msg.New("column of other mailboxes")
	case ColumnPhone:
		return msg.New("column of phones")
	case ColumnSupervisor:
		return msg.New("column of supervisors")
	case ColumnMembers:
		return msg.New("column of members")
	case ColumnDuties:
		return msg.New("column of duties")
	case ColumnSubstitute:
		return msg.New("column of substitutes")
	case ColumnAwayFrom:
		return msg.New("column of first days away")
	case ColumnAwayUntil:
		return msg.New("column of last days away")
	}
	return msg.Words(string(c))
}

// EntryChange is what an edited directory says otherwise of one entry.
type EntryChange struct {
	Kind    EntryKind
	Name    string
	Added   bool
	Removed bool
	What    []msg.Message // 邮箱：a@x → b@x
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

func entryDiffers(a, b Entry) (what []msg.Message) {
	for _, field := range []struct {
		column Column
		a, b   []string
		listed bool // the order of a list says nothing
	}{
		{ColumnAliases, a.Aliases, b.Aliases, true}, {ColumnHolder, []string{a.Holder}, []string{b.Holder}, false}, {ColumnMail, []string{a.Mail}, []string{b.Mail}, false},
		{ColumnOtherMails, a.OtherMails, b.OtherMails, true}, {ColumnPhone, []string{a.Phone}, []string{b.Phone}, false},
		{ColumnSupervisor, []string{a.Supervisor}, []string{b.Supervisor}, false}, {ColumnMembers, a.Members, b.Members, true}, {ColumnDuties, asNames(a.Duties), asNames(b.Duties), true},
		{ColumnSubstitute, []string{a.Substitute}, []string{b.Substitute}, false}, {ColumnAwayFrom, []string{a.AwayFrom.String()}, []string{b.AwayFrom.String()}, false},
		{ColumnAwayUntil, []string{a.AwayUntil.String()}, []string{b.AwayUntil.String()}, false},
	} {
		x, y := slices.Clone(field.a), slices.Clone(field.b)
		if field.listed {
			slices.Sort(x)
			slices.Sort(y)
		}
		if !slices.Equal(x, y) {
			what = append(what, msg.New("a column changed", field.column, field.column.orNone(field.a), field.column.orNone(field.b)))
		}
	}
	return what
}

func asNames(duties []Duty) (names []string) {
	for _, d := range duties {
		names = append(names, string(d))
	}
	return names
}

// orNone is what stands in a column, or that nothing does.
func (c Column) orNone(of []string) msg.Message {
	if strings.Join(of, "") == "" {
		return msg.New("none")
	}
	var names []any
	for _, s := range of {
		if c == ColumnDuties {
			names = append(names, Duty(s).Message())
		} else {
			names = append(names, s)
		}
	}
	return msg.Together(msg.Names, names...)
}
