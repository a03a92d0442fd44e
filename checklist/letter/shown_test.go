package letter

import (
	"testing"

	"pgregory.net/rapid"

	"duban/checklist"
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

// What has come since the letter is said as it is, whatever the letter had shown.
func TestShown_saysWhatHasComeSince(t *testing.T) {
	t.Parallel()
	lead := checklist.Assignment{Role: checklist.Lead, State: checklist.Open, Round: 1, Deadline: 30}
	with := func(change func(*checklist.Assignment)) checklist.Assignment {
		a := lead
		change(&a)
		return a
	}
	claimed := with(func(a *checklist.Assignment) { a.State, a.ClaimVersion = checklist.Submitted, 5 })
	asks := with(func(a *checklist.Assignment) { a.Asked, a.AskedVersion = 40, 7 })
	for _, c := range []struct {
		name  string
		shown Shown
		now   checklist.Assignment
		word  checklist.Verb
		want  string
	}{
		{"a newer claim", Shown{Heading: HeadingWaiting, Round: 1, ClaimVersion: 3}, claimed, checklist.VerbAccept, "more reported since that letter"},
		{"a claim instead of the request", Shown{Heading: HeadingAsked, Round: 1, AskedVersion: 3}, claimed, checklist.VerbGrant, "reported done since, the extension is not decided"},
		{"a newer request", Shown{Heading: HeadingAsked, Round: 1, AskedVersion: 3}, asks, checklist.VerbGrant, "another extension asked for since that letter"},
		{"a request instead of the claim", Shown{Heading: HeadingWaiting, Round: 1, ClaimVersion: 3}, asks, checklist.VerbAccept, "another extension asked for since that letter"},
		{"a new round", Shown{Heading: HeadingWaiting, Round: 0, ClaimVersion: 3}, lead, checklist.VerbAccept, "being done anew, nothing done"},
		{"no request any more", Shown{Heading: HeadingAsked, Round: 1, AskedVersion: 3}, lead, checklist.VerbGrant, "the extension is settled, nothing done"},
		{"the claim taken back", Shown{Heading: HeadingWaiting, Round: 1, ClaimVersion: 3}, lead, checklist.VerbAccept, "taken back by the department, nothing done"},
		{"the same claim, of another round", Shown{Heading: HeadingWaiting, Round: 2, ClaimVersion: 5}, claimed, checklist.VerbAccept, "more reported since that letter"},
	} {
		if does := c.shown.Verdict(c.now, c.word, 0, checklist.OfficeDays{}); does.Event != "" || does.Outcome.Code != c.want {
			t.Errorf("%s: %s, %q, want %q", c.name, does.Event, does.Outcome.Code, c.want)
		}
	}
}

// An answer to an instruction is one to the newest that its letter showed.
func TestShown_follows(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		verb       checklist.Verb
		shown, now int64
		doubt      bool
	}{
		{"the one shown", checklist.VerbFollow, 3, 3, false}, {"a newer one", checklist.VerbFollow, 3, 4, true},
		{"none any more", checklist.VerbFollow, 3, 0, false}, {"other words", checklist.VerbDone, 3, 4, false},
	} {
		got := Shown{InstructedVersion: c.shown}.Follows(checklist.Assignment{InstructedVersion: c.now}, checklist.Answer{Verb: c.verb})
		if !got.Doubt.IsZero() != c.doubt {
			t.Errorf("%s is doubted: %v", c.name, got.Doubt)
		}
	}
}

// Who judges decides what the lead party claims or asks for; a party that takes part is told of.
func TestJudgedUnder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		is   checklist.Assignment
		want Heading
	}{
		{"a claim", checklist.Assignment{Role: checklist.Lead, State: checklist.Submitted}, HeadingWaiting},
		{"a joint party's", checklist.Assignment{Role: checklist.Joint, State: checklist.Submitted}, HeadingTold},
		{"a request", checklist.Assignment{Role: checklist.Lead, State: checklist.Open, Asked: 40}, HeadingAsked},
		{"a joint party's request", checklist.Assignment{Role: checklist.Joint, State: checklist.Open, Asked: 40}, HeadingTold},
		{"nothing", checklist.Assignment{Role: checklist.Lead, State: checklist.Open}, HeadingTold},
	} {
		if got := JudgedUnder(c.is); got != c.want {
			t.Errorf("%s stands under %s", c.name, got)
		}
	}
}
