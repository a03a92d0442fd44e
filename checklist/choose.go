package checklist

import (
	"fmt"
	"slices"
	"strings"

	"duban/internal/msg"
)

// Place is where an assignment stands: a number is no identity.
type Place struct {
	List  int64
	Title string // the list's
	Mark  string // 甲: the list's in a letter
	No    int
	Part  string
	Party string
}

// Named is what was said beside a number to tell its places apart; empty fields say
// nothing.
type Named struct {
	List  string // the list's mark, its number in the office, or words of its title
	Part  string // 4月; AllParts: all of them
	Party string
}

// AllParts is said where an act is about every part of an item.
const AllParts = "全部"

// Level is what tells places of one number apart.
type Level int

const (
	OfLists Level = iota
	OfParts
	OfParties
)

// Choose returns the places of a number that what was said fits, by their index, and
// a question where they differ at one of the levels that must be settled: first the
// list, then the part, then the party.
func Choose(all []Place, no int, said Named, settle ...Level) (at []int, ask msg.Message) {
	for i, p := range all {
		if p.No == no && p.fits(said) {
			at = append(at, i)
		}
	}
	for _, level := range settle {
		if level == OfParts && said.Part == AllParts {
			continue
		}
		if names := namesAt(all, at, level); len(names) > 1 {
			return at, level.ask(no, names)
		}
	}
	return at, ask
}

func (p Place) fits(said Named) bool {
	return (said.Part == "" || said.Part == AllParts || said.Part == p.Part) && (said.Party == "" || said.Party == p.Party) && p.inList(said.List)
}

func (p Place) inList(said string) bool {
	return said == "" || said == p.Mark || said == fmt.Sprint(Local(p.List)) || p.Title != "" && strings.Contains(p.Title, said)
}

// ChooseList returns which lists are meant, by their index: that of a number, else those
// with these words in their titles, and a question where there are several.
func ChooseList(lists []Place, said string) (at []int, ask msg.Message) {
	for i, p := range lists {
		if fmt.Sprint(Local(p.List)) == said {
			return []int{i}, ask
		}
		if p.inList(said) {
			at = append(at, i)
		}
	}
	if names := namesAt(lists, at, OfLists); len(names) > 1 {
		return at, msg.New("which of several lists", len(names), msg.Together(msg.Names, names...))
	}
	return at, ask
}

// namesAt names the places at a level, each once.
func namesAt(all []Place, at []int, level Level) (names []any) {
	var seen []string
	for _, i := range at {
		name := all[i].name(level)
		if said := fmt.Sprint(name); !slices.Contains(seen, said) {
			seen, names = append(seen, said), append(names, name)
		}
	}
	return names
}

func (p Place) name(level Level) any {
	switch level {
	case OfLists:
		return p.listName()
	case OfParts:
		return p.Part
	}
	return p.Party
}

func (p Place) listName() any {
	switch {
	case p.Mark != "":
		return Numbered(p.Mark, p.No)
	case p.Title != "":
		return msg.New("a list by its title", int(Local(p.List)), p.Title)
	}
	return msg.New("a list by its number", int(Local(p.List)))
}

func (l Level) ask(no int, names []any) msg.Message {
	n, all := len(names), msg.Together(msg.Names, names...)
	switch l {
	case OfLists:
		return msg.New("an item of several lists, which", no, n, all)
	case OfParts:
		return msg.New("an item of several parts, which", no, n, all)
	}
	return msg.New("an item of several departments, which", no, n, all)
}

// Numbered is an item's number as a letter writes it: 3, or 甲3 where it shows
// several lists.
func Numbered(mark string, no int) string { return fmt.Sprintf("%s%d", mark, no) }
