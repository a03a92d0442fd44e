package checklist

import (
	"slices"

	"duban/internal/msg"
)

// Change is what an amended list changes of an item. An item that was added has
// no Old (its No is 0), one that was removed no New.
type Change struct {
	Old, New Item
	What     []Cell // which of its cells read otherwise
}

// Cell is one of an item.
type Cell string

const (
	CellContent  Cell = "content"
	CellParties  Cell = "parties"
	CellDeadline Cell = "deadline"
	CellTask     Cell = "task"
	CellSection  Cell = "section"
)

// Message names the cell.
func (c Cell) Message() msg.Message {
	switch c {
	case CellParties:
		return msg.New("column of the responsible")
	case CellDeadline:
		return msg.New("column of deadlines")
	case CellTask:
		return msg.New("column of tasks")
	case CellSection:
		return msg.New("column of sections")
	}
	return msg.New("content")
}

func (c Change) Added() bool      { return c.Old.No == 0 }
func (c Change) Removed() bool    { return c.New.No == 0 }
func (c Change) Renumbered() bool { return !c.Added() && !c.Removed() && c.Old.No != c.New.No }

// Compare returns what a list that was imported again changes, in the order of
// its numbers, removed items last. Items are the same when their contents are,
// wherever their numbers have moved; else when they have kept their number and
// most of their words; else when most of their words agree.
func Compare(old, now []Item) (changes []Change) {
	m := matcher{old: old, now: now, of: make([]int, len(now)), taken: make([]bool, len(old)), known: map[string][]string{}}
	m.match()
	for i, it := range now {
		c := Change{New: it}
		if m.of[i] >= 0 {
			c.Old = old[m.of[i]]
			c.What = differing(c.Old, it)
		}
		if c.Added() || c.Renumbered() || len(c.What) > 0 {
			changes = append(changes, c)
		}
	}
	for i, it := range old {
		if !m.taken[i] {
			changes = append(changes, Change{Old: it})
		}
	}
	return changes
}

// Alike reports whether two lists are editions of one: half of the items of the
// shorter one say the same.
func Alike(a, b []Item) bool {
	contents := map[string]bool{}
	for _, it := range a {
		contents[compared(it.Content)] = true
	}
	same := 0
	for _, it := range b {
		if contents[compared(it.Content)] {
			same++
		}
	}
	return same > 0 && 2*same >= min(len(a), len(b))
}

// differing names the cells that read otherwise; white space does not count.
func differing(a, b Item) (what []Cell) {
	for _, cell := range []struct {
		name Cell
		a, b string
	}{
		{CellContent, a.Content, b.Content}, {CellParties, a.Parties, b.Parties}, {CellDeadline, a.DeadlineText, b.DeadlineText},
		{CellTask, a.Task, b.Task}, {CellSection, a.Section, b.Section},
	} {
		if compared(cell.a) != compared(cell.b) || cell.name == CellDeadline && a.Deadline != b.Deadline {
			what = append(what, cell.name)
		}
	}
	return what
}

// compared is a text without white space, in one width, as it is compared.
func compared(s string) string { return PartyKey(s) }

// matcher finds for each item of the new list the one that it was.
type matcher struct {
	old, now []Item
	of       []int // by index in now: index in old, -1 for none
	taken    []bool
	known    map[string][]string // pairs of contents
}

func (m *matcher) match() {
	for i := range m.of {
		m.of[i] = -1
	}
	m.byContent()
	const kept, moved = 0.4, 0.6 // of the pairs of characters
	byNo := map[int]int{}
	for i, it := range m.old {
		byNo[it.No] = i
	}
	for i, it := range m.now {
		if j, ok := byNo[it.No]; ok && m.of[i] < 0 && !m.taken[j] && m.likeness(m.old[j], it) >= kept {
			m.take(i, j)
		}
	}
	for i, it := range m.now {
		if m.of[i] < 0 {
			m.takeLikest(i, it, moved)
		}
	}
}

func (m *matcher) take(now, old int) { m.of[now], m.taken[old] = old, true }

// byContent matches equal contents; of several equal ones each takes the one
// with its own number, else the first that is left.
func (m *matcher) byContent() {
	same := map[string][]int{}
	for i, it := range m.old {
		same[compared(it.Content)] = append(same[compared(it.Content)], i)
	}
	for _, ownNumber := range []bool{true, false} {
		for i, it := range m.now {
			for _, j := range same[compared(it.Content)] {
				if m.of[i] < 0 && !m.taken[j] && (!ownNumber || m.old[j].No == it.No) {
					m.take(i, j)
				}
			}
		}
	}
}

func (m *matcher) takeLikest(i int, it Item, least float64) {
	best, at := least, -1
	for j, was := range m.old {
		if m.taken[j] {
			continue
		}
		if l := m.likeness(was, it); l >= best {
			best, at = l, j
		}
	}
	if at >= 0 {
		m.take(i, at)
	}
}

// likeness is Dice's coefficient over pairs of characters: 1 for equal contents.
func (m *matcher) likeness(a, b Item) float64 {
	pa, pb := m.pairs(a.Content), m.pairs(b.Content)
	if len(pa)+len(pb) == 0 {
		return 0
	}
	common := 0
	for i, j := 0, 0; i < len(pa) && j < len(pb); {
		if pa[i] == pb[j] {
			common, i, j = common+1, i+1, j+1
		} else if pa[i] < pb[j] {
			i++
		} else {
			j++
		}
	}
	return 2 * float64(common) / float64(len(pa)+len(pb))
}

// pairs are the sorted pairs of neighbouring characters.
func (m *matcher) pairs(s string) (out []string) {
	if out, ok := m.known[s]; ok {
		return out
	}
	rs := []rune(compared(s))
	for i := 1; i < len(rs); i++ {
		out = append(out, string(rs[i-1:i+1]))
	}
	slices.Sort(out)
	m.known[s] = out
	return out
}

// WithCarried adds to a list that was imported again the items that were carried over into
// its former edition and that no document has: they go on behind its last number.
func WithCarried(old, now []Item) []Item {
	var carried []Item
	last := 0
	for _, it := range now {
		last = max(last, it.No)
	}
	for _, it := range old {
		if it.Row == 0 && !slices.ContainsFunc(now, func(x Item) bool { return x.Content == it.Content }) {
			last++
			it.No = last
			carried = append(carried, it)
		}
	}
	return append(slices.Clip(now), carried...)
}
