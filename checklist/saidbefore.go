package checklist

import (
	"slices"

	"duban/internal/msg"
	"duban/internal/zh"
)

// Said is what was promised of an assignment, or decided on it, before the words that wait
// for a verdict.
type Said struct {
	On    Day         `json:"on"`
	Event EventKind   `json:"event"` // returned, extension-asked, progress
	Day   Day         `json:"day,omitempty"`
	Words msg.Message `json:"words,omitzero"`
}

// mostSaid is how many characters of such words are kept.
const mostSaid = 60

// SaidBefore is, of an assignment's history, the last of each kind before the claim or the
// request that waits now, oldest first: who judges again what he sent back should know it.
func SaidBefore(history []Event) (said []Said) {
	waits := func(e Event) bool { return e.Kind == EventSubmitted || e.Kind == EventAskedExtend }
	end := len(history)
	for end > 0 && !waits(history[end-1]) {
		end--
	}
	if end == 0 {
		return nil
	}
	mail := history[end-1].Mail
	for i := end - 2; i >= 0; i-- {
		e := history[i]
		if e.Kind == EventReassigned { // what came before was another's
			break
		}
		if e.Kind != EventReturned && e.Kind != EventAskedExtend && e.Kind != EventProgress || mail != 0 && e.Mail == mail ||
			slices.ContainsFunc(said, func(s Said) bool { return s.Event == e.Kind }) {
			continue
		}
		s := Said{On: e.On, Event: e.Kind, Words: e.Said().ChangeOwn(func(s string) string { return zh.FirstRunes(s, mostSaid) })}
		if e.Kind == EventAskedExtend {
			s.Day, s.Words = e.Day, msg.Message{}
		}
		said = append(said, s)
	}
	slices.Reverse(said)
	return said
}

// Returned reports whether a line's claim was sent back before.
func (l Line) Returned() bool {
	return slices.ContainsFunc(l.Before, func(s Said) bool { return s.Event == EventReturned })
}
