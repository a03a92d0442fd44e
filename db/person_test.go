package db_test

import (
	"testing"
	"time"

	"duban/checklist"
	"duban/db"
	"duban/db/dbtest"
	"duban/internal/msg"
)

// lastSaid is how the history ends: what happened, and who did it.
func lastSaid(t *testing.T, s *db.Store) string {
	t.Helper()
	head, err := s.Head(ever)
	if err != nil {
		t.Fatal(err)
	}
	return string(head.Kind) + " by " + head.Actor
}

// An address works again once: what it has held back goes, and the history says who said so.
func TestRecord_anAddressThatWorksAgain(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}})
	for range 3 {
		tries(t, s, morning, map[string]db.Outcome{"A": unwritten})
	}
	fails := db.AddressFault{Address: "a@djzx.example", Fault: msg.Words("5.1.1"), Person: "A"}
	works := db.AddressFault{Address: "a@djzx.example", Person: "A", Actor: "clerk"}
	for _, tt := range []struct {
		fault db.AddressFault
		said  string
		stand string
	}{
		{works, "failed by duban", "A failed"}, // it was not known to fail
		{fails, "bounced by duban", "A failed"},
		{works, "restored by clerk", "A queued"},
		{works, "restored by clerk", "A queued"},
	} {
		record(t, s, morning, db.Record{Faults: []db.AddressFault{tt.fault}})
		if said, stand := lastSaid(t, s), stand(t, s); said != tt.said || stand != tt.stand {
			t.Errorf("%+v: %s, %s", tt.fault, said, stand)
		}
	}
	if head, err := s.Head(ever); err != nil || head.Seq != 3 {
		t.Errorf("the history has %d events, %v", head.Seq, err)
	}
}

// The first letter that went to an address which fails did not arrive: it is owed again.
func TestRecord_aFirstLetterToAnAddressThatFails(t *testing.T) {
	t.Parallel()
	for address, owed := range map[string]bool{"a@djzx.example": true, "aa@djzx.example": false, "a@djzx.exampl": false, "a@djzx.example.org": false} {
		s := dbtest.Open(t)
		planned(t, s, morning)
		finished(t, s, morning, claimedOf(t, s, morning), taken)
		record(t, s, morning, db.Record{Faults: []db.AddressFault{{Address: address, Fault: msg.Words("5.1.1")}}})
		if got := reached(t, s, 1); (got.FirstTo == "") != owed || (got.FirstOn == 0) != owed {
			t.Errorf("%s fails: %+v", address, got)
		}
	}
}

// What a letter was for that came back is asked for again the day after; a letter that goes
// again already is left alone.
func TestRecord_aLetterThatCameBack(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	planned(t, s, morning)
	lost := db.Record{Lost: []db.LostLetter{{Notice: 1, Person: "A", Why: reason}}}
	record(t, s, later, lost)
	if got := stand(t, s); got != "A负责人 queued" {
		t.Errorf("not sent, and lost: %s", got)
	}
	finished(t, s, morning, claimedOf(t, s, morning), taken)
	if got := reached(t, s, 1); got.FirstTo == "" {
		t.Fatalf("sent: %+v", got)
	}
	back := morning.AddDate(0, 0, 3)
	record(t, s, back, lost)
	if got, has := stand(t, s), reached(t, s, 1); got != "A负责人 failed" || has != (reach{}) || lastSaid(t, s) != "failed by duban" {
		t.Errorf("lost: %s, %+v", got, has)
	}
	for day, want := range map[checklist.Day]bool{april(4): false, april(5): true} {
		if got := isDue(t, s, day, 1); got != want {
			t.Errorf("asked on %s: %v", day, got)
		}
	}
}

// A day on trial: an address works again when its last letter was taken a day ago.
func TestReviveProbed_afterADay(t *testing.T) {
	t.Parallel()
	s := dbtest.Open(t)
	record(t, s, morning, db.Record{Notices: []db.NewNotice{outcomeTo("A")}, Faults: []db.AddressFault{{Address: "a@djzx.example", Fault: msg.Words("5.1.1")}}})
	finished(t, s, morning, claimedOf(t, s, morning), taken)
	for _, tt := range []struct {
		after time.Duration
		want  int
	}{{24*time.Hour - time.Millisecond, 0}, {24 * time.Hour, 1}, {48 * time.Hour, 0}} {
		if n, err := s.ReviveProbed(ever, morning.Add(tt.after)); err != nil || n != tt.want {
			t.Errorf("after %s: %d work again, %v", tt.after, n, err)
		}
	}
}
