package checklist_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/internal/words"
)

// Instants and days that differ, so that none can stand for another.
const (
	assignedOn  = checklist.Day(100)
	dueOn       = checklist.Day(200)
	askedFor    = checklist.Day(210)
	grantedTill = checklist.Day(220)
	today       = checklist.Day(150)
)

// lives are the events that bring an assignment into each situation it may be in.
var lives = map[string][]checklist.Event{
	"unborn":          nil,
	"open":            {assigned(checklist.Lead)},
	"open, asking":    {assigned(checklist.Lead), {Kind: checklist.EventAskedExtend, At: 2, Day: askedFor}},
	"submitted":       {assigned(checklist.Lead), {Kind: checklist.EventSubmitted, At: 3}},
	"joint":           {assigned(checklist.Joint)},
	"joint submitted": {assigned(checklist.Joint), {Kind: checklist.EventSubmitted, At: 3}},
	"accepted":        {assigned(checklist.Lead), {Kind: checklist.EventSubmitted, At: 3}, {Kind: checklist.EventAccepted, At: 4}},
	"waived":          {assigned(checklist.Lead), {Kind: checklist.EventWaived, At: 4}},
}

func assigned(role checklist.Role) checklist.Event {
	return checklist.Event{Kind: checklist.EventAssigned, At: 1, Start: assignedOn, Day: dueOn, Party: "技术服务部", Role: role, Text: "4月"}
}

func lived(t *testing.T, life string) checklist.Assignment {
	t.Helper()
	a, err := checklist.Replay(7, 1, 5, 14, lives[life])
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Which events fit which situation: the whole state machine.
func TestAssignment_whatFitsWhen(t *testing.T) {
	t.Parallel()
	const (
		alive = "open; open, asking; submitted; joint; joint submitted"
		born  = alive + "; accepted; waived"
	)
	fits := map[checklist.EventKind]string{
		checklist.EventAssigned:     "unborn",
		checklist.EventAcknowledged: alive,
		checklist.EventProgress:     born,
		checklist.EventSubmitted:    alive,
		checklist.EventWithdrawn:    "open, asking; submitted; joint submitted",
		checklist.EventAccepted:     "open; open, asking; submitted", // the clerk may strike off what came by phone
		checklist.EventReturned:     "submitted",
		checklist.EventSettled:      alive,
		checklist.EventWaived:       alive,
		checklist.EventReopened:     "accepted; waived",
		checklist.EventReassigned:   alive,
		checklist.EventAskedExtend:  alive,
		checklist.EventExtended:     alive,
		checklist.EventRescheduled:  alive,
		checklist.EventRefused:      "open, asking",
		checklist.EventRemarked:     born,
		checklist.EventInstructed:   alive,
		checklist.EventFollowed:     "", // where an instruction waits, which TestAssignment_anInstructionWaits tells
		checklist.EventAskedHelp:    born,
		checklist.EventAskedMove:    alive,
	}
	for kind, situations := range fits {
		for life := range lives {
			want := slices.Contains(strings.Split(situations, "; "), life)
			a := lived(t, life)
			next, err := a.Apply(checklist.Event{Kind: kind, At: 9, On: today, Day: grantedTill, Party: "综合部"})
			if want != (err == nil) {
				t.Errorf("%s in %q: %v", kind, life, err)
			}
			if err != nil && (!errors.Is(err, checklist.ErrConflict) || next != a) {
				t.Errorf("%s in %q: %v made %+v", kind, life, err, next)
			}
			if err == nil && next.Version != a.Version+1 {
				t.Errorf("%s in %q: version %d after %d", kind, life, next.Version, a.Version)
			}
		}
	}
}

func TestAssignment_whatIsNoEventOfItsOwn(t *testing.T) {
	t.Parallel()
	a := lived(t, "open")
	if _, err := a.Apply(checklist.Event{Kind: checklist.EventSent}); !errors.Is(err, checklist.ErrInvalid) {
		t.Errorf("got %v", err)
	}
}

func TestAssignment_aConflictSaysWhatAndWhy(t *testing.T) {
	t.Parallel()
	_, err := lived(t, "accepted").Apply(checklist.Event{Kind: checklist.EventReturned})
	if want := "第14项（技术服务部）已销号，不能退回"; !errors.Is(err, checklist.ErrConflict) || words.SayError(words.Chinese, err) != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// What each event changes, field by field; all else stays.
func TestAssignment_whatAnEventChanges(t *testing.T) {
	t.Parallel()
	newRound := func(a *checklist.Assignment) {
		a.State, a.Round, a.Opened = checklist.Open, a.Round+1, today
		a.AckedMs, a.AnswerMs, a.ClaimedMs, a.ClosedMs, a.Asked, a.AskedMs = 0, 0, 0, 0, 0, 0
		a.ClaimVersion, a.AskedVersion = 0, 0
	}
	closed := func(s checklist.State) func(*checklist.Assignment) {
		return func(a *checklist.Assignment) { a.State, a.ClosedMs, a.Asked, a.AskedMs, a.AskedVersion = s, 9, 0, 0, 0 }
	}
	moved := func(a *checklist.Assignment) {
		a.Deadline, a.Asked, a.AskedMs, a.AskedVersion, a.Decided = grantedTill, 0, 0, 0, 1
	}
	tests := []struct {
		kind checklist.EventKind
		life string
		want func(*checklist.Assignment)
	}{
		{checklist.EventAssigned, "unborn", func(a *checklist.Assignment) {
			a.State, a.Round, a.Opened = checklist.Open, 1, 101
			a.Part, a.Party, a.Role, a.Deadline, a.Original = "words", "综合部", checklist.Joint, grantedTill, grantedTill
		}},
		{checklist.EventAcknowledged, "open", func(a *checklist.Assignment) { a.AckedMs, a.AnswerMs = 9, 9 }},
		{checklist.EventProgress, "submitted", func(a *checklist.Assignment) { a.AnswerMs, a.ClaimVersion = 9, 3 }},
		{checklist.EventProgress, "accepted", func(a *checklist.Assignment) { a.AnswerMs = 9 }},
		{checklist.EventSubmitted, "open, asking", func(a *checklist.Assignment) {
			a.State, a.AnswerMs, a.ClaimedMs, a.ClaimVersion = checklist.Submitted, 9, 9, 3
		}},
		{checklist.EventWithdrawn, "submitted", func(a *checklist.Assignment) {
			a.State, a.AnswerMs, a.ClaimedMs, a.ClaimVersion = checklist.Open, 9, 0, 0
		}},
		{checklist.EventAccepted, "submitted", closed(checklist.Accepted)},
		{checklist.EventAccepted, "open, asking", closed(checklist.Accepted)},
		{checklist.EventSettled, "joint", closed(checklist.Accepted)},
		{checklist.EventWaived, "open, asking", closed(checklist.Waived)},
		{checklist.EventReturned, "submitted", func(a *checklist.Assignment) { newRound(a); a.Returns++ }},
		{checklist.EventReopened, "accepted", newRound},
		{checklist.EventReassigned, "open, asking", func(a *checklist.Assignment) { newRound(a); a.Party = "综合部" }},
		{checklist.EventAskedExtend, "open", func(a *checklist.Assignment) { a.Asked, a.AskedMs, a.AnswerMs, a.AskedVersion = grantedTill, 9, 9, 2 }},
		{checklist.EventExtended, "open, asking", moved},
		{checklist.EventRescheduled, "open, asking", moved},
		{checklist.EventRefused, "open, asking", func(a *checklist.Assignment) { a.Asked, a.AskedMs, a.AskedVersion, a.Decided = 0, 0, 0, 1 }},
		{checklist.EventRemarked, "open", func(*checklist.Assignment) {}},
		{checklist.EventAskedHelp, "open", func(a *checklist.Assignment) { a.AnswerMs = 9 }},
		{checklist.EventAskedMove, "open", func(a *checklist.Assignment) { a.AnswerMs = 9 }},
	}
	for _, tt := range tests {
		want := lived(t, tt.life)
		got, err := want.Apply(checklist.Event{Kind: tt.kind, At: 9, On: today, Start: 101, Day: grantedTill, Party: "综合部", Role: checklist.Joint, Text: "words"})
		tt.want(&want)
		want.Version++
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s in %q: %v\n%s", tt.kind, tt.life, err, diff)
		}
	}
}

func TestAssignment_theFirstDayEverReadIsItsOriginal(t *testing.T) {
	t.Parallel()
	undated := assigned(checklist.Lead)
	undated.Day = 0
	for _, kind := range []checklist.EventKind{checklist.EventExtended, checklist.EventRescheduled} {
		a, err := checklist.Replay(7, 1, 5, 14, []checklist.Event{undated, {Kind: kind, Day: dueOn}, {Kind: kind, Day: grantedTill}})
		if err != nil || a.Original != dueOn || a.Deadline != grantedTill {
			t.Errorf("%s: original %d, deadline %d, %v", kind, a.Original, a.Deadline, err)
		}
	}
}

func TestAssignment_anInstructionWaitsUntilItIsAnsweredOrTheItemSettled(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		reason string
		after  []checklist.EventKind
		waits  bool
	}{
		{"progress answers nothing", []checklist.EventKind{checklist.EventProgress}, true},
		{"nor does a receipt", []checklist.EventKind{checklist.EventAcknowledged}, true},
		{"an answer does", []checklist.EventKind{checklist.EventFollowed}, false},
		{"what is sent back leaves it waiting", []checklist.EventKind{checklist.EventSubmitted, checklist.EventReturned}, true},
		{"what is struck off answers it", []checklist.EventKind{checklist.EventSubmitted, checklist.EventAccepted}, false},
		{"and reopened it is not asked again", []checklist.EventKind{checklist.EventSubmitted, checklist.EventAccepted, checklist.EventReopened}, false},
	} {
		events := []checklist.Event{assigned(checklist.Lead), {Kind: checklist.EventInstructed, Day: dueOn}}
		for _, kind := range tt.after {
			events = append(events, checklist.Event{Kind: kind, At: 9, On: today})
		}
		a, err := checklist.Replay(7, 1, 5, 14, events)
		if err != nil || (a.InstructedVersion != 0) != tt.waits {
			t.Errorf("%s: waits %v, %v", tt.reason, a.InstructedVersion != 0, err)
		}
		if _, err := a.Apply(checklist.Event{Kind: checklist.EventFollowed}); (err == nil) != tt.waits {
			t.Errorf("%s: an answer is taken: %v", tt.reason, err)
		}
	}
}

func TestReplay_countsRoundsAndReturns(t *testing.T) {
	t.Parallel()
	submitted, returned := checklist.Event{Kind: checklist.EventSubmitted, At: 3}, checklist.Event{Kind: checklist.EventReturned, On: today}
	a, err := checklist.Replay(7, 2, 5, 14, []checklist.Event{assigned(checklist.Lead), submitted, returned, submitted, returned})
	want := checklist.Assignment{ID: 7, Office: 2, Item: 5, No: 14, Part: "4月", Party: "技术服务部", Role: checklist.Lead, State: checklist.Open,
		Round: 3, Opened: today, Original: dueOn, Deadline: dueOn, Returns: 2, Version: 5}
	if diff := cmp.Diff(want, a); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	_, err = checklist.Replay(7, 2, 5, 14, []checklist.Event{{Seq: 3, Kind: checklist.EventSubmitted}})
	if !errors.Is(err, checklist.ErrConflict) || !strings.Contains(err.Error(), "replaying event 3") {
		t.Errorf("got %v", err)
	}
}

func TestState_words(t *testing.T) {
	t.Parallel()
	for state, want := range map[checklist.State]string{checklist.Open: "办理中", checklist.Submitted: "待审核", checklist.Accepted: "已销号", checklist.Waived: "免办", "lost": "lost"} {
		if words.Say(words.Chinese, state.Message()) != want || state.Closed() != (state == checklist.Accepted || state == checklist.Waived) {
			t.Errorf("%s: %s, closed %v", state, words.Say(words.Chinese, state.Message()), state.Closed())
		}
	}
	for role, want := range map[checklist.Role]string{checklist.Lead: "牵头", checklist.Joint: "会同"} {
		if words.Say(words.Chinese, role.Message()) != want {
			t.Errorf("%s is %s", role, words.Say(words.Chinese, role.Message()))
		}
	}
	for state, want := range map[checklist.MailState]string{checklist.MailReceived: "待处理", checklist.MailFiled: "已登记", checklist.MailAsked: "已询问序号", checklist.MailNoted: "已记录",
		checklist.MailDropped: "不予登记", checklist.MailQuarantined: "待督办员归档", checklist.MailDiscarded: "已作废", "": ""} {
		if words.Say(words.Chinese, state.Message()) != want {
			t.Errorf("%s is %s, want %s", state, words.Say(words.Chinese, state.Message()), want)
		}
	}
}

func TestSettle_closesTheJointPartsWithTheLastLead(t *testing.T) {
	t.Parallel()
	part := func(id int64, role checklist.Role, state checklist.State) checklist.Assignment {
		return checklist.Assignment{ID: id, Role: role, State: state}
	}
	tests := map[string]struct {
		item []checklist.Assignment
		want []int64
	}{
		"a lead is open":          {[]checklist.Assignment{part(1, checklist.Lead, checklist.Accepted), part(2, checklist.Lead, checklist.Open), part(3, checklist.Joint, checklist.Open)}, nil},
		"a lead waits":            {[]checklist.Assignment{part(1, checklist.Lead, checklist.Submitted), part(3, checklist.Joint, checklist.Open)}, nil},
		"all leads are closed":    {[]checklist.Assignment{part(1, checklist.Lead, checklist.Accepted), part(2, checklist.Lead, checklist.Waived), part(3, checklist.Joint, checklist.Open), part(4, checklist.Joint, checklist.Submitted)}, []int64{3, 4}},
		"what is closed stays":    {[]checklist.Assignment{part(1, checklist.Lead, checklist.Accepted), part(3, checklist.Joint, checklist.Waived), part(4, checklist.Joint, checklist.Open)}, []int64{4}},
		"there is no lead at all": {[]checklist.Assignment{part(3, checklist.Joint, checklist.Open)}, []int64{3}},
	}
	for name, tt := range tests {
		var got []int64
		for _, a := range checklist.Settle(tt.item) {
			got = append(got, a.ID)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
