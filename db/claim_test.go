package db_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
)

// TestClaim_whatChangesWhileLettersAreSetIsReadAnew: nobody is reminded of what he
// answered a moment ago.
func TestClaim_whatChangesWhileLettersAreSetIsReadAnew(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		meanwhile func(t *testing.T, s *db.Store, ids []int64)
		want      []string // each time letters were set, and what was claimed
		state     string
	}{
		"nothing": {func(*testing.T, *db.Store, []int64) {}, []string{"set 2", "claimed 2"}, "sending"},
		"one of two items is answered": {func(t *testing.T, s *db.Store, ids []int64) { submit(t, s, ids[0]) },
			[]string{"set 2", "set 1", "claimed 1"}, "sending"},
		"both items are answered": {func(t *testing.T, s *db.Store, ids []int64) { submit(t, s, ids[0], ids[1]) },
			[]string{"set 2", "set nothing"}, "superseded"},
		"sending is paused": {func(t *testing.T, s *db.Store, _ []int64) {
			if err := s.Pause(context.Background(), morning, "clerk", "检修"); err != nil {
				t.Error(err)
			}
		}, []string{"set 2"}, "queued"},
		"another sender is quicker": {func(t *testing.T, s *db.Store, _ []int64) {
			if _, err := s.Claim(context.Background(), morning, checklist.Hours{}, 10, time.Minute, setLetters); err != nil {
				t.Error(err)
			}
		}, []string{"set 2"}, "sending"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := dbtest.Open(t)
			ids := twoItems(t, s)
			record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(ids[0], ids[1])}})
			var got []string
			claimed, err := s.Claim(context.Background(), morning, checklist.Hours{}, 10, time.Minute, func(all []db.Notice) {
				setLetters(all)
				if len(all) == 0 {
					got = append(got, "set nothing")
				}
				for _, n := range all {
					got = append(got, fmt.Sprint("set ", len(n.Letter.Lines)))
				}
				if len(got) == 1 {
					tt.meanwhile(t, s, ids)
				}
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range claimed {
				got = append(got, fmt.Sprint("claimed ", len(n.Letter.Lines)))
			}
			list, err := s.Notices(context.Background(), db.NoticeFilter{})
			if diff := cmp.Diff(tt.want, got); diff != "" || err != nil || string(list[0].State) != tt.state {
				t.Errorf("the letter is %s (%v)\n%s", list[0].State, err, diff)
			}
		})
	}
}

func submit(t *testing.T, s *db.Store, ids ...int64) {
	t.Helper()
	for _, id := range ids {
		record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: id, Actor: "A负责人"}}})
	}
}

func TestClaim_theBytesAreKeptAndWrittenAgainOnlyForAnotherAddress(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	ctx := context.Background()
	record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(ids[0])}})
	var got []string
	for try, set := range []func(n *db.Notice){
		func(n *db.Notice) { n.Raw, n.Address = []byte("first"), "a@djzx.example" },
		func(*db.Notice) {}, // as an earlier try left it
		func(n *db.Notice) { n.Raw, n.Address = []byte("second"), "b@djzx.example" },
		func(n *db.Notice) { n.Raw, n.Address = []byte("second"), "c@djzx.example" },
		func(n *db.Notice) { n.Sender = "new@djzx.example" },
	} {
		claimed, err := s.Claim(ctx, morning.Add(time.Duration(try)*time.Hour), checklist.Hours{}, 10, time.Minute, func(all []db.Notice) { set(&all[0]) })
		if err != nil || len(claimed) != 1 {
			t.Fatal(claimed, err)
		}
		list, err := s.Notices(ctx, db.NoticeFilter{})
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s to %s %s, kept %s to %s %s", claimed[0].Raw, claimed[0].Address, claimed[0].Sender, list[0].Raw, list[0].Address, list[0].Sender))
	}
	var want []string
	for _, is := range []string{"first to a@djzx.example ", "first to a@djzx.example ", "second to b@djzx.example ", "second to c@djzx.example ", "second to c@djzx.example new@djzx.example"} {
		want = append(want, is+", kept "+is)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A letter that has its bytes goes with the lines that are printed in it, whatever was
// answered since; one that has none is printed without them.
func TestClaim_whatIsPrintedIsShown(t *testing.T) {
	t.Parallel()
	for printed, want := range map[bool]int{true: 2, false: 1} {
		s := dbtest.Open(t)
		ids := twoItems(t, s)
		record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(ids[0], ids[1])}})
		if printed {
			tries(t, s, morning, map[string]db.Outcome{"A负责人": notNow})
		}
		submit(t, s, ids[0])
		claimedOf(t, s, morning.Add(2*time.Hour))
		if lines, err := s.ShownIn(ever, 1); err != nil || len(lines) != want {
			t.Errorf("printed before: %v. It shows %d lines, %v", printed, len(lines), err)
		}
	}
}

// A letter that cannot be had now is asked for again as soon as it can.
func TestClaimLetter_whenItIsAskedForAgain(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		ready func(s *db.Store)
		again time.Duration
		had   bool
	}{
		"it is due":             {func(*db.Store) {}, 0, true},
		"another sender has it": {func(s *db.Store) { claimedOf(t, s, morning) }, time.Minute, false},
		"the relay takes none":  {func(s *db.Store) { refused(t, s, morning) }, time.Hour, false},
		"it has gone":           {func(s *db.Store) { finished(t, s, morning, claimedOf(t, s, morning), taken) }, 0, false},
		"its hour has not come": {func(s *db.Store) {
			db.Change(t, s, fmt.Sprintf(`UPDATE notice SET not_before = %d`, morning.Add(90*time.Second).UnixMilli()))
		}, 90 * time.Second, false},
		"letters are held back":  {func(s *db.Store) { paused(t, s) }, 30 * time.Second, false},
		"gone, others held back": {func(s *db.Store) { finished(t, s, morning, claimedOf(t, s, morning), taken); paused(t, s) }, 0, false},
	} {
		s := dbtest.Open(t)
		record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
		tt.ready(s)
		claimed, again, err := s.ClaimLetter(ever, morning, checklist.Hours{}, 1, time.Minute, setLetters)
		if err != nil || again != tt.again || (len(claimed) == 1) != tt.had {
			t.Errorf("%s: %d claimed, again in %s, %v", name, len(claimed), again, err)
		}
	}
}

func paused(t *testing.T, s *db.Store) {
	t.Helper()
	if err := s.Pause(ever, morning, "clerk", "检修"); err != nil {
		t.Fatal(err)
	}
}

// What was planned for a round that has ended since is not said of the next.
func TestClaim_aLineOfAnEarlierRoundIsLeftOut(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	ids := twoItems(t, s)
	record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(ids[0], ids[1])}})
	submit(t, s, ids[0])
	record(t, s, morning, db.Record{Events: []checklist.Event{{Kind: checklist.EventReturned, Assignment: ids[0], Actor: "clerk"}}})
	claimed, err := s.Claim(context.Background(), morning, checklist.Hours{}, 10, time.Minute, setLetters)
	if err != nil || len(claimed) != 1 || len(claimed[0].Letter.Lines) != 1 || claimed[0].Letter.Lines[0].Assignment != ids[1] {
		t.Errorf("claimed %+v, %v", claimed, err)
	}
}

// Whoever answers a letter has it: that its daemon died over it, or that this is a backup
// from before it went, does not make it unsent, and it goes no second time.
func TestClaim_aLetterThatWasAnsweredWasSent(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, tt := range map[string]struct {
		die  func(t *testing.T, s *db.Store) // what became of it before it was answered
		sent int64                           // when it went, as far as can be known
	}{
		"in flight at a kill": {func(t *testing.T, s *db.Store) {
			claimed, err := s.Claim(ctx, morning, checklist.Hours{}, 10, time.Minute, setLetters)
			if err != nil || len(claimed) != 1 {
				t.Fatal(claimed, err)
			}
			if _, err := s.OnWire(ctx, morning.Add(time.Second), claimed[0]); err != nil {
				t.Fatal(err)
			}
		}, morning.Add(time.Second).UnixMilli()},
		"handed out to a daemon that died": {func(t *testing.T, s *db.Store) {
			if claimed, _, err := s.ClaimLetter(ctx, morning.Add(2*time.Second), checklist.Hours{}, 1, time.Minute, setLetters); err != nil || len(claimed) != 1 {
				t.Fatal(claimed, err)
			}
		}, morning.Add(2 * time.Second).UnixMilli()},
		"gone after the backup": {func(*testing.T, *db.Store) {}, morning.UnixMilli()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := dbtest.Open(t)
			ids := twoItems(t, s)
			record(t, s, morning, db.Record{Notices: []db.NewNotice{remind(ids[0])}})
			tt.die(t, s)
			answer, _, err := s.Receive(ctx, morning.Add(time.Hour), db.Arrival{Raw: []byte("已完成"), Source: "lmtp"})
			if err != nil {
				t.Fatal(err)
			}
			record(t, s, morning.Add(time.Hour), db.Record{
				Events: []checklist.Event{{Kind: checklist.EventSubmitted, Assignment: ids[0], Actor: "A负责人", Mail: answer.ID}},
				Mails: []db.Disposition{{ID: answer.ID, State: "filed", Kind: "reply", Person: "A负责人", Answers: 1,
					Evidence: []db.Evidence{{Mail: answer.ID, Assignment: ids[0], Verb: checklist.VerbDone, Text: "已完成"}}}},
			})
			for range 2 {
				if again, err := s.Claim(ctx, morning.Add(2*time.Hour), checklist.Hours{}, 10, time.Minute, setLetters); err != nil || len(again) != 0 {
					t.Errorf("it goes again: %v, %v", again, err)
				}
			}
			list, err := s.Notices(ctx, db.NoticeFilter{})
			if err != nil || list[0].State != checklist.NoticeSent || list[0].SentMs != tt.sent || !list[0].Error.IsZero() {
				t.Errorf("the letter is %+v, %v", list[0], err)
			}
			tries, err := s.Attempts(ctx, 1)
			if err != nil || len(tries) != 1 || tries[0].Outcome != checklist.AttemptSent || tries[0].StartedMs != tt.sent || tries[0].Repeat {
				t.Errorf("its attempts are %+v, %v", tries, err)
			}
		})
	}
}
