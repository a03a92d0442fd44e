package checklist

import (
	"testing"

	"pgregory.net/rapid"
)

// life is an assignment as random events make it, with what a letter showed of it at
// some moment.
type life struct {
	now   Assignment
	seq   int64
	words int // events that a judge would have to know of
}

func (l *life) happen(e Event) bool {
	e.At, e.On = l.seq+1, Date(2026, 4, 1)
	next, err := l.now.Apply(e)
	if err != nil {
		return false
	}
	l.now = next
	l.seq++
	return true
}

// An answer to an older letter never decides what that letter did not show: whatever a
// word does to the state, the letter showed that claim or request as it is.
func TestShown_lawNothingIsDecidedThatWasNotShown(t *testing.T) {
	t.Parallel()
	kinds := []EventKind{EventAcknowledged, EventProgress, EventSubmitted, EventWithdrawn, EventAccepted, EventReturned, EventReopened, EventWaived,
		EventAskedExtend, EventExtended, EventRefused, EventRemarked, EventAskedHelp}
	changes := func(kind EventKind, before State) bool { // what waits, or what is said of it
		switch kind {
		case EventAcknowledged, EventRemarked:
			return false
		case EventProgress, EventAskedHelp:
			return before != Open // there it only stands beside a request
		case EventExtended, EventRefused:
			return before == Open // a claim waits as before
		}
		return true
	}
	rapid.Check(t, func(t *rapid.T) {
		l := &life{}
		l.happen(Event{Kind: EventAssigned, Party: "甲部", Role: Lead, Day: Date(2026, 4, 30), Start: Date(2026, 4, 1)})
		random := func() {
			kind := rapid.SampledFrom(kinds).Draw(t, "kind")
			day := l.now.Deadline + 10
			before := l.now.State
			if l.happen(Event{Kind: kind, Day: day}) && changes(kind, before) {
				l.words++
			}
		}
		for range rapid.IntRange(0, 6).Draw(t, "before") {
			random()
		}
		heading := JudgedUnder(l.now)
		shown := Shown{Heading: heading, Round: l.now.Round, ClaimVersion: l.now.ClaimVersion, AskedVersion: l.now.AskedVersion}
		l.words = 0
		for range rapid.IntRange(0, 4).Draw(t, "after") {
			random()
		}
		word := rapid.SampledFrom([]Verb{VerbAccept, VerbReturn, VerbGrant, VerbRefuse, VerbRemark}).Draw(t, "word")
		does := shown.Verdict(l.now, word, 0, OfficeDays{})
		decides := does.Event != "" && does.Event != EventRemarked
		fits := map[Heading]map[Verb]bool{HeadingWaiting: {VerbAccept: true, VerbReturn: true}, HeadingAsked: {VerbAccept: true, VerbReturn: true, VerbGrant: true, VerbRefuse: true}}
		if want := l.words == 0 && fits[heading][word]; decides != want {
			t.Fatalf("%s of a line shown as %s, %d changes since: decides %v (%s), now %+v", word, heading, l.words, decides, does.Outcome, l.now)
		}
	})
}
