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
	} {
		claimed, err := s.Claim(ctx, morning.Add(time.Duration(try)*time.Hour), checklist.Hours{}, 10, time.Minute, func(all []db.Notice) { set(&all[0]) })
		if err != nil || len(claimed) != 1 {
			t.Fatal(claimed, err)
		}
		list, err := s.Notices(ctx, db.NoticeFilter{})
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s to %s, kept %s to %s", claimed[0].Raw, claimed[0].Address, list[0].Raw, list[0].Address))
	}
	first, second, third := "first to a@djzx.example", "second to b@djzx.example", "second to c@djzx.example"
	if diff := cmp.Diff([]string{first + ", kept " + first, first + ", kept " + first, second + ", kept " + second, third + ", kept " + third}, got); diff != "" {
		t.Error(diff)
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
