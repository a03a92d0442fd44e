package db_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"duban/checklist"
	"duban/checklist/letter"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

func anHour(int) time.Duration { return time.Hour }

func outcomeTo(person string) db.NewNotice {
	return db.NewNotice{Key: "outcome/" + person, Reason: msg.Words("r"), NotBefore: morning, Letter: letter.Letter{Kind: letter.KindOutcome, To: person}}
}

// tries has the letters that are due tried at an instant: each person's relay says what is
// given for him. It returns how they stand then.
func tries(t *testing.T, s *db.Store, at time.Time, says map[string]db.Outcome) string {
	t.Helper()
	ctx := context.Background()
	claimed, err := s.Claim(ctx, at, checklist.Hours{}, 10, time.Minute, func(all []db.Notice) {
		for i := range all {
			all[i].Raw, all[i].Address = []byte("x"), strings.ToLower(all[i].Person)+"@djzx.example"
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range claimed {
		finished(t, s, at, n, says[n.Person])
	}
	return stand(t, s)
}

// stand is how all letters stand.
func stand(t *testing.T, s *db.Store) string {
	t.Helper()
	all, err := s.Notices(context.Background(), db.NoticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	var each []string
	for _, n := range all {
		each = append(each, n.Person+" "+string(n.State))
	}
	return strings.Join(each, ", ")
}

var (
	taken   = db.Outcome{State: checklist.AttemptSent, Code: "250"}
	nobody  = db.Outcome{State: checklist.AttemptFailed, Code: "5.1.1", Text: msg.Words("550 no such user"), Refusal: db.Refusal{Cause: "no-mailbox", Answer: "550 no such user", Fault: "5.1.1"}}
	gone    = db.Outcome{State: checklist.AttemptFailed, Code: "5.1.6", Text: msg.Words("550 moved"), Refusal: db.Refusal{Cause: "no-mailbox", Answer: "550 moved", Fault: "5.1.6"}}
	notNow  = db.Outcome{State: checklist.AttemptRetry, Code: "4.7.1", Text: msg.Words("451 later"), Refusal: db.Refusal{Cause: "busy", Answer: "451 later", Most: 2}}
	ofALone = db.Outcome{State: checklist.AttemptRetry, Code: "4.2.2", Text: msg.Words("452 full"), Refusal: db.Refusal{Cause: "full", Answer: "452 full", Alone: true}}
)

// When a no for good ends a letter, and when it is about the relay.
func TestFinish_whenANoIsBelieved(t *testing.T) {
	t.Parallel()
	type saying map[string]db.Outcome
	for _, tt := range []struct {
		name   string
		people string
		says   []saying // at each hour
		want   []string
		held   string // by which cause
	}{
		{"one alone, the third time", "A", []saying{{"A": nobody}, {"A": nobody}, {"A": nobody}}, []string{"A queued", "A queued", "A failed"}, ""},
		{"as soon as another letter has gone", "A B", []saying{{"A": nobody, "B": taken}, {"A": nobody}}, []string{"A queued, B sent", "A failed, B sent"}, ""},
		{"of everybody it is the relay's", "A B C", []saying{{"A": nobody, "B": nobody, "C": nobody}}, []string{"A queued, B queued, C queued"}, "alike"},
		{"of two it is not", "A B", []saying{{"A": nobody, "B": nobody}}, []string{"A queued, B queued"}, ""},
		{"what each gets for a reason of his own is not", "A B C", []saying{{"A": ofALone, "B": ofALone, "C": ofALone}}, []string{"A queued, B queued, C queued"}, ""},
		{"later, without end where none was taken", "A", []saying{{"A": notNow}, {"A": notNow}, {"A": notNow}}, []string{"A queued", "A queued", "A queued"}, ""},
		{"later, as often as a letter is tried", "A B", []saying{{"A": notNow, "B": taken}, {"A": notNow}}, []string{"A queued, B sent", "A failed, B sent"}, ""},
	} {
		s := dbtest.Open(t)
		var letters []db.NewNotice
		for _, person := range strings.Fields(tt.people) {
			letters = append(letters, outcomeTo(person))
		}
		record(t, s, morning, db.Record{Notices: letters})
		for hour, says := range tt.says {
			if got := tries(t, s, morning.Add(time.Duration(2*hour)*time.Hour), says); got != tt.want[hour] {
				t.Errorf("%s, try %d: %s, want %s", tt.name, hour+1, got, tt.want[hour])
			}
		}
		h, _, err := s.Hold(context.Background())
		if err != nil || h.Cause != tt.held {
			t.Errorf("%s: held for %q, %v", tt.name, h.Cause, err)
		}
	}
}

// A relay's refusals are counted while it says the same: what it says then waits as anew.
func TestHold_countsRefusalsOfOneCause(t *testing.T) {
	t.Parallel()
	s, ctx := dbtest.Open(t), context.Background()
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
	for i, tt := range []struct {
		cause    string
		refusals int
	}{{"busy", 1}, {"busy", 2}, {"login", 1}} {
		tries(t, s, morning.Add(time.Duration(i)*time.Hour), map[string]db.Outcome{"A": {State: checklist.AttemptRetry, Code: "451", Refusal: db.Refusal{Cause: tt.cause, Answer: "x", Holds: true}}})
		if h, _, err := s.Hold(ctx); err != nil || h.Refusals != tt.refusals || h.SinceMs != morning.UnixMilli() {
			t.Errorf("%s: %d refusals since %d, %v", tt.cause, h.Refusals, h.SinceMs, err)
		}
	}
}

// What the next letter waits for: its hour, the lease of who has it, the relay's hold.
func TestNextDue_whatIsWaitedFor(t *testing.T) {
	t.Parallel()
	s, ctx := dbtest.Open(t), context.Background()
	next := func() string {
		t.Helper()
		at, waits, err := s.NextDue(ctx, morning.Add(3*time.Minute))
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(at.Sub(morning), waits)
	}
	if at, waits, err := s.NextDue(ctx, morning); waits || err != nil {
		t.Errorf("nothing waits: %s, %v", at, err)
	}
	late := outcomeTo("B")
	late.NotBefore = morning.Add(3 * time.Hour)
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A"), late}})
	if got := next(); got != "0s true" {
		t.Errorf("a letter is due: %s", got)
	}
	claimed, err := s.Claim(ctx, morning, checklist.Hours{}, 10, 5*time.Minute, setLetters)
	if err != nil || len(claimed) != 1 {
		t.Fatal(claimed, err)
	}
	if got := next(); got != "5m0s true" {
		t.Errorf("somebody has it: %s", got)
	}
	away := db.Outcome{State: checklist.AttemptRetry, Code: "451", Refusal: db.Refusal{Cause: "busy", Answer: "x", Holds: true, Wait: func(int) time.Duration { return 2 * time.Hour }}}
	if err := s.Finish(ctx, morning.Add(time.Minute), claimed[0], away); err != nil {
		t.Fatal(err)
	}
	if got := next(); got != "2h1m0s true" {
		t.Errorf("the relay holds all: %s", got)
	}
	if err := s.Pause(ctx, morning, "clerk", "检修"); err != nil {
		t.Fatal(err)
	}
	if got := next(); !strings.HasSuffix(got, "false") {
		t.Errorf("sending is paused: %s", got)
	}
}

// The backlog is as old as the first of the letters that wait in vain, tried or not.
func TestBacklog_howOldItIs(t *testing.T) {
	t.Parallel()
	s, ctx := dbtest.Open(t), context.Background()
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
	tries(t, s, morning.Add(time.Hour), map[string]db.Outcome{"A": notNow})
	for _, tt := range []struct {
		person string
		after  time.Duration // its letter is for so long after the morning
		since  time.Duration
		count  int
	}{{"", 0, time.Hour, 1}, {"B", 90 * time.Minute, time.Hour, 2}, {"C", 30 * time.Minute, 30 * time.Minute, 3}} {
		if tt.person != "" {
			n := outcomeTo(tt.person)
			n.NotBefore = morning.Add(tt.after)
			record(t, s, morning.Add(time.Hour), db.Record{Notices: []db.NewNotice{n}})
		}
		b, err := s.Backlog(ctx, morning.Add(2*time.Hour))
		if err != nil || b.Count != tt.count || b.SinceMs != morning.Add(tt.since).UnixMilli() {
			t.Errorf("with %q: %d letters since %s, %v", tt.person, b.Count, time.UnixMilli(b.SinceMs).Sub(morning), err)
		}
	}
}

// What is sent again is what the clerk chose of what has failed.
func TestResend_chooses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		filter db.ResendFilter
		want   string
	}{
		{db.ResendFilter{}, "A queued, B queued"},
		{db.ResendFilter{Person: "B"}, "A failed, B queued"},
		{db.ResendFilter{ID: 1}, "A queued, B failed"},
		{db.ResendFilter{ID: 1, Person: "B"}, "A failed, B failed"},
	} {
		s, ctx := dbtest.OpenFile(t), context.Background()
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A"), outcomeTo("B")}})
		for hour := range 3 {
			tries(t, s, morning.Add(time.Duration(2*hour)*time.Hour), map[string]db.Outcome{"A": nobody, "B": gone})
		}
		if _, _, err := s.Resend(ctx, morning.Add(9*time.Hour), tt.filter, "clerk"); err != nil && !errors.Is(err, checklist.ErrNotFound) { // none is both
			t.Fatal(err)
		}
		if got := stand(t, s); got != tt.want {
			t.Errorf("%+v: %s, want %s", tt.filter, got, tt.want)
		}
		if after, err := s.Notices(ctx, db.NoticeFilter{After: 1}); err != nil || len(after) != 1 || after[0].Person != "B" {
			t.Errorf("behind the first stand %d, %v", len(after), err)
		}
	}
}

// A letter of the day that is given up leaves its steps to be asked for again tomorrow; one
// that no day needs does not.
func TestGiveUp_asksForItsStepsTomorrow(t *testing.T) {
	t.Parallel()
	s, ctx := dbtest.Open(t), context.Background()
	ids := twoItems(t, s)
	on := checklist.DayOf(morning, dbtest.Zone)
	daily := remind(ids[0])
	daily.Letter.On = on
	plan := db.Plan{Letters: []db.PlannedLetter{{Notice: daily, Steps: []db.Step{{Assignment: ids[0], Round: 1, Deadline: checklist.Date(2026, 4, 30), Step: "remind-5", Day: on}}}},
		Next: map[int64]checklist.Day{ids[0]: on + 9, ids[1]: on + 9, ids[2]: on + 9}, Again: on + 1}
	if _, err := s.Plan(ctx, morning, plan); err != nil {
		t.Fatal(err)
	}
	for try := range 3 {
		tries(t, s, morning.Add(time.Duration(2*try)*time.Hour), map[string]db.Outcome{daily.Letter.To: nobody})
	}
	for day, want := range map[checklist.Day]bool{on: false, on + 1: true} {
		if got := isDue(t, s, day, ids[0]); got != want {
			t.Errorf("asked on %s: %v", day, got)
		}
	}
}

// isDue reports whether the ladder of an assignment has to be asked on a day.
func isDue(t *testing.T, s *db.Store, on checklist.Day, id int64) bool {
	t.Helper()
	due, err := s.Due(ever, on)
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(due, func(o db.Owed) bool { return o.ID == id })
}

// A letter that was on its way when the relay refused another does not show that it takes
// letters again.
func TestHold_endsWithALetterThatWasBegunAfterIt(t *testing.T) {
	t.Parallel()
	for after, want := range map[time.Duration]bool{-time.Second: true, 0: true, time.Second: false} {
		s := dbtest.Open(t)
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A"), outcomeTo("B")}})
		claimed, err := s.Claim(ever, morning, checklist.Hours{}, 2, time.Hour, setLetters)
		if err != nil || len(claimed) != 2 {
			t.Fatal(claimed, err)
		}
		away, begun := notNow, taken
		away.Holds, begun.StartedMs = true, morning.Add(time.Minute+after).UnixMilli()
		finished(t, s, morning.Add(time.Minute), claimed[0], away)
		finished(t, s, morning.Add(2*time.Minute), claimed[1], begun)
		if _, held, err := s.Hold(ever); err != nil || held != want {
			t.Errorf("begun %s after: held %v, %v", after, held, err)
		}
	}
}

// A refused letter waits by how often it was refused, from then on.
func TestFinish_waitsByItsRefusals(t *testing.T) {
	t.Parallel()
	s, at := dbtest.Open(t), morning
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
	for refusals := range 3 {
		o := notNow
		o.Wait = func(n int) time.Duration { return time.Duration(n) * time.Hour }
		if err := s.Finish(ever, at, claimedOf(t, s, at), o); err != nil {
			t.Fatal(err)
		}
		next, waits, err := s.NextDue(ever, at)
		if want := at.Add(time.Duration(refusals+1) * time.Hour); err != nil || !waits || !next.Equal(want) {
			t.Errorf("refused %d times: goes again %s, want %s, %v", refusals+1, next, want, err)
		}
		at = next
	}
}

// A letter that is given up marks its address only where that is surely at fault.
func TestGiveUp_whatIsSaidOfItsAddress(t *testing.T) {
	t.Parallel()
	failing := db.Record{Faults: []db.AddressFault{{Address: "a@djzx.example", Fault: msg.Words("5.1.1"), Person: "A"}}}
	often := nobody
	often.Most = 2
	type saying map[string]db.Outcome
	for name, tt := range map[string]struct {
		before db.Record
		people string
		says   []saying // at each second hour
		fails  bool
	}{
		"nobody is there":              {db.Record{}, "A", []saying{{"A": nobody}, {"A": nobody}, {"A": nobody}}, true},
		"another was told the same":    {db.Record{}, "C A B", []saying{{"C": taken, "A": often, "B": often}, {"A": often, "B": notNow}}, false},
		"it was refused for its words": {db.Record{}, "A B", []saying{{"A": withoutFault(nobody), "B": taken}, {"A": withoutFault(nobody)}}, false},
		"it could not be written, and the address was known to fail": {failing, "A", []saying{{"A": unwritten}}, true},
	} {
		s := dbtest.Open(t)
		for _, person := range strings.Fields(tt.people) {
			tt.before.Notices = append(tt.before.Notices, outcomeTo(person))
		}
		record(t, s, morning, tt.before)
		at := morning
		for _, says := range tt.says {
			at = at.Add(2 * time.Hour)
			tries(t, s, at, says)
		}
		if got := stand(t, s); !strings.Contains(got, "A failed") {
			t.Fatalf("%s: %s", name, got)
		}
		if got, err := s.Fails(ever, "a@djzx.example", at.UnixMilli()); err != nil || got != tt.fails {
			t.Errorf("%s: it fails: %v, %v", name, got, err)
		}
	}
}

func withoutFault(o db.Outcome) db.Outcome {
	o.Fault = ""
	return o
}

// What the log of sent letters tells knows no kinds: of a first letter it counts all the same.
func TestNote_aFirstLetterCountsFromItsDay(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenFile(t)
	if err := s.Lease(); err != nil {
		t.Fatal(err)
	}
	planned(t, s, morning)
	stored := make(chan error)
	if !s.Note(morning, claimedOf(t, s, morning), taken, func(err error) { stored <- err }) {
		t.Fatal("not noted")
	}
	if err := <-stored; err != nil {
		t.Fatal(err)
	}
	if got := reached(t, s, 1).FirstOn; got != april(1) {
		t.Errorf("sent on %s", got)
	}
}

func TestAssumeSent_isAllThatIsDue(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenFile(t)
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A"), outcomeTo("B")}})
	if err := s.AssumeSent(ever, morning, checklist.Hours{}); err != nil {
		t.Fatal(err)
	}
	if got := stand(t, s); got != "A sent, B sent" {
		t.Error(got)
	}
}

// How long the first of the letters that wait in vain does so.
func TestWaitingSince(t *testing.T) {
	t.Parallel()
	for b, want := range map[db.Backlog]time.Duration{
		{}: 0, {Count: 1, SinceMs: morning.UnixMilli()}: time.Hour, {Count: 1, SinceMs: morning.Add(2 * time.Hour).UnixMilli()}: 0,
	} {
		if got := b.WaitingSince(morning.Add(time.Hour)); got != want {
			t.Errorf("%+v: %s, want %s", b, got, want)
		}
	}
}

// An instruction is asked about today; a second one, too, and what else happens is not.
func TestRecord_whatAsksTheLadderToday(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		events []checklist.Event
		today  int
	}{
		{"progress", []checklist.Event{{Kind: checklist.EventProgress, Text: "在办"}}, 0},
		{"an instruction", []checklist.Event{{Kind: checklist.EventInstructed, Text: "请报"}}, 1},
		{"progress beside one that waits", []checklist.Event{{Kind: checklist.EventInstructed, Text: "请报"}, {Kind: checklist.EventProgress, Text: "在办"}}, 0},
		{"a request that was refused", []checklist.Event{{Kind: checklist.EventAskedExtend, Day: checklist.Date(2026, 5, 9)}, {Kind: checklist.EventRefused}}, 1},
		{"a request", []checklist.Event{{Kind: checklist.EventAskedExtend, Day: checklist.Date(2026, 5, 9)}}, 0},
		{"another deadline", []checklist.Event{{Kind: checklist.EventRescheduled, Day: checklist.Date(2026, 5, 9)}}, 1},
	} {
		s, ctx := dbtest.Open(t), context.Background()
		ids := twoItems(t, s)
		on := checklist.DayOf(morning, dbtest.Zone)
		for i, e := range tt.events {
			e.Assignment, e.Actor = ids[0], "A"
			if _, err := s.Plan(ctx, morning, db.Plan{Next: map[int64]checklist.Day{ids[0]: on + 9, ids[1]: on + 9, ids[2]: on + 9}, Again: on + 1}); err != nil {
				t.Fatal(err)
			}
			record(t, s, morning.Add(time.Duration(i+1)*time.Hour), db.Record{Events: []checklist.Event{e}})
		}
		if due, err := s.Due(ctx, on); err != nil || len(due) != tt.today {
			t.Errorf("%s: %d ladders are asked today, %v", tt.name, len(due), err)
		}
	}
}

// A database holds as many offices as identifiers leave room for.
func TestFor_howManyOffices(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenFile(t)
	for no, want := range map[int64]bool{0: true, 1: true, db.MostOffices: true, db.MostOffices + 1: false, -1: false} {
		opt := dbtest.Options()
		opt.Office = no
		if _, err := s.For(context.Background(), opt); (err == nil) != want {
			t.Errorf("office %d: %v", no, err)
		}
	}
}

// With another deadline or in a new round every rung may come again; a new hand in the same
// round has been told nothing.
func TestRecord_whatLetsRungsComeAgain(t *testing.T) {
	t.Parallel()
	on := checklist.DayOf(morning, dbtest.Zone)
	for _, tt := range []struct {
		name   string
		events []checklist.Event
		anew   bool
	}{
		{"progress", []checklist.Event{{Kind: checklist.EventProgress}}, false},
		{"an extension", []checklist.Event{{Kind: checklist.EventExtended, Day: checklist.Date(2026, 5, 9)}}, true},
		{"a return", []checklist.Event{{Kind: checklist.EventSubmitted}, {Kind: checklist.EventReturned}}, true},
		{"a claim taken back", []checklist.Event{{Kind: checklist.EventSubmitted}, {Kind: checklist.EventWithdrawn}}, false},
	} {
		s, ctx := dbtest.Open(t), context.Background()
		ids := twoItems(t, s)
		daily := remind(ids[0])
		daily.Letter.On = on
		rungs := []db.Step{{Assignment: ids[0], Round: 1, Deadline: checklist.Date(2026, 4, 30), Step: "overdue+2", Day: on}, {Assignment: ids[0], Round: 1, Deadline: checklist.Date(2026, 4, 30), Step: "escalate-1", Day: on, Level: 1}}
		if _, err := s.Plan(ctx, morning, db.Plan{Letters: []db.PlannedLetter{{Notice: daily, Steps: rungs}}, Next: map[int64]checklist.Day{ids[0]: on + 9}, Again: on + 1}); err != nil {
			t.Fatal(err)
		}
		for _, e := range tt.events {
			e.Assignment, e.Actor = ids[0], "A"
			record(t, s, morning.Add(time.Hour), db.Record{Events: []checklist.Event{e}})
		}
		all, err := s.Ledger(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if o := all[0]; (o.Escalated == 0) != tt.anew || (o.LastStep == "") != tt.anew {
			t.Errorf("%s: told to level %d, last %q", tt.name, o.Escalated, o.LastStep)
		}
	}
}

// What a statement refuses is no damage of the file.
func TestNamed_aRefusalIsNoDamage(t *testing.T) {
	t.Parallel()
	s := dbtest.OpenFile(t)
	err := s.Record(context.Background(), morning, db.Record{Notes: []db.Note{{Person: "A", Text: "外出", Mail: 99}}})
	if err == nil || errors.Is(err, db.ErrDamaged) || errors.Is(err, db.ErrLocked) || errors.Is(err, db.ErrFull) {
		t.Errorf("a note of no mail: %v", err)
	}
}

// A joint part has the deadline that its lead is granted, and the lead not that of a joint part.
func TestRecord_theJointPartHasItsLeadsDeadline(t *testing.T) {
	t.Parallel()
	for by, want := range map[int][2]string{1: {"2026-05-09", "2026-05-09"}, 2: {"2026-04-30", "2026-05-09"}} {
		s := dbtest.Open(t)
		ids := twoItems(t, s)
		record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventExtended, Assignment: ids[by], Actor: "director", Day: checklist.Date(2026, 5, 9)}}})
		all, err := s.Ledger(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if got := [2]string{all[1].Deadline.String(), all[2].Deadline.String()}; got != want {
			t.Errorf("granted to part %d: %v, want %v", by, got, want)
		}
	}
}

// Whoever opens the database next may be its daemon.
func TestClose_givesTheLeaseBack(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "duban.db")
	for range 2 {
		s, err := db.Open(context.Background(), path, dbtest.Options())
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Lease(); err != nil {
			t.Error(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}
