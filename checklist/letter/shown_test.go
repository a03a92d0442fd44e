package letter

import (
	"duban/checklist"
	"testing"

	"pgregory.net/rapid"
)

// life is an assignment as random events make it, with what a letter showed of it at
// some moment.
type life struct {
	now   checklist.Assignment
	seq   int64
	words int // events that a judge would have to know of
}

func (l *life) happen(e checklist.Event) bool {
	e.At, e.On = l.seq+1, checklist.Date(2026, 4, 1)
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
	kinds := []checklist.EventKind{checklist.EventAcknowledged, checklist.EventProgress, checklist.EventSubmitted, checklist.EventWithdrawn, checklist.EventAccepted, checklist.EventReturned, checklist.EventReopened, checklist.EventWaived,
		checklist.EventAskedExtend, checklist.EventExtended, checklist.EventRefused, checklist.EventRemarked, checklist.EventAskedHelp}
	changes := func(kind checklist.EventKind, before checklist.State) bool { // what waits, or what is said of it
		switch kind {
		case checklist.EventAcknowledged, checklist.EventRemarked:
			return false
		case checklist.EventProgress, checklist.EventAskedHelp:
			return before != checklist.Open // there it only stands beside a request
		case checklist.EventExtended, checklist.EventRefused:
			return before == checklist.Open // a claim waits as before
		}
		return true
	}
	rapid.Check(t, func(t *rapid.T) {
		l := &life{}
		l.happen(checklist.Event{Kind: checklist.EventAssigned, Party: "甲部", Role: checklist.Lead, Day: checklist.Date(2026, 4, 30), Start: checklist.Date(2026, 4, 1)})
		random := func() {
			kind := rapid.SampledFrom(kinds).Draw(t, "kind")
			day := l.now.Deadline + 10
			before := l.now.State
			if l.happen(checklist.Event{Kind: kind, Day: day}) && changes(kind, before) {
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
		word := rapid.SampledFrom([]checklist.Verb{checklist.VerbAccept, checklist.VerbReturn, checklist.VerbGrant, checklist.VerbRefuse, checklist.VerbRemark}).Draw(t, "word")
		does := shown.Verdict(l.now, word, 0, checklist.OfficeDays{})
		decides := does.Event != "" && does.Event != checklist.EventRemarked
		fits := map[Heading]map[checklist.Verb]bool{HeadingWaiting: {checklist.VerbAccept: true, checklist.VerbReturn: true}, HeadingAsked: {checklist.VerbAccept: true, checklist.VerbReturn: true, checklist.VerbGrant: true, checklist.VerbRefuse: true}}
		if want := l.words == 0 && fits[heading][word]; decides != want {
			t.Fatalf("%s of a line shown as %s, %d changes since: decides %v (%s), now %+v", word, heading, l.words, decides, does.Outcome, l.now)
		}
	})
}
