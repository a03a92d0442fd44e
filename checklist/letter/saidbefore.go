package letter

import (
	"slices"

	"duban/checklist"
	"duban/internal/msg"
	"duban/internal/zh"
)

// Said is what was promised of an assignment, or decided on it, before the words that wait
// for a verdict.
type Said struct {
	On    checklist.Day       `json:"on"`
	Event checklist.EventKind `json:"event"` // returned, extension-asked, progress
	Day   checklist.Day       `json:"day,omitempty"`
	Words msg.Message         `json:"words,omitzero"`
}

// mostSaid is how many characters of such words are kept.
const mostSaid = 60

// SaidBefore is, of an assignment's history, the last of each kind before the claim or the
// request that waits now, oldest first: who judges again what he sent back should know it.
func SaidBefore(history []checklist.Event) (said []Said) {
	waits := func(e checklist.Event) bool {
		return e.Kind == checklist.EventSubmitted || e.Kind == checklist.EventAskedExtend
	}
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
		if e.Kind == checklist.EventReassigned { // what came before was another's
			break
		}
		if e.Kind != checklist.EventReturned && e.Kind != checklist.EventAskedExtend && e.Kind != checklist.EventProgress || mail != 0 && e.Mail == mail ||
			slices.ContainsFunc(said, func(s Said) bool { return s.Event == e.Kind }) {
			continue
		}
		s := Said{On: e.On, Event: e.Kind, Words: e.Said().ChangeOwn(func(s string) string { return zh.FirstRunes(s, mostSaid) })}
		if e.Kind == checklist.EventAskedExtend {
			s.Day, s.Words = e.Day, msg.Message{}
		}
		said = append(said, s)
	}
	slices.Reverse(said)
	return said
}

// Returned reports whether a line's claim was sent back before.
func (l Line) Returned() bool {
	return slices.ContainsFunc(l.Before, func(s Said) bool { return s.Event == checklist.EventReturned })
}
